"""A document with a virus is not kept where a scanner looks; and never where it cannot look."""

import io

import pytest
from django.conf import settings as node

from alongside.audit.models import Entry
from alongside.casework import queries
from tests.casework.factories import fresh, make_case
from tests.casework.pages import entered, file_url, read
from tests.organisations.factories import NOW
from tests.scanner import EICAR, scanning

pytestmark = [pytest.mark.django_db, pytest.mark.attack, pytest.mark.usefixtures("clock")]


@pytest.fixture
def case_id(world):
    return make_case(world.caseworker.actor, "Mira").id


@pytest.fixture
def mine(world):
    return entered(world.caseworker)


@pytest.fixture
def address(settings, tmp_path_factory):
    settings.ALONGSIDE_CLAMD = str(tmp_path_factory.mktemp("s") / "clamd")
    return settings.ALONGSIDE_CLAMD


def send(browser, case_id, content):
    document = io.BytesIO(content)
    document.name = "invoice.pdf"
    return browser.post(file_url(case_id, "upload"), {"document": document, "note": "hers"})


def kept(world, case_id):
    asked = {"actor": fresh(world.caseworker), "case_id": case_id, "now": NOW}
    return [one.name for one in queries.documents(**asked).attachments]


def files():
    return {path for path in node.ALONGSIDE_MEDIA.rglob("*") if path.is_file()}


def test_what_is_found_is_refused_and_journalled(world, mine, case_id, address):
    before = files()
    with scanning(address):
        response = send(mine, case_id, b"%PDF-1.7" + EICAR)
    page = read(response)
    assert response.status_code == 422
    assert "The virus scanner found something harmful in this file" in page.text
    assert page.form().fields["note"] == ["hers"]
    assert (kept(world, case_id), files()) == ([], before)
    deeds = Entry.objects.filter(action="file.attachment.refused")
    assert list(deeds.values_list("object_id", flat=True)) == [str(case_id)]
    looked = read(mine.get(file_url(case_id, "who_looked")))
    assert "tried to add a file in which a virus was found" in looked.text


def test_what_is_clean_is_kept_after_all_of_it_was_seen(world, mine, case_id, address):
    content = b"%PDF-1.7" + bytes(300_000)
    with scanning(address) as scanner:
        assert send(mine, case_id, content).status_code == 302
        assert scanner.seen == [content]
    assert kept(world, case_id) == ["invoice.pdf"]


@pytest.mark.parametrize("how", ["gone", "too long", "confused"])
def test_where_it_cannot_look_nothing_is_kept(world, mine, case_id, address, how):
    before = files()
    if how == "gone":
        response = send(mine, case_id, b"%PDF-1.7")
    else:
        ways = {"too long": {"longest": 1000}, "confused": {"answer": b"stream: what?"}}
        with scanning(address, **ways[how]):
            response = send(mine, case_id, b"%PDF-1.7" + bytes(300_000))
    assert response.status_code == 422
    assert "The virus scanner did not look at this file" in read(response).text
    assert (kept(world, case_id), files()) == ([], before)
    assert not Entry.objects.filter(action="file.attachment.refused").exists()
