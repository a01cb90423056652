"""Attack: a member who left kept her secrets, and somebody puts old rows back for her."""

from uuid import uuid4

import pytest

from alongside.vault import documents, ring, teams
from alongside.vault.guard import writing
from alongside.vault.keyring import NotAMember, team_wrap_context
from alongside.vault.models import TeamEpoch, TeamWrap, Wrap
from alongside.vault.primitives import CannotOpen, KeyPair, unwrap, wrap
from alongside.vault.trust import Untrusted
from tests.vault.factories import NOW, Note, make_member

pytestmark = pytest.mark.attack


@pytest.fixture
def left(organisation, worker):
    """What the one who left kept: her keys, the old secret, her old wraps, a file's old wrap."""
    gone = make_member(organisation)
    key = ring.create(
        subject=uuid4(),
        label="story",
        team_ids=[organisation.casework],
        keyring=organisation.keyring(gone),
        now=NOW,
    )
    kept = {
        "keys": gone,
        "key": key,
        "secret": organisation.keyring(gone).team_secret(organisation.casework),
        "wraps": list(TeamWrap.objects.filter(holder=str(gone.user_id))),
        "ring_wraps": list(Wrap.objects.filter(team_id=organisation.casework)),
    }
    teams.new_epoch(
        team_id=organisation.casework,
        remaining=[organisation.coordinator.user_id, worker.user_id],
        keyring=organisation.keyring(),
        now=NOW,
    )
    assert teams.rewrap_batch(team_id=organisation.casework, keyring=organisation.keyring()) == 0
    teams.finish_epoch(team_id=organisation.casework, keyring=organisation.keyring())
    return kept


def put_back(rows):
    with writing():
        type(rows[0]).objects.bulk_create(rows, ignore_conflicts=True)


def test_the_old_wraps_put_back_open_nothing_in_the_program(organisation, left):
    put_back(left["wraps"])
    put_back(left["ring_wraps"])
    keyring = organisation.keyring(left["keys"])
    with pytest.raises(NotAMember):
        keyring.team_secret(organisation.casework)
    assert ring.open(subject=left["key"].subject, keyring=keyring) == {}


def test_old_ring_wraps_beside_the_new_disturb_nobody(organisation, worker, left):
    put_back(left["ring_wraps"])
    opened = ring.open(subject=left["key"].subject, keyring=organisation.keyring(worker))
    assert opened == {"story": left["key"]}
    assert opened.broken == {}


def test_only_old_ring_wraps_open_for_nobody(organisation, worker, left):
    with writing():
        Wrap.objects.filter(team_id=organisation.casework).delete()
    put_back(left["ring_wraps"])
    opened = ring.open(subject=left["key"].subject, keyring=organisation.keyring(worker))
    assert opened == {}
    assert opened.broken == {"story": "cannot_open"}


def test_a_new_wrap_called_old_or_an_old_one_called_new(organisation, worker, left):
    rows = Wrap.objects.filter(key_id=left["key"].id)
    for epoch in (1, 3):
        with writing():
            rows.update(epoch=epoch)
        opened = ring.open(subject=left["key"].subject, keyring=organisation.keyring(worker))
        assert opened == {}
        assert list(opened.broken) == ["story"]
    old = next(row for row in left["ring_wraps"] if row.key_id == left["key"].id)
    with writing():
        rows.update(epoch=2, box=bytes(old.box))
    opened = ring.open(subject=left["key"].subject, keyring=organisation.keyring(worker))
    assert opened.broken == {"story": "cannot_open"}


def test_what_is_made_afterwards_is_closed_to_the_old_secret(organisation, worker, left):
    keyring = organisation.keyring(worker)
    new = ring.create(
        subject=uuid4(),
        label="story",
        team_ids=[organisation.casework],
        keyring=keyring,
        now=NOW,
    )
    pair = KeyPair.of(left["secret"])
    tried = 0
    for row in Wrap.objects.filter(key_id=new.id):
        for epoch in (1, 2):
            aad = ring.wrap_context(new.id, new.subject, "story", organisation.casework, epoch)
            with pytest.raises(CannotOpen):
                unwrap(pair, bytes(row.box), aad=aad)
            tried += 1
    assert tried == 2
    # The old secret does open what it should have opened, so the attempt was a real one.
    old = next(row for row in left["ring_wraps"] if row.key_id == left["key"].id)
    aad = ring.wrap_context(left["key"].id, left["key"].subject, "story", organisation.casework, 1)
    assert unwrap(pair, bytes(old.box), aad=aad) == left["key"].secret


def test_the_old_secret_wrapped_to_a_member_as_the_new_one(organisation, worker, left):
    """Were it taken, all that the team makes from now on would be open to the one who left."""
    aad = team_wrap_context(organisation.casework, 2, str(worker.user_id))
    with writing():
        TeamWrap.objects.filter(holder=str(worker.user_id)).update(
            box=wrap(worker.box_pk, left["secret"], aad=aad)
        )
    keyring = organisation.keyring(worker)
    assert ring.open(subject=left["key"].subject, keyring=keyring).broken == {"story": "untrusted"}
    with pytest.raises(CannotOpen):
        documents.save(
            subject=left["key"].subject,
            compartment="story",
            kind="note",
            content=Note(text="for the team only"),
            keyring=keyring,
            now=NOW,
        )


def test_the_old_epoch_numbered_as_the_newest(organisation, worker, left):
    with writing():
        TeamEpoch.objects.filter(team_id=organisation.casework, epoch=1).update(epoch=3)
    put_back(left["wraps"])
    for keys in (left["keys"], worker, organisation.coordinator):
        with pytest.raises((NotAMember, Untrusted)):
            ring.create(
                subject=uuid4(),
                label="story",
                team_ids=[organisation.casework],
                keyring=organisation.keyring(keys),
                now=NOW,
            )
    assert Wrap.objects.filter(epoch=3).count() == 0
