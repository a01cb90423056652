"""The journal: chained, append-only, and in the way when it cannot be written."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from alongside.audit import journal, queries
from alongside.audit.models import Anchor, AppendOnly, Entry
from alongside.core.access import SystemActor
from tests.organisations.factories import make_world

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 10, 42, 17, tzinfo=UTC)
ACTOR = SystemActor(reason="test")


def write(count=1, **fields):
    values = {"action": "file opened", "objects": [uuid4()], "actor": ACTOR, "now": NOW} | fields
    return [journal.record(**values) for _number in range(count)]


def tamper(statement, *values):
    """Change a row as somebody who can write the database would."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_an_entry_says_who_what_and_the_minute():
    file, other = uuid4(), uuid4()

    journal.record(
        action="list seen",
        objects=[file, other],
        actor=ACTOR,
        now=NOW,
        compartment="list",
        basis="keeps the file",
    )

    entry = Entry.objects.get()
    assert entry.content() == {
        "seq": 1,
        "minute": "2026-03-02T10:42Z",
        "actor": "system:test",
        "action": "list seen",
        "object": str(file),
        "others": str(other),
        "compartment": "list",
        "basis": "keeps the file",
    }


def test_numbers_follow_each_other_and_the_chain_is_whole():
    assert write(3) == [1, 2, 3]
    assert queries.verify(actor=ACTOR) == queries.Verdict(ok=True, entries=3)


def test_who_opened_names_only_what_was_about_this_file_newest_first():
    file = uuid4()
    write(objects=[file])
    write(objects=[uuid4()])
    write(objects=[file], action="note added", compartment="casework")

    looked = queries.who_opened(object_id=file, actor=ACTOR)

    minute = NOW.replace(second=0)
    assert looked == [
        queries.Looked("system:test", "note added", "casework", minute),
        queries.Looked("system:test", "file opened", "", minute),
    ]


@pytest.mark.parametrize(
    ("column", "value"),
    [("action", "nothing"), ("actor", "system:other"), ("object_id", ""), ("basis", "x")],
)
def test_a_changed_entry_is_named(column, value):
    write(4)
    tamper(f"UPDATE audit_entry SET {column} = %s WHERE seq = 3", value)  # noqa: S608  our own words

    assert queries.verify(actor=ACTOR) == queries.Verdict(
        ok=False, entries=2, first_bad=3, reason="its content was changed"
    )


def test_a_removed_entry_is_named():
    write(4)
    tamper("DELETE FROM audit_entry WHERE seq = 2")

    assert queries.verify(actor=ACTOR) == queries.Verdict(
        ok=False, entries=1, first_bad=2, reason="an entry is missing"
    )


def test_a_cut_off_end_is_noticed_through_the_anchor():
    world = make_world()
    write(3)
    made = journal.anchor(keyring=world.coordinator.actor.keys, now=NOW)
    tamper("DELETE FROM audit_entry WHERE seq >= %s", made.seq)

    verdict = queries.verify(actor=ACTOR)

    assert (verdict.ok, verdict.first_bad) == (False, made.seq)
    assert verdict.reason == (
        "an anchor was signed for a later entry: the end of the journal is gone"
    )


def test_a_forged_anchor_is_noticed():
    world = make_world()
    made = journal.anchor(keyring=world.coordinator.actor.keys, now=NOW)
    tamper("UPDATE audit_anchor SET signature = %s", bytes(64))

    verdict = queries.verify(actor=ACTOR)

    assert (verdict.ok, verdict.first_bad) == (False, made.seq)
    assert verdict.reason == "the anchor's signature is not good"


def test_nothing_new_needs_no_second_anchor():
    keyring = make_world().coordinator.actor.keys

    assert journal.anchor(keyring=keyring, now=NOW) is not None
    assert journal.anchor(keyring=keyring, now=NOW) is None


def test_signed_heads_can_be_kept_elsewhere():
    made = journal.anchor(keyring=make_world().coordinator.actor.keys, now=NOW)

    assert queries.anchor_lines(actor=ACTOR) == [f"{made.seq} 2026-03-02 {bytes(made.hash).hex()}"]


def test_rows_refuse_to_be_written_changed_or_deleted_past_the_journal():
    write()
    entry = Entry.objects.get()

    for attempt in (entry.save, entry.delete, Entry.objects.all().delete):
        with pytest.raises(AppendOnly):
            attempt()
    with pytest.raises(AppendOnly):
        Entry.objects.update(action="other")
    with pytest.raises(AppendOnly):
        Entry.objects.create(seq=9, minute=NOW, actor="x", action="x", prev=b"", hash=b"")
    with pytest.raises(AppendOnly):
        Anchor(seq=9).save()
    assert Entry.objects.count() == 1


def test_a_change_that_fails_takes_its_entry_with_it():
    def change():
        with transaction.atomic():
            write()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        change()

    assert Entry.objects.count() == 0


def test_a_reading_that_cannot_be_journalled_says_so(monkeypatch):
    def broken(*_args, **_kwargs):
        raise DatabaseError("disk full")

    monkeypatch.setattr(Entry, "save", broken)

    with pytest.raises(journal.JournalUnavailable):
        journal.record_reading(action="file opened", objects=[uuid4()], actor=ACTOR, now=NOW)


@pytest.mark.django_db(transaction=True)
def test_a_reading_leaves_the_connection_waiting_for_the_disk_again():
    ask = "SHOW synchronous_commit" if connection.vendor == "postgresql" else "PRAGMA synchronous"
    with connection.cursor() as cursor:
        cursor.execute(ask)
        before = cursor.fetchone()

    journal.record_reading(action="file opened", objects=[uuid4()], actor=ACTOR, now=NOW)

    with connection.cursor() as cursor:
        cursor.execute(ask)
        assert cursor.fetchone() == before
    assert before in {(2,), ("on",)}
