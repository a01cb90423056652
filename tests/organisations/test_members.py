"""What changes for somebody who works here."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.http import Http404

from alongside.organisations import factors, policy, queries
from alongside.organisations.actions import invitations, members
from alongside.organisations.actors import actor_for
from alongside.organisations.enums import Role, TeamKind, UserState
from alongside.organisations.models import Session, User
from alongside.organisations.tasks import end_old_sessions
from alongside.vault.models import Certificate
from alongside.vault.primitives import CannotOpen
from tests.organisations.browser import Browser, with_app
from tests.organisations.factories import NOW, make_person, make_second_organisation

pytestmark = pytest.mark.django_db

TODAY = "/x/"


@pytest.fixture
def second(world):
    """Return a second coordinator."""
    return make_person(
        world.founded, name="Rosa Díaz", role=Role.COORDINATOR, team_kinds=list(TeamKind)
    )


def again(person):
    """Return the actor with a keyring that has read nothing yet."""
    return actor_for(User.objects.get(pk=person.user.pk), person.user.keys)


def test_the_only_coordinator_cannot_go(world):
    me = world.coordinator
    with pytest.raises(PermissionDenied):
        members.part_with(user_id=me.user.pk, actor=me.actor, now=NOW)
    with pytest.raises(PermissionDenied):
        members.change_role(user_id=me.user.pk, role="caseworker", actor=me.actor, now=NOW)
    assert User.objects.get(pk=me.user.pk).role == Role.COORDINATOR


def test_nor_may_a_coordinator_who_only_waits_count_as_the_other(world):
    _invitation, code = invitations.invite(
        display_name="Rosa",
        role=Role.COORDINATOR,
        team_ids=[],
        actor=world.coordinator.actor,
        now=NOW,
    )
    invitations.accept(
        code=code, sign_in_name="rosa", password="correct horse", language="en", now=NOW
    )
    with pytest.raises(PermissionDenied):
        members.part_with(user_id=world.coordinator.user.pk, actor=world.coordinator.actor, now=NOW)


def test_one_of_two_coordinators_may_go_and_her_teams_get_new_keys(world, second):
    begun = members.part_with(user_id=world.coordinator.user.pk, actor=second.actor, now=NOW)
    assert {one.team_id for one in begun} == {team.id for team in world.teams.values()}
    with pytest.raises(PermissionDenied):
        members.part_with(user_id=second.user.pk, actor=again(second), now=NOW)


def test_a_new_role_means_a_new_certificate_and_signing_in_again(world):
    visitor = Browser()
    visitor.enter(world.caseworker)
    members.change_role(
        user_id=world.caseworker.user.pk,
        role=Role.LAWYER,
        actor=world.coordinator.actor,
        now=NOW,
    )
    assert visitor.get(TODAY)["Location"].startswith("/in/")
    current = Certificate.objects.get(user_id=world.caseworker.user.pk, revoked_on=None)
    assert current.role == "lawyer"
    assert again(world.caseworker).team_ids == {world.team.id}


def test_a_new_role_leaves_teams_it_has_no_part_in(world):
    begun = members.change_role(
        user_id=world.caseworker.user.pk,
        role=Role.EDITOR,
        actor=world.coordinator.actor,
        now=NOW,
    )
    assert [one.team_id for one in begun] == [world.team.id]
    with pytest.raises(CannotOpen):
        again(world.caseworker).keys.team_secret(world.team.id)


def test_a_new_coordinator_holds_every_team_and_can_hand_it_on(world):
    members.change_role(
        user_id=world.caseworker.user.pk,
        role=Role.COORDINATOR,
        actor=world.coordinator.actor,
        now=NOW,
    )
    new = again(world.caseworker)
    assert new.team_ids == {team.id for team in world.teams.values()}
    members.change_teams(
        user_id=world.colleague.user.pk,
        team_ids=[world.team.id, world.teams[TeamKind.LEGAL].id],
        actor=new,
        now=NOW,
    )
    assert again(world.colleague).keys.team_secret(world.teams[TeamKind.LEGAL].id) == (
        new.keys.team_secret(world.teams[TeamKind.LEGAL].id)
    )


def test_teams_are_changed_both_ways(world):
    legal = world.teams[TeamKind.LEGAL]
    begun = members.change_teams(
        user_id=world.caseworker.user.pk,
        team_ids=[legal.id],
        actor=world.coordinator.actor,
        now=NOW,
    )
    assert [one.team_id for one in begun] == [world.team.id]
    changed = again(world.caseworker)
    assert changed.team_ids == {legal.id}
    assert len(changed.keys.team_secret(legal.id)) == 32


def test_a_coordinator_stays_in_every_team(world, second):
    with pytest.raises(ValidationError):
        members.change_teams(
            user_id=second.user.pk, team_ids=[], actor=world.coordinator.actor, now=NOW
        )


def test_a_team_of_another_organisation_is_nobodys_to_give(world):
    other = make_second_organisation(world)
    with pytest.raises(ValidationError):
        members.change_teams(
            user_id=world.caseworker.user.pk,
            team_ids=[other.team.id],
            actor=world.coordinator.actor,
            now=NOW,
        )


CHANGES = [
    (members.part_with, {}),
    (members.change_role, {"role": Role.LAWYER}),
    (members.change_teams, {"team_ids": []}),
    (members.end_sessions, {}),
    (members.forget_factors, {}),
    (invitations.invite_again, {}),
]


@pytest.mark.parametrize(("change", "given"), CHANGES)
def test_only_a_coordinator_changes_anything(world, change, given):
    with pytest.raises(PermissionDenied):
        change(user_id=world.colleague.user.pk, actor=world.caseworker.actor, now=NOW, **given)


@pytest.mark.parametrize(("change", "given"), CHANGES)
def test_nobody_changes_another_organisations_people(world, change, given):
    other = make_second_organisation(world)
    before = User.objects.filter(pk=other.caseworker.user.pk).values().get()
    with pytest.raises(Http404):
        change(user_id=other.caseworker.user.pk, actor=world.coordinator.actor, now=NOW, **given)
    assert User.objects.filter(pk=other.caseworker.user.pk).values().get() == before


def test_a_coordinator_signs_somebody_out_everywhere(world):
    browsers = [Browser(), Browser()]
    for visitor in browsers:
        visitor.enter(world.caseworker)
    ended = members.end_sessions(
        user_id=world.caseworker.user.pk, actor=world.coordinator.actor, now=NOW
    )
    assert ended == 2
    assert [visitor.get(TODAY).status_code for visitor in browsers] == [302, 302]


def test_a_lost_phone_is_forgotten_by_another_coordinator(world, second):
    with_app(second.user)
    members.forget_factors(user_id=second.user.pk, actor=world.coordinator.actor, now=NOW)
    assert factors.listing(second.user) == []
    with pytest.raises(ValidationError):
        members.forget_factors(
            user_id=world.coordinator.user.pk, actor=world.coordinator.actor, now=NOW
        )


def test_who_is_known_to_whom(world):
    other = make_second_organisation(world)
    people = queries.members_of(organisation_id=world.organisation.id, actor=world.caseworker.actor)
    assert [one.display_name for one in people] == [
        "Farida Begum",
        "Ileana Munteanu",
        "Lan Tran",
        "Sunita Rai",
    ]
    assert (
        queries.members_of(organisation_id=other.organisation.id, actor=world.caseworker.actor)
        == []
    )
    ids = [world.colleague.user.pk, other.caseworker.user.pk]
    assert queries.display_names(user_ids=ids, actor=world.caseworker.actor) == {
        world.colleague.user.pk: "Farida Begum"
    }
    assert [one.pk for one in queries.other_organisations(actor=world.caseworker.actor)] == [
        other.organisation.pk
    ]
    assert queries.teams_of(actor=world.caseworker.actor) == [world.team]


def test_the_list_of_members_costs_the_same_for_one_and_for_many(world, django_assert_num_queries):
    for _ in range(2):
        with django_assert_num_queries(2):
            queries.members_of(organisation_id=world.organisation.id, actor=world.coordinator.actor)
        make_person(world.founded)


def test_old_sessions_are_swept_and_keys_of_idle_ones_dropped(world, clock):
    Browser().enter(world.caseworker)
    clock.shift(timedelta(minutes=10))
    Browser().enter(world.colleague)
    end_old_sessions.func()
    kept = Session.objects.order_by("started_at").values_list("user", "unlock")
    assert [(user, unlock is None) for user, unlock in kept] == [
        (world.caseworker.user.pk, True),
        (world.colleague.user.pk, False),
    ]
    clock.shift(timedelta(hours=10))
    end_old_sessions.func()
    assert Session.objects.count() == 0


EXPECTED = {
    "can_keep_files": {"coordinator", "caseworker", "shelter_worker", "lawyer", "volunteer"},
    "can_open_files": {"coordinator", "caseworker", "shelter_worker", "lawyer"},
    "can_refer": {"coordinator", "caseworker", "shelter_worker", "lawyer"},
    "can_move_registers": {"coordinator", "caseworker"},
    "can_see_statistics": {
        "coordinator",
        "caseworker",
        "shelter_worker",
        "lawyer",
        "researcher",
    },
    "can_see_exact_statistics": {"researcher"},
    "can_manage_people": {"coordinator"},
}


@pytest.mark.parametrize("right", EXPECTED)
def test_each_right_belongs_to_these_roles_and_a_refusal_says_why(world, right):
    allowed = set()
    for role in Role:
        user = world.caseworker.user
        user.role = role
        decision = getattr(policy, right)(actor_for(user, user.keys))
        assert decision.reason
        if decision:
            allowed.add(role.value)
    assert allowed == EXPECTED[right]


def test_states_and_roles_are_held_by_the_database(world):
    for column in ("role", "state"):
        with pytest.raises(IntegrityError), transaction.atomic():
            User.objects.filter(pk=world.caseworker.user.pk).update(**{column: "queen"})
    assert User.objects.get(pk=world.caseworker.user.pk).state == UserState.ACTIVE
