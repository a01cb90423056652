"""Attack: somebody who can write the database makes herself a member, or takes the place of one."""

from datetime import timedelta
from uuid import uuid4

import pytest

from alongside.vault import certificates, founding, people, ring, teams
from alongside.vault.guard import writing
from alongside.vault.keyring import Keyring, NotAMember, epoch_statement, team_wrap_context
from alongside.vault.models import Certificate, OrganisationKeys, TeamEpoch, TeamWrap, Wrap
from alongside.vault.primitives import CannotOpen, KeyPair, random_bytes, sign, wrap
from alongside.vault.trust import Untrusted
from tests.vault.factories import NOW, PASSWORD, make_member, make_organisation

pytestmark = pytest.mark.attack


def holders(team_id):
    return {
        (holder, bytes(box))
        for holder, box in TeamWrap.objects.filter(team_epoch__team_id=team_id).values_list(
            "holder", "box"
        )
    }


def swap_keys(user_id, **columns):
    with writing():
        assert Certificate.objects.filter(user_id=user_id).update(**columns) == 1


def test_a_swapped_public_key_receives_nothing(organisation):
    victim = make_member(organisation, team_ids=[])
    swap_keys(victim.user_id, box_pk=KeyPair.new().public)
    before = holders(organisation.casework)
    with pytest.raises(Untrusted):
        teams.admit(
            team_id=organisation.casework, user_id=victim.user_id, keyring=organisation.keyring()
        )
    assert holders(organisation.casework) == before


def test_a_swapped_public_key_stops_the_change_of_keys_whole(organisation, worker):
    other = make_member(organisation)
    swap_keys(worker.user_id, box_pk=KeyPair.new().public)
    before = holders(organisation.casework)
    with pytest.raises(Untrusted):
        teams.new_epoch(
            team_id=organisation.casework,
            remaining=[other.user_id, worker.user_id],
            keyring=organisation.keyring(),
            now=NOW,
        )
    assert holders(organisation.casework) == before
    assert TeamEpoch.objects.filter(team_id=organisation.casework).count() == 1


@pytest.mark.parametrize("columns", [{"role": "coordinator"}, {"organisation_id": uuid4()}])
def test_a_changed_certificate_is_none(organisation, worker, columns):
    swap_keys(worker.user_id, **columns)
    with pytest.raises(Untrusted):
        certificates.check(worker.user_id, organisation.pin)
    with pytest.raises(Untrusted):
        assert organisation.keyring(worker).certificate


def test_a_certificate_by_another_organisation_is_none(organisation, keyring):
    other = make_organisation()
    mole = make_member(other)
    with pytest.raises(Untrusted):
        teams.admit(team_id=organisation.casework, user_id=mole.user_id, keyring=keyring)
    forged = people.create_identity(
        user_id=uuid4(), password=PASSWORD, organisation_pin=organisation.pin
    )
    certificates.issue_with(
        identity_seed=random_bytes(32),
        user_id=forged.keys.user_id,
        organisation_id=organisation.id,
        role="caseworker",
        box_pk=forged.box_pk,
        sign_pk=forged.sign_pk,
        now=NOW,
    )
    with pytest.raises(Untrusted):
        teams.admit(team_id=organisation.casework, user_id=forged.keys.user_id, keyring=keyring)


def test_the_certificate_of_a_colleague_copied_for_another_person(organisation, worker):
    row = Certificate.objects.get(user_id=worker.user_id)
    row.user_id, row.pk = uuid4(), uuid4()
    with writing():
        row.save(force_insert=True)
    with pytest.raises(Untrusted):
        certificates.check(row.user_id, organisation.pin)


def test_a_member_who_left_is_admitted_by_nobody(organisation, worker, keyring):
    gone = make_member(organisation, team_ids=[])
    certificates.revoke(user_id=gone.user_id, now=NOW)
    with pytest.raises(Untrusted):
        teams.admit(team_id=organisation.casework, user_id=gone.user_id, keyring=keyring)


def plant_epoch(team_id, epoch, public, **signed):
    with writing():
        return TeamEpoch.objects.create(
            team_id=team_id, epoch=epoch, box_pk=public, signed_on=NOW.date(), **signed
        )


def test_an_epoch_of_her_own_receives_no_key(organisation, worker, keyring):
    """She adds an epoch whose secret she knows, signed by whoever she can be."""
    mine, mole = KeyPair.new(), make_organisation()
    statement = epoch_statement(organisation.casework, 2, mine.public, NOW.date())
    coordinator = Certificate.objects.get(user_id=organisation.coordinator.user_id).pk
    attempts = [
        {"signer_id": coordinator, "signature": sign(random_bytes(32), statement)},
        {"signer_id": keyring.certificate.id, "signature": keyring.sign(statement)},
        {
            "signer_id": mole.keyring().certificate.id,
            "signature": mole.keyring().sign(statement),
        },
    ]
    refused = []
    for signed in attempts:
        row = plant_epoch(organisation.casework, 2, mine.public, **signed)
        box = wrap(
            worker.box_pk,
            mine.secret,
            aad=team_wrap_context(organisation.casework, 2, str(worker.user_id)),
        )
        with writing():
            TeamWrap.objects.create(team_epoch=row, holder=str(worker.user_id), box=box)
        for keys in (worker, None):
            # A colleague with a wrap of it, one without, and a team mate who looks it up.
            with pytest.raises((Untrusted, NotAMember)):
                ring.create(
                    subject=uuid4(),
                    label="story",
                    team_ids=[organisation.casework],
                    keyring=organisation.keyring(keys),
                    now=NOW,
                )
        outsider = Keyring(organisation.coordinator, organisation.id, [organisation.coordination])
        with pytest.raises(Untrusted):
            outsider.target(organisation.casework)
        refused.append(Wrap.objects.filter(epoch=2).count())
        with writing():
            TeamWrap.objects.filter(team_epoch=row).delete()
            TeamEpoch.objects.filter(pk=row.pk).delete()
    assert refused == [0, 0, 0]
    assert len(organisation.keyring(worker).team_secret(organisation.casework)) == 32


def test_an_epoch_signed_by_a_coordinator_after_she_left(organisation):
    gone = make_member(organisation, role="coordinator")
    mine, later = KeyPair.new(), NOW.date() + timedelta(days=1)
    signature = organisation.keyring(gone).sign(
        epoch_statement(organisation.casework, 2, mine.public, later)
    )
    signer = organisation.keyring(gone).certificate
    certificates.revoke(user_id=gone.user_id, now=NOW)
    row = plant_epoch(
        organisation.casework, 2, mine.public, signer_id=signer.id, signature=signature
    )
    outsider = Keyring(organisation.coordinator, organisation.id, [organisation.coordination])
    for signed_on in (later, NOW.date()):
        with writing():
            TeamEpoch.objects.filter(pk=row.pk).update(signed_on=signed_on)
        with pytest.raises(Untrusted):
            outsider.target(organisation.casework)


def test_a_swapped_recovery_key_receives_no_team(organisation):
    rows = OrganisationKeys.objects.filter(organisation_id=organisation.id)
    with writing():
        rows.update(recovery_pk=KeyPair.new().public)
    team_id = uuid4()
    with pytest.raises(Untrusted):
        teams.create(team_id=team_id, members=[], keyring=organisation.keyring(), now=NOW)
    assert TeamEpoch.objects.filter(team_id=team_id).count() == 0


def test_another_identity_key_in_the_database_deceives_nobody(organisation, worker, keyring):
    """The whole public row becomes hers; those who pinned the true key go on with it."""
    evil = founding.found()
    with writing():
        OrganisationKeys.objects.filter(organisation_id=organisation.id).update(
            identity_pk=evil.identity_pk
        )
    mole = people.create_identity(
        user_id=uuid4(), password=PASSWORD, organisation_pin=evil.identity_pk
    )
    certificates.issue_with(
        identity_seed=evil.identity_seed,
        user_id=mole.keys.user_id,
        organisation_id=organisation.id,
        role="coordinator",
        box_pk=mole.box_pk,
        sign_pk=mole.sign_pk,
        now=NOW,
    )
    with pytest.raises(Untrusted):
        teams.admit(team_id=organisation.casework, user_id=mole.keys.user_id, keyring=keyring)
    recovery = founding.recovery_keyring(
        printed=founding.open_recovery(organisation.sheets[:2]),
        organisation_id=organisation.id,
        team_ids=organisation.teams,
    )
    assert recovery.pin == organisation.pin != evil.identity_pk


def test_the_identity_key_itself_is_held_against_the_pin(organisation):
    """A member whose blob pins another organisation certifies nobody with this one's key."""
    swapped = people.UserKeys(
        user_id=organisation.coordinator.user_id,
        box_sk=organisation.coordinator.box_sk,
        sign_sk=organisation.coordinator.sign_sk,
        organisation_pin=random_bytes(32),
    )
    with pytest.raises((Untrusted, CannotOpen)):
        certificates.issue(
            user_id=uuid4(),
            organisation_id=organisation.id,
            role="coordinator",
            box_pk=swapped.box_pk,
            sign_pk=swapped.sign_pk,
            now=NOW,
            keyring=organisation.keyring(swapped),
        )
