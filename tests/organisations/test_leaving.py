"""When somebody leaves: what she can still open, and what those who stay can."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from alongside.audit.models import Entry
from alongside.organisations.actions import members, rekeying
from alongside.organisations.actors import actor_for
from alongside.organisations.models import Membership, Rekeying, User
from alongside.organisations.signals import team_rekeyed
from alongside.vault import ring
from alongside.vault.models import Certificate, TeamEpoch
from alongside.vault.primitives import CannotOpen
from tests.organisations.browser import Browser
from tests.organisations.factories import NOW, make_second_organisation

pytestmark = pytest.mark.django_db

TODAY = "/x/"


def again(person):
    """Return the actor with a keyring that has read nothing yet."""
    return actor_for(User.objects.get(pk=person.user.pk), person.user.keys)


@pytest.fixture
def keys(world):
    """Return the casework team's keys of seven files, by file."""
    files = [uuid4() for _ in range(7)]
    return {
        file: ring.create(
            subject=file,
            label="casework",
            team_ids=[world.team.id],
            keyring=world.caseworker.actor.keys,
            now=NOW,
        ).secret
        for file in files
    }


def opened(actor, keys):
    return {file: ring.open(subject=file, keyring=actor.keys).get("casework") for file in keys}


def finish(world, begun, limit=1000):
    for one in begun:
        while (
            rekeying.step(
                rekeying_id=one.pk, actor=again(world.coordinator), now=NOW, limit=limit
            ).finished_at
            is None
        ):
            pass


def test_who_has_left_is_out_at_once(world):
    visitor = Browser()
    visitor.enter(world.caseworker)
    members.part_with(user_id=world.caseworker.user.pk, actor=world.coordinator.actor, now=NOW)
    assert visitor.get(TODAY)["Location"].startswith("/in/")
    assert Browser().give_password(world.caseworker.user.sign_in_name).status_code == 422
    user = User.objects.get(pk=world.caseworker.user.pk)
    assert (user.state, bytes(user.sealed_keys), bytes(user.recovery_keys)) == ("left", b"", b"")
    assert not Certificate.objects.filter(user_id=user.pk, revoked_on=None).exists()
    assert not Membership.objects.filter(user=user).exists()


def test_old_secrets_of_who_has_left_open_nothing_new(world, keys):
    leaver = world.caseworker
    kept = leaver.actor.keys.team_pair(world.team.id)
    begun = members.part_with(user_id=leaver.user.pk, actor=world.coordinator.actor, now=NOW)
    finish(world, begun)
    fresh = ring.create(
        subject=uuid4(),
        label="casework",
        team_ids=[world.team.id],
        keyring=again(world.colleague).keys,
        now=NOW,
    )
    # With every old secret in hand, and a database writer who puts her back into the team:
    Membership.objects.create(user=leaver.user, team=world.team)
    thief = actor_for(leaver.user, leaver.user.keys)
    with pytest.raises(CannotOpen):
        thief.keys.team_secret(world.team.id)
    for epoch in (1, 2):
        thief.keys._pairs[world.team.id, epoch] = kept
    assert "casework" not in ring.open(subject=fresh.subject, keyring=thief.keys)
    assert set(opened(thief, keys).values()) == {None}
    colleague = ring.open(subject=fresh.subject, keyring=again(world.colleague).keys)
    assert colleague["casework"].secret == fresh.secret


def test_those_who_stay_open_everything_before_during_and_after(world, keys):
    def stays():
        return {file: key.secret for file, key in opened(again(world.colleague), keys).items()}

    assert stays() == keys
    (begun,) = members.part_with(
        user_id=world.caseworker.user.pk, actor=world.coordinator.actor, now=NOW
    )
    assert stays() == keys
    half = rekeying.step(rekeying_id=begun.pk, actor=again(world.coordinator), now=NOW, limit=3)
    assert (half.remaining > 0, half.finished_at) == (True, None)
    assert stays() == keys
    finish(world, [begun], limit=3)
    assert stays() == keys
    assert TeamEpoch.objects.filter(team_id=world.team.id).exclude(previous=None).count() == 0


def test_an_interrupted_renewal_goes_on_where_it_stopped(world, keys):
    (begun,) = members.part_with(
        user_id=world.caseworker.user.pk, actor=world.coordinator.actor, now=NOW
    )
    first = rekeying.step(rekeying_id=begun.pk, actor=again(world.coordinator), now=NOW, limit=2)

    class PulledPlug(Exception):
        pass

    def pull(**_kwargs):
        raise PulledPlug

    team_rekeyed.connect(pull)
    try:
        with pytest.raises(PulledPlug):
            rekeying.step(rekeying_id=begun.pk, actor=again(world.coordinator), now=NOW, limit=2)
    finally:
        team_rekeyed.disconnect(pull)
    assert Rekeying.objects.get(pk=begun.pk).remaining == first.remaining
    finish(world, [begun], limit=2)
    assert Rekeying.objects.get(pk=begun.pk).remaining == 0


def test_rooms_above_hold_the_renewal_open_until_they_are_done(world):
    told = []
    left = iter([2, 1, 0])

    def reseal(**news):
        told.append((news["team_id"], news["old_epoch"], news["new_epoch"], news["limit"]))
        assert news["keyring"].list_key(world.team.id, news["old_epoch"])
        return next(left)

    team_rekeyed.connect(reseal)
    try:
        (begun,) = members.part_with(
            user_id=world.caseworker.user.pk, actor=world.coordinator.actor, now=NOW
        )
        finish(world, [begun], limit=5)
    finally:
        team_rekeyed.disconnect(reseal)
    assert told == [(world.team.id, 1, 2, 5)] * 3


def test_a_second_one_leaving_meanwhile_is_shut_out_too(world, keys):
    (begun,) = members.part_with(
        user_id=world.caseworker.user.pk, actor=world.coordinator.actor, now=NOW
    )
    rekeying.step(rekeying_id=begun.pk, actor=again(world.coordinator), now=NOW, limit=2)
    (same,) = members.part_with(
        user_id=world.colleague.user.pk, actor=again(world.coordinator), now=NOW
    )
    assert same.pk == begun.pk
    finish(world, [same], limit=2)
    left = {file: key.secret for file, key in opened(again(world.coordinator), keys).items()}
    assert left == keys
    assert set(opened(again(world.colleague), keys).values()) == {None}


def test_leaving_and_the_renewal_are_in_the_journal(world):
    begun = members.part_with(
        user_id=world.caseworker.user.pk, actor=world.coordinator.actor, now=NOW
    )
    finish(world, begun)
    rows = Entry.objects.filter(actor=str(world.coordinator.user.pk)).order_by("-seq")
    assert list(rows.values_list("action", flat=True)[:3]) == [
        "team keys moved",
        "team keys renewed",
        "member left",
    ]


def test_only_a_coordinator_renews_a_teams_keys(world):
    with pytest.raises(PermissionDenied):
        rekeying.begin(team_id=world.team.id, actor=world.caseworker.actor, now=NOW)
    other = make_second_organisation(world)
    with pytest.raises(Http404):
        rekeying.begin(team_id=world.team.id, actor=other.coordinator.actor, now=NOW)
    assert Rekeying.objects.count() == 0
