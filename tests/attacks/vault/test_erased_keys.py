"""Attack: look for destroyed keys in the files of a seized machine."""

import sqlite3
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

import pytest
from django.db import connection

from alongside.vault import erasure, ring, teams
from alongside.vault.keyring import Keyring
from alongside.vault.models import Wrap
from tests.disk import as_it_lies
from tests.vault.factories import NOW, Organisation, make_member, make_organisation

pytestmark = [pytest.mark.attack, pytest.mark.django_db(transaction=True)]


class Files(NamedTuple):
    keyring: Keyring
    kept: list
    gone: list
    organisation: Organisation


@pytest.fixture
def files():
    """Forty files of one organisation, two of which stay."""
    organisation = make_organisation()
    keyring = organisation.keyring(make_member(organisation))
    made = [
        ring.create(
            subject=uuid4(),
            label="identity",
            team_ids=[organisation.casework],
            keyring=keyring,
            now=NOW,
        )
        for _ in range(40)
    ]
    return Files(keyring, made[:2], made[2:], organisation)


def boxes_of(keys):
    rows = Wrap.objects.filter(key__subject__in=[key.subject for key in keys])
    return [bytes(box) for box in rows.values_list("box", flat=True)]


def on_disk():
    """All bytes of the wraps' table as they lie on the disk, and of SQLite's log beside it."""
    if connection.vendor == "sqlite":
        path = Path(connection.settings_dict["NAME"])
        return b"".join(as_it_lies(one) for one in path.parent.glob(f"{path.name}*"))
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute("SELECT pg_read_binary_file(pg_relation_filepath('vault_wrap'))")
        return bytes(cursor.fetchone()[0])


def found(boxes):
    everything = on_disk()
    return sum(box in everything for box in boxes)


def test_destroyed_wraps_are_nowhere(files):
    kept, gone = files.kept, files.gone
    boxes = boxes_of(gone)
    assert found(boxes) == 38
    ring.shred(subjects=[key.subject for key in gone])
    if connection.vendor == "postgresql":
        assert erasure.vacuum_keys()
    assert found(boxes) == 0
    assert found(boxes_of(kept)) == 2


def test_a_plain_deletion_would_have_left_them(files):
    """What the wiping is for: the same rows, deleted as Django does it."""
    gone = files.gone
    boxes = boxes_of(gone)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete=OFF")
    with erasure.writing():
        Wrap.objects.filter(key__subject__in=[key.subject for key in gone]).delete()
    assert found(boxes) > 0
    erasure.vacuum_keys()


def test_a_withdrawn_grant_is_nowhere(files):
    keyring, key = files.keyring, files.gone[0]
    ((team_id, _label),) = ring.holders(key.subject)
    boxes = boxes_of([key])
    assert found(boxes) == 1
    assert ring.revoke(subject=key.subject, labels=["identity"], team_id=team_id) == 1
    assert erasure.vacuum_keys()
    assert found(boxes) == 0
    assert ring.open(subject=key.subject, keyring=keyring) == {}


def test_the_log_is_emptied_and_a_vacuum_harms_nothing(files):
    keyring, kept = files.keyring, files.kept
    assert erasure.empty_log() is True
    assert erasure.vacuum_keys()
    assert ring.open(subject=kept[0].subject, keyring=keyring) == {"identity": kept[0]}


def test_a_backup_that_still_looks_back_keeps_them_until_it_ends(files):
    """It is said that they are still there, and the next maintenance gets them."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite empties its log after every deletion")
    boxes, backup = boxes_of(files.gone), connection.copy()
    try:
        with backup.cursor() as cursor:
            cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")
            cursor.execute("SELECT count(*) FROM vault_wrap")
            ring.shred(subjects=[key.subject for key in files.gone])
            assert erasure.vacuum_keys(patience=0.2) is False
            assert found(boxes) == 38
    finally:
        backup.close()
    assert erasure.vacuum_keys()
    assert found(boxes) == 0


def test_a_reader_does_not_keep_writers_out_for_long(files, monkeypatch):
    """Emptying SQLite's log gives up soon, says so, and waits for other locks as before."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL keeps no such log")
    monkeypatch.setattr(erasure, "WAIT_FOR_READERS", 50)
    reader = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
    try:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM vault_wrap").fetchone()
        ring.shred(subjects=[files.gone[0].subject])
        assert erasure.empty_log() is False
    finally:
        reader.close()
    assert erasure.empty_log() is True
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        assert cursor.fetchone()[0] == 20_000


def test_wraps_of_the_epoch_before_are_nowhere(files):
    """What a member who left could still open with the secret she kept."""
    organisation, boxes = files.organisation, boxes_of(files.gone)
    assert found(boxes) == 38
    teams.new_epoch(
        team_id=organisation.casework,
        remaining=[organisation.coordinator.user_id],
        keyring=organisation.keyring(),
        now=NOW,
    )
    assert teams.rewrap_batch(team_id=organisation.casework, keyring=organisation.keyring()) == 0
    if connection.vendor == "postgresql":
        assert erasure.vacuum_keys()
    assert found(boxes) == 0
    assert found(boxes_of(files.gone)) == 38
