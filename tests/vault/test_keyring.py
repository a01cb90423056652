"""What one person can open, and how little it asks of the database."""

from uuid import uuid4

import pytest

from alongside.vault.keyring import Keyring, NotAMember
from alongside.vault.models import TeamEpoch
from alongside.vault.primitives import KeyPair, verify
from alongside.vault.trust import Untrusted
from tests.vault.factories import make_member, make_organisation


def test_members_of_a_team_open_the_same_secret(organisation, worker):
    hers = organisation.keyring(worker).team_secret(organisation.casework)
    assert hers == organisation.keyring().team_secret(organisation.casework)
    row = TeamEpoch.objects.get(team_id=organisation.casework)
    assert KeyPair.of(hers).public == bytes(row.box_pk)


def test_a_team_one_is_not_in_does_not_open(organisation, worker):
    with pytest.raises(NotAMember):
        organisation.keyring(worker).team_secret(organisation.coordination)
    with pytest.raises(NotAMember):
        organisation.keyring(worker).team_secret(uuid4())


def test_only_the_teams_named_are_looked_for(organisation, worker):
    keyring = Keyring(worker, organisation.id, [])
    with pytest.raises(NotAMember):
        keyring.team_secret(organisation.casework)


def test_all_secrets_of_a_request_cost_one_query(organisation, django_assert_num_queries):
    keyring = organisation.keyring()
    with django_assert_num_queries(1):
        for team_id in organisation.teams:
            keyring.team_secret(team_id)
            keyring.list_key(team_id)
            keyring.search_key(team_id)
            assert keyring.current_epoch(team_id) == 1
            assert keyring.target(team_id).epoch == 1


def test_list_and_search_keys_are_of_team_epoch_and_purpose(organisation, keyring):
    coordinator = organisation.keyring()
    team_id = organisation.casework
    assert keyring.list_key(team_id) == keyring.list_key(team_id, 1)
    assert keyring.list_key(team_id) == coordinator.list_key(team_id)
    keys = {
        keyring.list_key(team_id),
        keyring.search_key(team_id),
        keyring.team_secret(team_id),
        coordinator.list_key(organisation.coordination),
    }
    assert len(keys) == 4


def test_an_epoch_that_is_not_there_does_not_open(organisation, keyring):
    with pytest.raises(Untrusted):
        keyring.team_secret(organisation.casework, 2)


def test_a_signature_is_the_persons_own(organisation, worker, keyring):
    signature = keyring.sign(b"message")
    assert verify(worker.sign_pk, b"message", signature) is True
    assert keyring.certificate.user_id == keyring.user_id == worker.user_id
    assert keyring.certificate.role == "caseworker"


def test_people_of_another_organisation_are_strangers(organisation):
    other = make_organisation()
    stranger = Keyring(other.coordinator, other.id, [*other.teams, *organisation.teams])
    assert len(stranger.team_secret(other.casework)) == 32
    with pytest.raises(NotAMember):
        stranger.team_secret(organisation.casework)
    with pytest.raises(Untrusted):
        stranger.target(organisation.casework)


def test_a_keyring_names_its_holder_and_nothing_more(organisation):
    keys = make_member(organisation)
    assert repr(organisation.keyring(keys)) == f"<Keyring of {keys.user_id}>"
