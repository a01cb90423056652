"""Teams that are made later, the organisation's name, and the way back with sheets."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from alongside.organisations import factors
from alongside.organisations.actions import members, returning, teams
from alongside.organisations.actors import actor_for
from alongside.organisations.enums import Role, TeamKind
from alongside.organisations.models import Organisation, Session, Team, User
from alongside.vault import ring
from alongside.vault.guard import writing
from alongside.vault.models import OrganisationKeys
from alongside.vault.primitives import CannotOpen
from tests.organisations.browser import Browser, with_app
from tests.organisations.factories import (
    NOW,
    PASSWORD,
    make_person,
    make_second_organisation,
)

pytestmark = pytest.mark.django_db

NEW = "a mountain of oranges"


def again(person):
    """Return the actor with a keyring that has read nothing yet."""
    return actor_for(User.objects.get(pk=person.user.pk), person.user.keys)


def make_team(world, **changes):
    given = {
        "name": "Night line",
        "kind": TeamKind.CASEWORK,
        "actor": world.coordinator.actor,
        "now": NOW,
    }
    return teams.create(**given | changes)


def test_a_new_team_has_keys_that_only_its_members_open(world):
    second = make_person(
        world.founded, name="Rosa Díaz", role=Role.COORDINATOR, team_kinds=list(TeamKind)
    )
    team = make_team(world)
    secret = again(world.coordinator).keys.team_secret(team.pk)
    assert again(second).keys.team_secret(team.pk) == secret
    with pytest.raises(CannotOpen):
        again(world.caseworker).keys.team_secret(team.pk)
    members.change_teams(
        user_id=world.caseworker.user.pk,
        team_ids=[world.team.pk, team.pk],
        actor=again(world.coordinator),
        now=NOW,
    )
    assert again(world.caseworker).keys.team_secret(team.pk) == secret


def test_a_new_team_can_seal_envelopes_for_the_organisation(world):
    team = make_team(world)
    assert {
        label for held_by, label in ring.holders(world.organisation.pk) if held_by == team.pk
    } == {"envelope", "intake"}


def test_two_teams_of_one_name_are_refused_in_words(world):
    make_team(world)
    with pytest.raises(teams.TeamNameTaken):
        make_team(world)
    with_app(world.coordinator.user)
    visitor = Browser()
    visitor.enter(world.coordinator)
    response = visitor.post(
        reverse("organisations:new_team"), {"name": "Night line", "kind": "legal"}
    )
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["name"])
    assert Team.objects.filter(name="Night line").count() == 1


def test_only_a_coordinator_makes_teams_and_gives_names(world):
    with pytest.raises(PermissionDenied):
        make_team(world, actor=world.caseworker.actor)
    with pytest.raises(PermissionDenied):
        teams.rename(
            name="Ours", app_name="", largest_document=200, actor=world.caseworker.actor, now=NOW
        )
    assert not Organisation.objects.filter(name="Ours").exists()


def test_her_pages_carry_the_neutral_name_her_organisation_chose(world, settings):
    make_second_organisation(world)
    teams.rename(
        name="Casa", app_name="Notes", largest_document=25, actor=world.coordinator.actor, now=NOW
    )
    visitor = Browser()
    outside = visitor.get(reverse("organisations:sign_in")).content.decode()
    assert f"<title>{settings.ALONGSIDE_APP_NAME}</title>" in outside
    visitor.enter(world.caseworker)
    inside = visitor.get(reverse("organisations:settings")).content.decode()
    assert "<title>Notes</title>" in inside
    assert settings.ALONGSIDE_APP_NAME not in inside
    assert Organisation.objects.filter(app_name="Notes").count() == 1


# Two of three sheets


def come_back(world, sheets, **changes):
    given = {
        "sheets": sheets,
        "sign_in_name": world.coordinator.user.sign_in_name,
        "password": NEW,
        "now": NOW,
    }
    return returning.with_sheets(**given | changes)


@pytest.mark.parametrize("pair", [(0, 1), (0, 2), (2, 1)])
def test_any_two_sheets_bring_a_coordinator_back(world, pair):
    with_app(world.coordinator.user)
    visitor = Browser()
    visitor.enter(world.coordinator)
    before = world.coordinator.actor.keys.team_secret(world.team.pk)
    user, _code = come_back(world, [world.founded.shares[one] for one in pair])
    assert Session.objects.count() == 0
    assert not factors.has_second_factor(user)
    actor = actor_for(user, user.keys)
    assert actor.team_ids == {team.pk for team in world.teams.values()}
    assert actor.keys.team_secret(world.team.pk) == before
    assert actor.keys.pin == world.coordinator.actor.keys.pin
    assert Browser().give_password(user.sign_in_name, PASSWORD).status_code == 422
    assert Browser().give_password(user.sign_in_name, NEW).status_code == 302


def test_back_again_she_can_confirm_and_renew(world):
    user, _code = come_back(world, world.founded.shares[:2])
    actor = actor_for(user, user.keys)
    members.change_role(user_id=world.caseworker.user.pk, role=Role.LAWYER, actor=actor, now=NOW)
    members.part_with(user_id=world.colleague.user.pk, actor=actor, now=NOW)
    assert User.objects.get(pk=world.colleague.user.pk).state == "left"


def test_one_sheet_twice_or_another_organisations_sheets_open_nothing(world):
    other = make_second_organisation(world)
    mine, theirs = world.founded.shares, other.founded.shares
    for sheets in ([mine[0], mine[0]], [mine[0], theirs[1]], theirs[:2], ["words", "words"]):
        with pytest.raises(returning.NotReturned):
            come_back(world, sheets)
    stored = User.objects.get(pk=world.coordinator.user.pk)
    assert stored.password == world.coordinator.user.password


def test_sheets_bring_back_coordinators_only(world):
    for name in (world.caseworker.user.sign_in_name, "nobody"):
        with pytest.raises(returning.NotReturned):
            come_back(world, world.founded.shares[:2], sign_in_name=name)


def test_the_organisation_she_trusts_again_comes_out_of_the_sheets(world):
    """Somebody who wrote another identity key into the database meanwhile gains nothing."""
    with writing():
        OrganisationKeys.objects.filter(organisation_id=world.organisation.pk).update(
            identity_pk=b"x" * 32
        )
    user, _code = come_back(world, world.founded.shares[:2])
    assert user.keys.organisation_pin == world.coordinator.actor.keys.pin


def test_the_page_takes_sheets_as_they_are_typed(world):
    visitor = Browser()
    one, two = world.founded.shares[:2]
    given = {
        "name": world.coordinator.user.sign_in_name,
        "first_sheet": one.upper().replace(" ", "\n", 3),
        "second_sheet": f"  {two}  ",
        "new_password": NEW,
        "new_password_again": NEW,
    }
    wrong = visitor.post(reverse("organisations:sheets"), given | {"second_sheet": one})
    assert wrong.status_code == 422
    assert visitor.post(reverse("organisations:sheets"), given)["Location"] == "/paper/"
    visitor.post("/paper/")
    response = visitor.give_password(world.coordinator.user.sign_in_name, NEW)
    assert response["Location"] == "/x/"
    assert visitor.get("/x/")["Location"] == reverse("organisations:factors")
