"""Attacks by somebody who can write the database while a colleague joins."""

import pytest
from django.urls import reverse

from alongside.organisations.actions import invitations, members
from alongside.organisations.actors import actor_for
from alongside.organisations.enums import TeamKind
from alongside.organisations.models import Membership, User
from alongside.vault import people
from alongside.vault.guard import writing
from alongside.vault.keyring import NotAMember
from alongside.vault.models import Certificate, OrganisationKeys
from alongside.vault.primitives import CannotOpen, KeyPair, signing_public_key
from alongside.vault.trust import Untrusted
from tests.organisations.browser import Browser, with_app
from tests.organisations.factories import NOW, PASSWORD

pytestmark = [pytest.mark.django_db, pytest.mark.attack]

WAITING = "/wait/"


@pytest.fixture
def attacker():
    """Return keys of somebody who is not invited."""
    return people.UserKeys(
        user_id=None, box_sk=b"a" * 32, sign_sk=b"b" * 32, organisation_pin=b"c" * 32
    )


@pytest.fixture
def newcomer(world):
    """Return a browser in which somebody has just joined, and waits."""
    _invitation, code = invitations.invite(
        display_name="Thida Win",
        role="caseworker",
        team_ids=[world.team.id],
        actor=world.coordinator.actor,
        now=NOW,
    )
    visitor = Browser()
    visitor.post(
        reverse("organisations:join", args=[code]),
        {
            "name": "thida",
            "language": "en",
            "new_password": PASSWORD,
            "new_password_again": PASSWORD,
        },
    )
    return visitor


@pytest.fixture
def coordinator(world):
    with_app(world.coordinator.user)
    visitor = Browser()
    visitor.enter(world.coordinator)
    return visitor


def swap(user, keys):
    User.objects.filter(pk=user.pk).update(box_pk=keys.box_pk, sign_pk=keys.sign_pk)


def test_keys_swapped_after_joining_give_other_numbers_than_she_reads_out(
    newcomer, coordinator, attacker
):
    user = User.objects.get(sign_in_name="thida")
    swap(user, attacker)
    shown = coordinator.get(reverse("organisations:confirm", args=[user.pk])).context["shown"]
    read_out = newcomer.get(WAITING).context["own"]
    assert shown != read_out
    assert shown == people.fingerprint(attacker.box_pk, attacker.sign_pk)


def test_keys_swapped_between_comparing_and_confirming_are_noticed(newcomer, coordinator, attacker):
    user = User.objects.get(sign_in_name="thida")
    url = reverse("organisations:confirm", args=[user.pk])
    shown = coordinator.get(url).context["shown"]
    swap(user, attacker)
    response = coordinator.post(url, {"compared": shown, "same": "on"})
    assert response.status_code == 422
    assert User.objects.get(pk=user.pk).state == "waiting"
    assert not Certificate.objects.filter(user_id=user.pk).exists()


def test_an_organisation_key_swapped_before_joining_gives_other_numbers(world, coordinator):
    false = signing_public_key(b"x" * 32)
    with writing():
        OrganisationKeys.objects.filter(organisation_id=world.organisation.id).update(
            identity_pk=false
        )
    _invitation, code = invitations.invite(
        display_name="Thida Win",
        role="caseworker",
        team_ids=[],
        actor=world.coordinator.actor,
        now=NOW,
    )
    visitor = Browser()
    visitor.post(
        reverse("organisations:join", args=[code]),
        {
            "name": "thida",
            "language": "en",
            "new_password": PASSWORD,
            "new_password_again": PASSWORD,
        },
    )
    user = User.objects.get(sign_in_name="thida")
    said = coordinator.get(reverse("organisations:confirm", args=[user.pk]))
    heard = visitor.get(WAITING)
    assert heard.context["organisation"] == people.fingerprint(false)
    assert said.context["organisation"] != heard.context["organisation"]


def test_keys_swapped_in_a_members_row_receive_nothing(world, attacker):
    """After confirmation only the certificate counts, whatever the member's row says."""
    user = world.caseworker.user
    swap(user, attacker)
    legal = world.teams[TeamKind.LEGAL]
    members.change_teams(
        user_id=user.pk,
        team_ids=[world.team.id, legal.id],
        actor=world.coordinator.actor,
        now=NOW,
    )
    hers = actor_for(user, user.keys)
    assert hers.keys.team_secret(legal.id) == (world.coordinator.actor.keys.team_secret(legal.id))
    thief = actor_for(
        user,
        people.UserKeys(
            user_id=user.pk,
            box_sk=attacker.box_sk,
            sign_sk=attacker.sign_sk,
            organisation_pin=user.keys.organisation_pin,
        ),
    )
    with pytest.raises(CannotOpen):
        thief.keys.team_secret(legal.id)


def test_a_certificate_with_swapped_keys_receives_nothing(world, attacker):
    user = world.caseworker.user
    with writing():
        Certificate.objects.filter(user_id=user.pk).update(
            box_pk=KeyPair.of(attacker.box_sk).public
        )
    with pytest.raises(Untrusted):
        members.change_teams(
            user_id=user.pk,
            team_ids=[world.team.id, world.teams[TeamKind.LEGAL].id],
            actor=world.coordinator.actor,
            now=NOW,
        )
    assert set(Membership.objects.filter(user=user).values_list("team_id", flat=True)) == {
        world.team.id
    }


def test_a_role_written_into_the_database_brings_no_keys_and_no_signature(world):
    """Who makes herself a coordinator in the table sees pages and still cannot certify anybody."""
    user = world.caseworker.user
    User.objects.filter(pk=user.pk).update(role="coordinator")
    user.refresh_from_db()
    for team in world.teams.values():
        Membership.objects.get_or_create(user=user, team=team)
    actor = actor_for(user, world.caseworker.user.keys)
    with pytest.raises(NotAMember):
        actor.keys.team_secret(world.teams[TeamKind.COORDINATION].id)
    _invitation, code = invitations.invite(
        display_name="Accomplice", role="caseworker", team_ids=[world.team.id], actor=actor, now=NOW
    )
    joined = invitations.accept(
        code=code, sign_in_name="accomplice", password=PASSWORD, language="en", now=NOW
    )
    with pytest.raises(CannotOpen):
        invitations.confirm(
            user_id=joined.user.pk,
            compared=joined.user.fingerprint,
            actor=actor,
            now=NOW,
        )
    assert User.objects.get(pk=joined.user.pk).state == "waiting"
