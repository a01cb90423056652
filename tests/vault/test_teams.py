"""Joining, leaving, coming back; a change of keys that is interrupted."""

from uuid import uuid4

import pytest
from django.db import IntegrityError

from alongside.vault import certificates, people, ring, teams
from alongside.vault.keyring import Keyring, NotAMember
from alongside.vault.models import Certificate, TeamEpoch, TeamWrap, Wrap
from alongside.vault.primitives import CannotOpen
from alongside.vault.teams import StillWrapped
from alongside.vault.trust import Untrusted
from tests.vault.factories import NOW, PASSWORD, make_member


@pytest.fixture
def files(organisation, keyring):
    """Seven files' identity keys, as they open for everybody in the team."""
    made = {}
    for _ in range(7):
        key = ring.create(
            subject=uuid4(),
            label="identity",
            team_ids=[organisation.casework],
            keyring=keyring,
            now=NOW,
        )
        made[key.subject] = key
    return made


def opened(files, keyring):
    return ring.open_many(subjects=files, label="identity", keyring=keyring)


def leave(organisation):
    """Everybody but the coordinator leaves the casework team."""
    return teams.new_epoch(
        team_id=organisation.casework,
        remaining=[organisation.coordinator.user_id],
        keyring=organisation.keyring(),
        now=NOW,
    )


def move(organisation, limit):
    return teams.rewrap_batch(
        team_id=organisation.casework, keyring=organisation.keyring(), limit=limit
    )


def finish(organisation):
    teams.finish_epoch(team_id=organisation.casework, keyring=organisation.keyring())


def test_a_new_team_is_for_its_members_and_for_recovery(organisation, worker):
    team_id = uuid4()
    teams.create(team_id=team_id, members=[worker.user_id], keyring=organisation.keyring(), now=NOW)
    assert len(Keyring(worker, organisation.id, [team_id]).team_secret(team_id)) == 32
    with pytest.raises(NotAMember):
        Keyring(organisation.coordinator, organisation.id, [team_id]).team_secret(team_id)
    holders = TeamWrap.objects.filter(team_epoch__team_id=team_id).values_list("holder", flat=True)
    assert set(holders) == {str(worker.user_id), "@recovery"}


def test_a_team_is_made_once(organisation):
    with pytest.raises(IntegrityError):
        teams.create(
            team_id=organisation.casework, members=[], keyring=organisation.keyring(), now=NOW
        )


def test_only_a_coordinator_makes_teams_and_epochs(organisation, worker, keyring):
    with pytest.raises(Untrusted):
        teams.create(team_id=uuid4(), members=[worker.user_id], keyring=keyring, now=NOW)
    with pytest.raises(Untrusted):
        teams.new_epoch(
            team_id=organisation.casework, remaining=[worker.user_id], keyring=keyring, now=NOW
        )
    assert TeamEpoch.objects.filter(team_id=organisation.casework).count() == 1
    assert organisation.keyring(worker).current_epoch(organisation.casework) == 1


def test_who_joins_opens_the_files_that_were_there(organisation, files):
    late = make_member(organisation, team_ids=[])
    with pytest.raises(NotAMember):
        organisation.keyring(late).team_secret(organisation.casework)
    teams.admit(team_id=organisation.casework, user_id=late.user_id, keyring=organisation.keyring())
    assert opened(files, organisation.keyring(late)) == files


def test_any_member_may_admit_a_certified_colleague_twice(organisation, keyring):
    late = make_member(organisation, team_ids=[])
    for _ in range(2):
        teams.admit(team_id=organisation.casework, user_id=late.user_id, keyring=keyring)
    assert TeamWrap.objects.filter(holder=str(late.user_id)).count() == 1


def test_nobody_without_a_certificate_is_admitted(organisation, keyring):
    with pytest.raises(Untrusted):
        teams.admit(team_id=organisation.casework, user_id=uuid4(), keyring=keyring)


def test_who_leaves_opens_nothing_any_more(organisation, worker, files):
    assert leave(organisation) == 2
    for step in (lambda: move(organisation, 100), lambda: finish(organisation), lambda: None):
        assert opened(files, organisation.keyring(worker)) == {}
        assert opened(files, organisation.keyring()) == files
        step()


def test_work_goes_on_in_the_middle_of_a_change(organisation, files):
    leave(organisation)
    assert teams.unfinished() == [organisation.casework]
    assert move(organisation, 3) == 6  # seven files, and the envelope and intake keys
    key = ring.create(
        subject=uuid4(),
        label="identity",
        team_ids=[organisation.casework],
        keyring=organisation.keyring(),
        now=NOW,
    )
    files[key.subject] = key
    assert opened(files, organisation.keyring()) == files
    with pytest.raises(StillWrapped):
        finish(organisation)
    assert move(organisation, 3) == 3
    assert move(organisation, 3) == 0
    finish(organisation)
    assert opened(files, organisation.keyring()) == files
    assert teams.unfinished() == []
    assert set(Wrap.objects.filter(key__label="identity").values_list("epoch", flat=True)) == {1, 2}


def test_a_batch_that_dies_is_done_again(organisation, files, monkeypatch):
    leave(organisation)
    assert move(organisation, 2) == 7
    wrap, done = teams.wrap, []

    def dying(*args, **kwargs):
        done.append(1)
        if len(done) == 3:
            raise KeyboardInterrupt
        return wrap(*args, **kwargs)

    monkeypatch.setattr(teams, "wrap", dying)
    with pytest.raises(KeyboardInterrupt):
        move(organisation, 5)
    monkeypatch.setattr(teams, "wrap", wrap)
    assert len(done) == 3
    assert opened(files, organisation.keyring()) == files
    assert move(organisation, 5) == 2
    assert move(organisation, 5) == 0
    finish(organisation)
    assert opened(files, organisation.keyring()) == files


def test_two_changes_before_the_first_is_finished(organisation, files):
    old_list_key = organisation.keyring().list_key(organisation.casework)
    leave(organisation)
    move(organisation, 2)
    assert leave(organisation) == 3
    keyring = organisation.keyring()
    assert opened(files, keyring) == files
    assert keyring.list_key(organisation.casework, 1) == old_list_key
    assert move(organisation, 100) == 0
    finish(organisation)
    assert opened(files, organisation.keyring()) == files
    with pytest.raises(CannotOpen):
        organisation.keyring().list_key(organisation.casework, 1)


def test_finishing_keeps_no_way_to_the_secret_before(organisation, files):
    old = organisation.keyring().team_secret(organisation.casework)
    leave(organisation)
    assert organisation.keyring().team_secret(organisation.casework, 1) == old
    move(organisation, 100)
    finish(organisation)
    assert organisation.keyring().team_secret(organisation.casework) != old
    with pytest.raises(CannotOpen):
        organisation.keyring().team_secret(organisation.casework, 1)
    assert TeamEpoch.objects.exclude(previous=None).count() == 0
    assert (
        TeamWrap.objects.filter(
            team_epoch__team_id=organisation.casework, team_epoch__epoch=1
        ).exists()
        is False
    )


def test_a_broken_wrap_is_carried_over_and_holds_nothing_up(organisation, files):
    broken = next(iter(files))
    with teams.writing():
        Wrap.objects.filter(key__subject=broken).update(box=b"w1 nothing that opens")
    leave(organisation)
    assert move(organisation, 100) == 0
    finish(organisation)
    rest = {subject: key for subject, key in files.items() if subject != broken}
    assert opened(files, organisation.keyring()) == rest
    assert ring.open(subject=broken, keyring=organisation.keyring()).broken == {
        "identity": "cannot_open"
    }


def test_a_member_who_lost_everything_comes_back(organisation, worker, files):
    identity = people.create_identity(
        user_id=worker.user_id, password=PASSWORD, organisation_pin=organisation.pin
    )
    assert opened(files, organisation.keyring(identity.keys)) == {}
    teams.readmit(
        user_id=worker.user_id,
        role="caseworker",
        box_pk=identity.box_pk,
        sign_pk=identity.sign_pk,
        team_ids=[organisation.casework],
        keyring=organisation.keyring(),
        now=NOW,
    )
    # The files were made under her earlier certificate, which was ended today and still counts.
    assert opened(files, organisation.keyring(identity.keys)) == files
    assert opened(files, organisation.keyring(worker)) == {}
    assert Certificate.objects.filter(user_id=worker.user_id, revoked_on=None).count() == 1
    assert Certificate.objects.filter(user_id=worker.user_id).count() == 2
    key = ring.create(
        subject=uuid4(),
        label="identity",
        team_ids=[organisation.casework],
        keyring=organisation.keyring(identity.keys),
        now=NOW,
    )
    assert opened([key.subject], organisation.keyring()) == {key.subject: key}


def test_a_change_of_role_is_a_new_certificate_for_the_same_keys(organisation, worker, files):
    certificates.issue(
        user_id=worker.user_id,
        organisation_id=organisation.id,
        role="coordinator",
        box_pk=worker.box_pk,
        sign_pk=worker.sign_pk,
        now=NOW,
        keyring=organisation.keyring(),
    )
    keyring = organisation.keyring(worker)
    assert keyring.certificate.role == "coordinator"
    assert opened(files, keyring) == files
    teams.create(team_id=uuid4(), members=[worker.user_id], keyring=keyring, now=NOW)
