import pytest
from django.core.exceptions import ValidationError

from alongside.organisations import founding
from alongside.organisations.enums import Role, TeamKind, UserState
from alongside.vault import people, ring
from tests.organisations.factories import NOW, PASSWORD, make_second_organisation, make_world

pytestmark = pytest.mark.django_db


def test_everybody_in_the_casework_team_opens_the_same_key():
    world = make_world()
    secrets = {
        person.actor.keys.team_secret(world.team.id)
        for person in (world.coordinator, world.caseworker, world.colleague)
    }
    assert len(secrets) == 1
    assert world.researcher.actor.team_ids == {world.teams[TeamKind.RESEARCH].id}


def test_researchers_hold_no_key_to_what_crosses_between_organisations():
    world = make_world()
    opened = {
        name: set(ring.open(subject=world.organisation.id, keyring=person.actor.keys))
        for name, person in (("caseworker", world.caseworker), ("researcher", world.researcher))
    }
    assert opened == {"caseworker": {"envelope", "intake"}, "researcher": set()}


def test_two_organisations_share_nothing():
    world = make_world()
    other = make_second_organisation(world)
    assert world.organisation.id != other.organisation.id
    assert world.coordinator.actor.keys.pin != other.coordinator.actor.keys.pin


def test_the_first_coordinator_is_at_work_and_signs_in_with_her_password():
    world = make_world()
    user = world.coordinator.user
    assert (user.role, user.state) == (Role.COORDINATOR, UserState.ACTIVE)
    keys = people.sign_in(
        user_id=user.id,
        password=PASSWORD,
        password_record=user.password,
        sealed_keys=user.sealed_keys,
    )
    assert keys == world.founded.keys


@pytest.mark.parametrize("password", ["short", "qwerty123456"])
def test_a_weak_password_founds_nothing(password):
    with pytest.raises(ValidationError):
        founding.found_organisation(
            organisation="Casa",
            language="en",
            country="RO",
            place="",
            name="Ileana",
            sign_in_name="ileana",
            password=password,
            now=NOW,
        )
