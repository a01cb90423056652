"""Somebody who can write to the database moves, swaps or damages sealed parts of a file.

The page stays, says which part could not be opened, shows the rest, and the journal knows.
"""

import io

import pytest
from django.conf import settings

from alongside.audit.models import Entry
from alongside.casework import actions
from alongside.casework.contents import Needs, Note, SafeContact, SafetyPlan
from alongside.vault.guard import writing
from alongside.vault.models import SealedDocument
from tests.casework.factories import fresh, make_case
from tests.casework.pages import entered, file_url, read
from tests.organisations.factories import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.attack, pytest.mark.usefixtures("clock")]

SENTENCE = "This part could not be opened"


@pytest.fixture
def files(world):
    """Two files of the same worker with the same kinds of parts."""
    return [
        make_case(
            fresh(world.caseworker),
            name,
            SafeContact(safe_words=f"words of {name}"),
            SafetyPlan(active=True, dangers=f"dangers of {name}"),
            Needs(own_words=f"needs of {name}"),
        ).id
        for name in ("Mira", "Asha")
    ]


@pytest.fixture
def mine(world, files):
    for case_id, name in zip(files, ("Mira", "Asha"), strict=True):
        note = Note(text=f"note of {name}")
        actions.add_note(case_id=case_id, note=note, actor=fresh(world.caseworker), now=NOW)
    return entered(world.caseworker)


def sealed(case_id, kind):
    # Documents name their file; the newest of each kind is what pages show.
    return SealedDocument.objects.get(subject=case_id, kind=kind)


def put(case_id, kind, box):
    with writing():
        assert SealedDocument.objects.filter(subject=case_id, kind=kind).update(box=box) == 1


def flip(case_id, kind, at):
    box = bytearray(sealed(case_id, kind).box)
    box[at] ^= 1
    put(case_id, kind, bytes(box))


def not_opened():
    return Entry.objects.filter(action="file.not_opened").count()


@pytest.mark.parametrize("at", [0, 30, -1])
@pytest.mark.parametrize(
    ("kind", "tab", "lost", "kept"),
    [
        ("safety_plan", "safety", "dangers of Mira", "words of Mira"),
        ("safe_contact", "safety", "words of Mira", "dangers of Mira"),
        ("needs", "plan", "needs of Mira", "Mira"),
        ("note", "file", "note of Mira", "Mira"),
    ],
)
def test_one_bit_of_one_part(mine, files, kind, tab, lost, kept, at):
    url = file_url(files[0], tab)
    assert lost in read(mine.get(url)).text
    assert not_opened() == 0
    flip(files[0], kind, at)
    response = mine.get(url)
    text = read(response).text
    assert response.status_code == 200
    assert SENTENCE in text
    assert lost not in text
    assert kept in text
    assert not_opened() > 0


@pytest.mark.parametrize("kind", ["identity", "safety_plan", "safe_contact", "needs", "note"])
def test_a_part_of_one_file_put_into_another(mine, files, kind):
    stolen = sealed(files[1], kind).box
    put(files[0], kind, stolen)
    tabs = [mine.get(file_url(files[0], tab)) for tab in ("file", "plan", "safety", "about")]
    assert [response.status_code for response in tabs] == [200] * 4
    text = " ".join(read(response).text for response in tabs)
    assert SENTENCE in text
    assert "of Asha" not in text
    assert not_opened() > 0
    # The file it was taken from is whole.
    assert SENTENCE not in read(mine.get(file_url(files[1]))).text


def test_two_parts_of_one_file_swapped(mine, files):
    plan, needs = sealed(files[0], "safety_plan").box, sealed(files[0], "needs").box
    put(files[0], "safety_plan", needs)
    put(files[0], "needs", plan)
    response = mine.get(file_url(files[0], "safety"))
    assert response.status_code == 200
    assert SENTENCE in read(response).text
    assert "of Mira" in read(response).text


def test_the_list_and_today_live_with_a_damaged_name(mine, files):
    flip(files[0], "identity", 40)
    for url in ("/p/", "/d/"):
        assert mine.get(url).status_code == 200
    assert mine.get(file_url(files[0])).status_code == 200


def test_a_damaged_document_is_refused_before_the_first_byte(world, mine, files):
    before = set(settings.ALONGSIDE_MEDIA.rglob("*"))
    stream = io.BytesIO(b"%PDF-1.7" * 500)
    saved = actions.attach(
        case_id=files[0],
        stream=stream,
        name="a.pdf",
        note="",
        actor=fresh(world.caseworker),
        now=NOW,
    )
    new = set(settings.ALONGSIDE_MEDIA.rglob("*")) - before
    [path] = [path for path in new if path.is_file()]
    content = path.read_bytes()
    path.write_bytes(content[:-20])
    response = mine.get(file_url(files[0], "download", saved.document_id))
    assert response["Location"] == file_url(files[0], "documents")
    page = read(mine.get(response["Location"]))
    assert SENTENCE in page.text
    assert "a.pdf" in page.text
    assert not_opened() == 1
    path.unlink()
