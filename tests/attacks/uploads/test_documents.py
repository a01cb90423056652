"""Documents made to hurt whoever opens them: kept as they are, sealed, and run by nobody.

A document is evidence: what she gave us is not changed, also not its EXIF place. It lies sealed,
and leaves only as bytes to keep, under a name that says nothing, in a page of its own that may do
nothing.
"""

import io
import re

import pytest
from django.conf import settings

from alongside.casework.queries import documents
from tests.attacks.uploads.zoo import DOCUMENTS, EXIF, FILE_NAMES
from tests.casework.factories import fresh, make_case
from tests.casework.pages import entered, file_url, read
from tests.organisations.factories import NOW, make_second_organisation

pytestmark = [pytest.mark.django_db, pytest.mark.attack, pytest.mark.usefixtures("clock")]

NEUTRAL = re.compile(r'attachment; filename="document-[0-9a-f]{8}(\.[a-z0-9]{3,5})?"')


@pytest.fixture
def case_id(world):
    return make_case(world.caseworker.actor, "Mira").id


@pytest.fixture
def mine(world):
    return entered(world.caseworker)


def put_in(browser, world, case_id, name, content):
    """Send a file through the form and return what it became."""
    document = io.BytesIO(content)
    document.name = name
    response = browser.post(file_url(case_id, "upload"), {"document": document})
    assert response.status_code == 302, read(response).text
    [found] = documents(actor=fresh(world.caseworker), case_id=case_id, now=NOW).attachments
    return found


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_it_leaves_as_it_came_and_runs_nowhere(world, mine, case_id, kind):
    name, content, expected = DOCUMENTS[kind]
    found = put_in(mine, world, case_id, name, content)
    response = mine.get(file_url(case_id, "download", found.id))
    assert b"".join(response.streaming_content) == content
    assert NEUTRAL.fullmatch(response["Content-Disposition"])
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Content-Type"] == (expected or "application/octet-stream")
    assert response["Cache-Control"] == "no-store"


@pytest.mark.parametrize("kind", FILE_NAMES)
def test_a_name_is_only_a_name(world, mine, case_id, kind):
    found = put_in(mine, world, case_id, FILE_NAMES[kind], b"%PDF-1.7")
    page = mine.get(file_url(case_id, "documents"))
    # The name stands on the page as words, isolated, and never as markup or a template.
    assert found.name in read(page).isolated
    assert "<img src=x" not in page.content.decode()
    response = mine.get(file_url(case_id, "download", found.id))
    assert b"".join(response.streaming_content) == b"%PDF-1.7"
    assert NEUTRAL.fullmatch(response["Content-Disposition"])
    assert "Set-Cookie" not in response.headers
    assert not re.search(r"[/\\\x00-\x1f]", found.name)


def test_a_name_of_nothing_but_dots_is_no_file(mine, case_id):
    document = io.BytesIO(b"%PDF-1.7")
    document.name = ".."
    response = mine.post(file_url(case_id, "upload"), {"document": document})
    assert response.status_code == 422
    assert "Choose the file to put into her documents." in read(response).text


def test_the_name_a_file_came_with_names_no_file_of_ours(world, mine, case_id):
    put_in(mine, world, case_id, "../../../canary-KESTREL.pdf", b"%PDF-1.7")
    names = {path.name for path in settings.HOME.rglob("*")}
    assert not any("KESTREL" in name for name in names)


def test_where_a_photo_was_taken_lies_sealed_with_it(world, mine, case_id):
    put_in(mine, world, case_id, "photo.jpg", EXIF)
    kept = [path for path in settings.ALONGSIDE_MEDIA.rglob("*") if path.is_file()]
    assert kept
    assert not any(b"GPS-47" in path.read_bytes() for path in kept)


def test_a_document_cannot_be_put_into_the_file_of_somebody_else(world, mine, case_id):
    theirs = make_second_organisation(world)
    other = make_case(theirs.caseworker.actor, "Asha").id
    document = io.BytesIO(b"%PDF-1.7")
    document.name = "x.pdf"
    before = {path for path in settings.ALONGSIDE_MEDIA.rglob("*") if path.is_file()}
    assert mine.post(file_url(other, "upload"), {"document": document}).status_code == 404
    assert {p for p in settings.ALONGSIDE_MEDIA.rglob("*") if p.is_file()} == before
