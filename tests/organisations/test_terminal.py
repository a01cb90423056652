"""Signing in at a terminal."""

import pytest

from alongside.audit.models import Entry
from alongside.organisations import terminal
from alongside.organisations.models import User
from tests.organisations.browser import code_now, with_app
from tests.organisations.factories import NOW, PASSWORD

pytestmark = pytest.mark.django_db


def sign_in(person, password=PASSWORD, code=""):
    return terminal.sign_in(
        name=person.user.sign_in_name, password=password, ask_code=lambda: code, now=NOW
    )


def last_entry():
    return Entry.objects.order_by("-seq").values_list("actor", "action").first()


def test_password_and_code_give_an_actor_with_open_keys(world):
    with_app(world.coordinator.user)
    actor = sign_in(world.coordinator, code=code_now())
    assert actor == world.coordinator.actor
    assert actor.keys.team_secret(world.team.id) == (
        world.coordinator.actor.keys.team_secret(world.team.id)
    )
    assert last_entry() == (str(world.coordinator.user.pk), "sign-in")


def test_without_a_second_factor_nobody_is_asked_for_one(world):
    assert sign_in(world.caseworker) == world.caseworker.actor


def test_a_wrong_password_or_code_is_refused_and_noted(world):
    with_app(world.coordinator.user)
    with pytest.raises(terminal.NotSignedIn):
        sign_in(world.caseworker, password="not hers at all")
    assert last_entry() == ("system:sign-in", "sign-in refused")
    with pytest.raises(terminal.NotSignedIn):
        sign_in(world.coordinator, code="000000" if code_now() != "000000" else "000001")
    assert last_entry() == ("system:sign-in", "sign-in refused")


def test_a_coordinator_without_a_second_factor_is_sent_to_the_browser(world):
    with pytest.raises(terminal.NotSignedIn, match="second factor"):
        sign_in(world.coordinator)


def test_somebody_who_waits_opens_nothing_here_either(world):
    User.objects.filter(pk=world.caseworker.user.pk).update(state="waiting")
    with pytest.raises(terminal.NotSignedIn):
        sign_in(world.caseworker)
