"""The first keys, and the way back with two printed sheets."""

from itertools import permutations
from uuid import uuid4

import pytest

from alongside.vault import certificates, founding, people, ring
from alongside.vault.founding import WrongSheets
from alongside.vault.keyring import Keyring
from alongside.vault.models import OrganisationKeys
from alongside.vault.primitives import CannotOpen, KeyPair, signing_public_key
from alongside.vault.trust import Untrusted
from tests.vault.factories import NOW, PASSWORD, make_organisation


def test_the_coordinator_holds_the_organisations_keys(organisation, keyring):
    mine = ring.open(subject=organisation.id, keyring=organisation.keyring())
    row = OrganisationKeys.objects.get(organisation_id=organisation.id)
    assert sorted(mine) == ["envelope", "identity", "intake"]
    assert signing_public_key(mine["identity"].secret) == bytes(row.identity_pk) == organisation.pin
    assert signing_public_key(mine["envelope"].secret) == bytes(row.envelope_pk)
    assert KeyPair.of(mine["intake"].secret).public == bytes(row.intake_pk)
    assert sorted(ring.open(subject=organisation.id, keyring=keyring)) == ["envelope", "intake"]


def test_a_coordinator_who_pins_another_organisation_founds_nothing(db):
    keys = people.create_identity(
        user_id=uuid4(), password=PASSWORD, organisation_pin=bytes(32)
    ).keys
    with pytest.raises(Untrusted):
        founding.bootstrap(
            foundation=founding.found(),
            organisation_id=uuid4(),
            coordinator=keys,
            coordination_team_id=uuid4(),
            now=NOW,
        )
    assert OrganisationKeys.objects.count() == 0


def test_only_who_holds_the_identity_key_certifies(organisation, worker, keyring):
    with pytest.raises(CannotOpen):
        certificates.issue(
            user_id=uuid4(),
            organisation_id=organisation.id,
            role="coordinator",
            box_pk=worker.box_pk,
            sign_pk=worker.sign_pk,
            now=NOW,
            keyring=keyring,
        )


def test_any_two_of_the_three_sheets_open(organisation):
    assert len(organisation.sheets) == 3
    assert [len(sheet.split()) for sheet in organisation.sheets] == [20] * 3
    printed = {founding.open_recovery(pair) for pair in permutations(organisation.sheets, 2)}
    assert len(printed) == 1


def test_sheets_are_read_however_they_are_typed(organisation):
    first, second, _third = organisation.sheets
    typed = [first.upper(), "\n  ".join(second.split())]
    assert founding.open_recovery(typed) == founding.open_recovery([first, second])


def test_what_is_not_two_sheets_is_refused(organisation):
    first, second, _third = organisation.sheets
    stranger = make_organisation().sheets[0]
    mistyped = " ".join([*second.split()[:-1], "academic"])
    wrong = [[], [""], [first], [first, first], [first, mistyped], [first, stranger], ["a b c"] * 2]
    for sheets in wrong:
        with pytest.raises(WrongSheets):
            founding.open_recovery(sheets)


def test_sheets_of_another_organisation_are_refused(organisation):
    other = make_organisation()
    printed = founding.open_recovery(other.sheets[:2])
    with pytest.raises(WrongSheets):
        founding.recovery_keyring(
            printed=printed, organisation_id=organisation.id, team_ids=organisation.teams
        )


@pytest.fixture
def recovery(organisation):
    return founding.recovery_keyring(
        printed=founding.open_recovery(organisation.sheets[1:]),
        organisation_id=organisation.id,
        team_ids=organisation.teams,
    )


def test_recovery_opens_every_team_and_signs_nothing(organisation, keyring, recovery):
    key = ring.create(
        subject=uuid4(),
        label="identity",
        team_ids=[organisation.casework],
        keyring=keyring,
        now=NOW,
    )
    assert recovery.pin == organisation.pin
    assert ring.open(subject=key.subject, keyring=recovery) == {"identity": key}
    with pytest.raises(Untrusted):
        recovery.sign(b"message")


def test_with_the_sheets_a_coordinator_comes_back_from_nothing(organisation, keyring, recovery):
    key = ring.create(
        subject=uuid4(),
        label="identity",
        team_ids=[organisation.casework],
        keyring=keyring,
        now=NOW,
    )
    user_id = organisation.coordinator.user_id
    again = people.create_identity(
        user_id=user_id, password="a new sentence", organisation_pin=recovery.pin
    )
    founding.readmit_coordinator(
        user_id=user_id,
        box_pk=again.box_pk,
        sign_pk=again.sign_pk,
        recovery=recovery,
        now=NOW,
    )
    back = Keyring(again.keys, organisation.id, organisation.teams)
    assert ring.open(subject=key.subject, keyring=back) == {"identity": key}
    assert sorted(ring.open(subject=organisation.id, keyring=back)) == [
        "envelope",
        "identity",
        "intake",
    ]
    # She can go on as before: certify, and sign what others trust.
    made = ring.create(
        subject=uuid4(), label="story", team_ids=[organisation.casework], keyring=back, now=NOW
    )
    assert ring.open(subject=made.subject, keyring=organisation.keyring(keyring.keys)) == {
        "story": made
    }
