"""Documents: versions are added, never replaced; a damaged one spoils no other."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from alongside.vault import documents, ring
from alongside.vault.documents import Conflict, NewDocument, NoSuchDocument
from alongside.vault.guard import writing
from alongside.vault.models import SealedDocument
from alongside.vault.primitives import CannotOpen
from tests.vault.factories import NOW, Note


@pytest.fixture
def subject():
    return uuid4()


@pytest.fixture
def keys(organisation, keyring, subject):
    return ring.create_many(
        subject=subject,
        labels={label: [organisation.casework] for label in ("story", "legal")},
        keyring=keyring,
        now=NOW,
    )


@pytest.fixture
def save(subject, keys, keyring):
    """Save a note as the worker does."""

    def save(text, *, minutes=0, compartment="story", kind="note", **where):
        return documents.save(
            subject=subject,
            compartment=compartment,
            kind=kind,
            content=Note(text=text),
            keys=keys,
            keyring=keyring,
            now=NOW + timedelta(minutes=minutes),
            **where,
        )

    return save


def texts(opened):
    return [one.content["text"] for one in opened]


def test_what_was_saved_opens_as_it_was(save, subject, keys, keyring):
    saved = save("মারিয়া called")
    (opened,) = documents.open_documents(subject=subject, keys=keys)
    assert opened == documents.Opened(
        document_id=saved.document_id,
        kind="note",
        compartment="story",
        version=1,
        author_id=keyring.user_id,
        saved_at=NOW,
        content={"schema_version": 1, "text": "মারিয়া called"},
        problem=None,
    )
    assert saved.version == 1


def test_newest_first_and_page_by_page(save, subject, keys):
    # Three of the same minute, so that a page ends inside of them.
    for number, minutes in enumerate([0, 1, 2, 2, 2, 3]):
        save(f"{number}", minutes=minutes)
    whole = documents.open_documents(subject=subject, keys=keys)
    assert texts(whole)[0] == "5"
    assert texts(whole)[4:] == ["1", "0"]
    paged, before = [], None
    while page := documents.open_documents(subject=subject, keys=keys, limit=2, before=before):
        assert len(page) <= 2
        paged += page
        before = (page[-1].saved_at, page[-1].document_id)
    assert paged == whole


def test_only_the_kinds_and_parts_asked_for(save, subject, keys):
    save("a note")
    save("a goal", kind="goal", minutes=1)
    save("a hearing", compartment="legal", kind="hearing", minutes=2)
    assert texts(documents.open_documents(subject=subject, keys=keys)) == [
        "a hearing",
        "a goal",
        "a note",
    ]
    story = {"story": keys["story"]}
    assert texts(documents.open_documents(subject=subject, keys=story, kinds=["goal"])) == [
        "a goal"
    ]
    assert documents.open_documents(subject=subject, keys={}) == []


def test_opening_costs_one_query_however_many(save, subject, keys, django_assert_num_queries):
    for count in (1, 3):
        for number in range(count):
            save(f"{number}")
        with django_assert_num_queries(1):
            documents.open_documents(subject=subject, keys=keys)


def test_editing_adds_a_version(save, subject, keys):
    first = save("she said yes")
    second = save("she said: not yet", document_id=first.document_id, base_version=1, minutes=1)
    assert second == (first.document_id, 2)
    assert texts(documents.open_documents(subject=subject, keys=keys)) == ["she said: not yet"]
    history = documents.history(document_id=first.document_id, keys=keys)
    assert [(one.version, one.content["text"]) for one in history] == [
        (2, "she said: not yet"),
        (1, "she said yes"),
    ]


@pytest.mark.parametrize("base", [None, 0, 1, 3])
def test_who_did_not_start_from_the_newest_is_shown_it(save, subject, keys, base):
    first = save("she said yes")
    save("theirs", document_id=first.document_id, base_version=1)
    with pytest.raises(Conflict) as raised:
        save("mine", document_id=first.document_id, base_version=base)
    assert raised.value.theirs.version == 2
    assert raised.value.theirs.content["text"] == "theirs"
    assert texts(documents.history(document_id=first.document_id, keys=keys)) == [
        "theirs",
        "she said yes",
    ]
    again = save("both", document_id=first.document_id, base_version=raised.value.theirs.version)
    assert again.version == 3
    assert texts(documents.open_documents(subject=subject, keys=keys)) == ["both"]


def test_a_document_stays_in_its_file_part_and_kind(save, organisation, keyring):
    first = save("a note")
    elsewhere = ring.create_many(
        subject=uuid4(),
        labels={"story": [organisation.casework]},
        keyring=keyring,
        now=NOW,
    )
    where = {"document_id": first.document_id, "base_version": 1}
    with pytest.raises(NoSuchDocument):
        save("moved", kind="goal", **where)
    with pytest.raises(NoSuchDocument):
        save("moved", compartment="legal", **where)
    with pytest.raises(NoSuchDocument):
        documents.save(
            subject=elsewhere["story"].subject,
            compartment="story",
            kind="note",
            content=Note(text="moved"),
            keys=elsewhere,
            keyring=keyring,
            now=NOW,
            **where,
        )
    with pytest.raises(NoSuchDocument):
        save("lost", document_id=uuid4(), base_version=1)
    assert SealedDocument.objects.count() == 1


def test_without_keys_the_one_needed_is_opened(subject, keys, keyring, organisation):
    saved = documents.save(
        subject=subject,
        compartment="legal",
        kind="note",
        content=Note(text="opened by itself"),
        keyring=keyring,
        now=NOW,
    )
    opened = documents.history(document_id=saved.document_id, keys=keys)
    assert texts(opened) == ["opened by itself"]


def test_nothing_is_saved_without_the_key(subject, keys, keyring, organisation):
    stranger = organisation.keyring(keyring.keys)
    stranger.team_ids = frozenset()
    with pytest.raises(CannotOpen):
        documents.save(
            subject=subject,
            compartment="story",
            kind="note",
            content=Note(text="lost"),
            keyring=stranger,
            now=NOW,
        )
    with pytest.raises(CannotOpen):
        documents.save(
            subject=uuid4(),
            compartment="story",
            kind="note",
            content=Note(text="in the wrong file"),
            keys=keys,
            keyring=keyring,
            now=NOW,
        )
    assert SealedDocument.objects.count() == 0


@pytest.mark.parametrize("count", [1, 3])
def test_several_begin_in_one_insert(subject, keys, keyring, count, django_assert_num_queries):
    new = [NewDocument("story", "note", Note(text=f"{number}")) for number in range(count)]
    with django_assert_num_queries(3):  # a savepoint, the insert, its release
        saved = documents.save_all(
            subject=subject, documents=new, keys=keys, keyring=keyring, now=NOW
        )
    opened = {
        one.document_id: one.content["text"]
        for one in documents.open_documents(subject=subject, keys=keys)
    }
    assert [opened[one.document_id] for one in saved] == [f"{number}" for number in range(count)]


def test_short_and_long_answers_are_the_same_size(save):
    save("no")
    save("yes, and it was her uncle who took the passport")
    sizes = {len(bytes(box)) for box in SealedDocument.objects.values_list("box", flat=True)}
    assert sizes == {2 + 24 + 256 + 16}


def test_only_one_head_and_one_row_per_version(save):
    first = save("one")
    row = SealedDocument.objects.get(document_id=first.document_id)
    for version in (1, 2):
        row.pk, row.version = uuid4(), version
        with pytest.raises(IntegrityError), transaction.atomic(), writing():
            row.save(force_insert=True)


def test_a_damaged_document_spoils_no_other(save, subject, keys):
    save("first")
    damaged = save("second", minutes=1)
    save("third", minutes=2)
    row = SealedDocument.objects.get(document_id=damaged.document_id)
    box = bytes(row.box)
    with writing():
        SealedDocument.objects.filter(pk=row.pk).update(box=box[:-1] + bytes([box[-1] ^ 1]))
    opened = documents.open_documents(subject=subject, keys=keys)
    assert [(one.content and one.content["text"], one.problem) for one in opened] == [
        ("third", None),
        (None, "cannot_open"),
        ("first", None),
    ]


def test_discarding_removes_one_files_rows(save, subject, keys, organisation, keyring):
    first = save("one")
    save("two", document_id=first.document_id, base_version=1)
    assert documents.discard(subjects=[uuid4()]) == 0
    assert documents.discard(subjects=[subject]) == 2
    assert SealedDocument.objects.count() == 0


def test_no_content_shows_in_a_representation(save, subject, keys):
    save("Maria")
    (opened,) = documents.open_documents(subject=subject, keys=keys)
    assert "Maria" not in repr(opened)
    assert "Maria" not in repr(Conflict(opened))
    assert str(opened.document_id) in repr(opened)


def test_the_file_s_page_finds_its_rows_by_index(save, subject, keys):
    save("one")
    rows = documents._versions().filter(subject=subject, head=True, compartment__in=["story"])
    if connection.vendor == "sqlite":
        plan = rows.order_by("-saved_at", "-document_id").explain()
        assert "USING INDEX heads_of_a_subject (subject=?)" in plan
    assert len(rows) == 1
