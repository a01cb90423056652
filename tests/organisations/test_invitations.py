"""From an invitation to a colleague."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.urls import reverse

from alongside.audit.models import Entry
from alongside.organisations.actions import invitations, teams
from alongside.organisations.actors import actor_for
from alongside.organisations.enums import Role, UserState
from alongside.organisations.models import Invitation, Session, User
from alongside.vault.keyring import NotAMember
from alongside.vault.models import Certificate
from alongside.vault.primitives import CannotOpen
from tests.organisations.browser import Browser, with_app
from tests.organisations.factories import NOW, PASSWORD, make_second_organisation

pytestmark = pytest.mark.django_db

TODAY = "/x/"


def invite(world, **changes):
    given = {
        "display_name": "Thida Win",
        "role": Role.CASEWORKER,
        "team_ids": [world.team.id],
        "actor": world.coordinator.actor,
        "now": NOW,
    }
    return invitations.invite(**given | changes)


def accept(code, **changes):
    given = {
        "code": code,
        "sign_in_name": "thida",
        "password": PASSWORD,
        "language": "en",
        "now": NOW,
    }
    return invitations.accept(**given | changes)


def confirm(world, user, **changes):
    given = {
        "user_id": user.pk,
        "compared": user.fingerprint,
        "actor": world.coordinator.actor,
        "now": NOW,
    }
    return invitations.confirm(**given | changes)


def test_invited_joined_confirmed(world):
    _invitation, code = invite(world)
    joined = accept(code)
    assert joined.user.state == UserState.WAITING
    assert not Certificate.objects.filter(user_id=joined.user.pk).exists()
    user = confirm(world, joined.user)
    assert (user.state, user.display_name, user.role) == ("active", "Thida Win", "caseworker")
    actor = actor_for(user, joined.keys)
    assert actor.team_ids == {world.team.id}
    assert actor.keys.team_secret(world.team.id) == (
        world.caseworker.actor.keys.team_secret(world.team.id)
    )


def test_every_step_is_in_the_journal(world):
    start = Entry.objects.order_by("-seq").values_list("seq", flat=True)[0]
    invitation, code = invite(world)
    joined = accept(code)
    confirm(world, joined.user)
    me = str(world.coordinator.user.pk)
    rows = Entry.objects.filter(seq__gt=start).order_by("seq")
    assert list(rows.values_list("actor", "action", "object_id")) == [
        (me, "invited", str(invitation.pk)),
        ("system:invitation", "joined", str(joined.user.pk)),
        (me, "member confirmed", str(joined.user.pk)),
    ]


def test_until_she_is_confirmed_she_opens_nothing(world):
    _invitation, code = invite(world)
    joined = accept(code)
    actor = actor_for(joined.user, joined.keys)
    assert actor.team_ids == frozenset()
    with pytest.raises(NotAMember):
        actor.keys.team_secret(world.team.id)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.COORDINATOR])
def test_only_a_coordinator_invites(world, role):
    world.caseworker.user.role = role
    actor = actor_for(world.caseworker.user, world.caseworker.user.keys)
    with pytest.raises(PermissionDenied):
        invite(world, actor=actor)
    assert not Invitation.objects.filter(display_name="Thida Win").exists()


def test_a_link_works_once(world):
    _invitation, code = invite(world)
    accept(code)
    with pytest.raises(invitations.NotInvited):
        accept(code, sign_in_name="another")
    assert User.objects.filter(display_name="Thida Win").count() == 1


def test_a_link_works_for_seven_days(world):
    _invitation, code = invite(world)
    with pytest.raises(invitations.NotInvited):
        accept(code, now=NOW + timedelta(days=7))
    assert accept(code, now=NOW + timedelta(days=6, hours=23)).user.state == "waiting"


def test_an_invitation_taken_back_does_not_work(world):
    invitation, code = invite(world)
    invitations.withdraw(invitation_id=invitation.pk, actor=world.coordinator.actor, now=NOW)
    with pytest.raises(invitations.NotInvited):
        accept(code)


def test_another_organisations_coordinator_takes_nothing_back(world):
    other = make_second_organisation(world)
    invitation, code = invite(world)
    invitations.withdraw(invitation_id=invitation.pk, actor=other.coordinator.actor, now=NOW)
    assert accept(code).user.organisation_id == world.organisation.id


def test_a_guessed_link_is_not_found(world, visitor):
    invite(world)
    assert visitor.get(reverse("organisations:join", args=["guessed"])).status_code == 404


def test_the_link_is_not_in_the_database(world):
    invitation, code = invite(world)
    assert code not in repr(Invitation.objects.filter(pk=invitation.pk).values())


def test_a_name_that_is_taken_is_refused_in_any_spelling(world):
    _invitation, code = invite(world)
    taken = world.caseworker.user.sign_in_name.upper()
    with pytest.raises(invitations.NameTaken):
        accept(code, sign_in_name=taken)
    assert accept(code).user.sign_in_name == "thida"


def test_a_role_does_not_hold_a_team_it_has_no_part_in(world):
    with pytest.raises(ValidationError):
        invite(world, role=Role.RESEARCHER)
    with pytest.raises(ValidationError):
        invite(world, role=Role.EDITOR)


def test_nobody_hands_on_keys_she_does_not_hold(world):
    other = make_second_organisation(world)
    with pytest.raises(ValidationError):
        invite(world, team_ids=[other.team.id])


def test_nobody_confirms_for_another_organisation(world):
    other = make_second_organisation(world)
    _invitation, code = invite(world)
    joined = accept(code)
    with pytest.raises(Http404):
        confirm(world, joined.user, actor=other.coordinator.actor)
    assert User.objects.get(pk=joined.user.pk).state == UserState.WAITING


def test_nobody_is_confirmed_twice(world):
    _invitation, code = invite(world)
    joined = accept(code)
    confirm(world, joined.user)
    with pytest.raises(ValidationError):
        confirm(world, joined.user)


def test_a_new_coordinator_is_in_every_team_whatever_was_ticked(world):
    _invitation, code = invite(world, role=Role.COORDINATOR, team_ids=[])
    joined = accept(code)
    later = teams.create(name="Night line", kind="casework", actor=world.coordinator.actor, now=NOW)
    fresh = actor_for(world.coordinator.user, world.coordinator.user.keys)
    user = confirm(world, joined.user, actor=fresh)
    actor = actor_for(user, joined.keys)
    assert actor.team_ids == {team.pk for team in world.teams.values()} | {later.pk}
    assert len({actor.keys.team_secret(one) for one in actor.team_ids}) == len(actor.team_ids)


# Through the pages


def join_in(visitor, code, name="thida"):
    return visitor.post(
        reverse("organisations:join", args=[code]),
        {
            "name": name,
            "language": "en",
            "new_password": PASSWORD,
            "new_password_again": PASSWORD,
        },
    )


def test_the_whole_way_through_the_pages(world):
    with_app(world.coordinator.user)
    coordinator, newcomer = Browser(), Browser()
    coordinator.enter(world.coordinator)
    page = coordinator.post(
        reverse("organisations:invite"),
        {"display_name": "Thida Win", "role": "caseworker", "teams": [str(world.team.id)]},
    )
    link = page.context["link"]
    code = link.rstrip("/").rpartition("/")[2]

    assert newcomer.get(link).context["invited"] == "Thida Win"
    assert join_in(newcomer, code)["Location"] == reverse("organisations:paper")
    paper = newcomer.get(reverse("organisations:paper"))
    assert len(paper.context["code"]) == 39
    waiting = newcomer.post(reverse("organisations:paper"))["Location"]
    hers = newcomer.get(waiting)
    assert newcomer.get(TODAY)["Location"] == waiting

    user = User.objects.get(sign_in_name="thida")
    shown = coordinator.get(reverse("organisations:confirm", args=[user.pk]))
    assert shown.context["shown"] == hers.context["own"]
    assert shown.context["organisation"] == hers.context["organisation"]
    coordinator.post(
        reverse("organisations:confirm", args=[user.pk]),
        {"compared": shown.context["shown"], "same": "on"},
    )
    assert newcomer.get(waiting)["Location"] == TODAY
    assert newcomer.get(TODAY).wsgi_request.actor.team_ids == {world.team.id}


def test_the_code_to_print_is_shown_until_she_has_it_and_never_again(world, visitor):
    _invitation, code = invite(world)
    join_in(visitor, code)
    paper = reverse("organisations:paper")
    first, again = visitor.get(paper), visitor.get(paper)
    assert first.context["code"] == again.context["code"] != ""
    visitor.post(paper)
    assert visitor.get(paper).status_code == 302


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "two words"}, "name"),
        ({"language": ""}, "language"),
        ({"new_password": "short", "new_password_again": "short"}, "new_password"),
        ({"new_password": "qwerty123456", "new_password_again": "qwerty123456"}, "new_password"),
        ({"new_password_again": "something else"}, "new_password_again"),
    ],
)
def test_what_is_missing_gets_a_sentence_beside_it(world, visitor, changes, field):
    _invitation, code = invite(world)
    given = {
        "name": "thida",
        "language": "en",
        "new_password": PASSWORD,
        "new_password_again": PASSWORD,
    }
    response = visitor.post(reverse("organisations:join", args=[code]), given | changes)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert not User.objects.filter(sign_in_name="thida").exists()


def test_the_password_is_not_printed_back(world, visitor):
    _invitation, code = invite(world)
    typed = "a rather long secret phrase"
    response = visitor.post(
        reverse("organisations:join", args=[code]),
        {"name": "", "language": "en", "new_password": typed, "new_password_again": typed},
    )
    assert response.status_code == 422
    assert typed not in response.content.decode()


def test_a_taken_name_keeps_the_link(world, visitor):
    _invitation, code = invite(world)
    response = join_in(visitor, code, name=world.caseworker.user.sign_in_name)
    assert list(response.context["form"].errors) == ["name"]
    assert join_in(visitor, code)["Location"] == reverse("organisations:paper")


# Letting in again


def test_somebody_who_lost_everything_is_let_in_again(world):
    person = world.caseworker
    old = person.actor.keys.team_secret(world.team.id)
    visitor = Browser()
    visitor.enter(person)
    _invitation, code = invitations.invite_again(
        user_id=person.user.pk, actor=world.coordinator.actor, now=NOW
    )
    assert Session.objects.count() == 0
    assert Browser().give_password(person.user.sign_in_name).status_code == 422
    joined = accept(code, sign_in_name=person.user.sign_in_name, password="another long one")
    assert joined.user.pk == person.user.pk
    assert joined.keys.box_pk != person.user.keys.box_pk
    user = confirm(world, joined.user)
    actor = actor_for(user, joined.keys)
    assert actor.team_ids == {world.team.id}
    assert actor.keys.team_secret(world.team.id) == old
    assert Certificate.objects.filter(user_id=user.pk, revoked_on=None).count() == 1


def test_her_old_keys_open_no_team_after_she_was_let_in_again(world):
    person = world.caseworker
    _invitation, code = invitations.invite_again(
        user_id=person.user.pk, actor=world.coordinator.actor, now=NOW
    )
    joined = accept(code, sign_in_name=person.user.sign_in_name)
    confirm(world, joined.user)
    old = actor_for(joined.user, person.user.keys)
    with pytest.raises(CannotOpen):
        old.keys.team_secret(world.team.id)


def test_the_only_coordinator_is_not_let_in_again_by_herself(world):
    with pytest.raises(PermissionDenied):
        invitations.invite_again(
            user_id=world.coordinator.user.pk, actor=world.coordinator.actor, now=NOW
        )
