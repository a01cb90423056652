"""Attacks on the way in: who is known here, and what is her password?"""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse

from alongside.audit.models import Entry
from alongside.organisations.models import User
from alongside.vault import passwords
from tests.organisations.browser import Browser, code_now, with_app
from tests.organisations.factories import PASSWORD

pytestmark = [pytest.mark.django_db, pytest.mark.attack]

TOKEN = re.compile(r'<input type="hidden" name="csrfmiddlewaretoken" value="\w+">')
TODAY = "/x/"


@pytest.fixture
def slow_runs(monkeypatch):
    """Count the Argon2id runs instead of timing them."""
    runs = []
    real = passwords._run

    def counted(*args):
        runs.append(args)
        return real(*args)

    monkeypatch.setattr(passwords, "_run", counted)
    return runs


def body(response):
    """Return a page's words without the tokens, which are new in every answer."""
    page, tokens = TOKEN.subn("", response.content.decode())
    assert tokens > 0
    return page


def test_an_unknown_name_looks_and_costs_the_same_as_a_wrong_password(world, slow_runs):
    name = world.caseworker.user.sign_in_name
    stranger = "x" * len(name)
    answers, costs, headers = [], [], []
    for tried in (name, stranger):
        slow_runs.clear()
        response = Browser().give_password(tried, "a wrong password")
        answers.append(body(response).replace(tried, "NAME"))
        costs.append(len(slow_runs))
        headers.append(sorted(response.headers))
        assert response.status_code == 422
    assert answers[0] == answers[1]
    assert headers[0] == headers[1]
    assert costs == [1, 1]


@pytest.mark.parametrize("state", ["left", "invited", "waiting"])
def test_nor_does_it_tell_who_has_left_or_waits(world, slow_runs, state):
    User.objects.filter(pk=world.caseworker.user.pk).update(state=state)
    Browser().give_password(world.caseworker.user.sign_in_name, "a wrong password")
    assert len(slow_runs) == 1


def test_a_right_password_costs_one_run_too(world, slow_runs):
    Browser().enter(world.caseworker)
    assert len(slow_runs) == 1


def test_the_printed_code_page_does_not_tell_either(world, slow_runs):
    answers = []
    for name in (world.caseworker.user.sign_in_name, "nobody"):
        response = Browser().post(
            reverse("organisations:recover"),
            {
                "name": name,
                "code": "0000-0000-0000-0000-0000-0000-0000-0000",
                "new_password": "quite another thing",
                "new_password_again": "quite another thing",
            },
        )
        answers.append(body(response).replace(name, "NAME"))
        assert response.status_code == 422
    assert answers[0] == answers[1]
    assert slow_runs == []


def test_after_five_wrong_tries_strangers_have_to_wait(world, slow_runs, clock):
    name = world.caseworker.user.sign_in_name
    for _ in range(5):
        Browser().give_password(name, "a wrong password")
    slow_runs.clear()
    blocked = Browser().give_password(name, PASSWORD)
    assert blocked.status_code == 422
    assert slow_runs == []
    clock.shift(timedelta(minutes=5, seconds=1))
    assert Browser().give_password(name, PASSWORD).status_code == 302


def test_the_sixth_try_is_refused_for_an_unknown_name_as_well(world):
    known = world.caseworker.user.sign_in_name
    pages = []
    for name in (known, "x" * len(known)):
        for _ in range(6):
            response = Browser().give_password(name, "a wrong password")
        pages.append(body(response).replace(name, "NAME"))
    assert pages[0] == pages[1]


def test_other_spellings_of_a_name_share_its_tries(world, slow_runs):
    name = world.caseworker.user.sign_in_name
    for typed in (name, name.upper(), f" {name}", f"{name} ", name.title()):
        Browser().give_password(typed, "a wrong password")
    slow_runs.clear()
    assert Browser().give_password(name, PASSWORD).status_code == 422
    assert slow_runs == []


def test_guessing_does_not_lock_out_the_owner_in_her_own_browser(world):
    hers = Browser()
    hers.enter(world.caseworker)
    hers.post(reverse("organisations:sign_out"))
    for _ in range(30):
        Browser().give_password(world.caseworker.user.sign_in_name, "a wrong password")
    assert hers.give_password(world.caseworker.user.sign_in_name).status_code == 302


def test_a_forged_browser_token_gives_no_tries_of_its_own(world, slow_runs):
    name = world.caseworker.user.sign_in_name
    for _ in range(5):
        Browser().give_password(name, "a wrong password")
    slow_runs.clear()
    forger = Browser()
    forger.cookies["__Host-known"] = "0" * 32 + "." + "0" * 32
    assert forger.give_password(name, PASSWORD).status_code == 422
    assert slow_runs == []


def test_a_token_for_one_name_does_not_serve_for_another(world, slow_runs):
    insider = Browser()
    insider.enter(world.colleague)
    insider.post(reverse("organisations:sign_out"))
    for _ in range(5):
        insider.give_password(world.caseworker.user.sign_in_name, "a wrong password")
    slow_runs.clear()
    blocked = insider.give_password(world.caseworker.user.sign_in_name, PASSWORD)
    assert blocked.status_code == 422
    assert slow_runs == []


def test_the_owners_own_browser_may_not_guess_for_ever_either(world, slow_runs):
    hers = Browser()
    hers.enter(world.caseworker)
    hers.post(reverse("organisations:sign_out"))
    for _ in range(10):
        hers.give_password(world.caseworker.user.sign_in_name, "a wrong password")
    slow_runs.clear()
    assert hers.give_password(world.caseworker.user.sign_in_name, PASSWORD).status_code == 422
    assert slow_runs == []


def test_the_second_factor_cannot_be_guessed_through(world, clock):
    with_app(world.coordinator.user)
    thief = Browser()
    thief.give_password(world.coordinator.user.sign_in_name)
    right = int(code_now())
    for offset in range(1, 7):
        thief.give_code(f"{(right + offset * 1000) % 1_000_000:06d}")
    assert thief.give_code(code_now()).status_code == 422
    assert thief.get(TODAY).status_code == 302


def test_an_unlocked_screen_is_no_place_to_guess_the_password(world, slow_runs):
    visitor = Browser()
    visitor.enter(world.caseworker)
    visitor.post(reverse("organisations:lock"))
    for _ in range(10):
        visitor.post("/unlock/", {"password": "a wrong password"})
    slow_runs.clear()
    assert visitor.post("/unlock/", {"password": PASSWORD}).status_code == 422
    assert slow_runs == []


def test_tries_are_counted_where_every_worker_sees_them(world, settings):
    assert settings.CACHES["default"]["BACKEND"].endswith("db.DatabaseCache")
    Browser().give_password(world.caseworker.user.sign_in_name, "a wrong password")
    assert type(cache._connections["default"]).__name__ == "DatabaseCache"


def test_the_journal_names_no_name_that_was_tried(world):
    tried = "somebody.elses.password.typed.here"
    Browser().give_password(tried, "a wrong password")
    found = Entry.objects.order_by("-seq").values_list("actor", "action", "object_id").first()
    assert found[:2] == ("system:sign-in", "sign-in refused")
    assert len(found[2]) == 32
    assert not set(found[2]) - set("0123456789abcdef")


def test_an_endless_password_is_refused_before_it_is_hashed(world, slow_runs):
    response = Browser().give_password(world.caseworker.user.sign_in_name, "x" * 1001)
    assert response.status_code == 422
    assert slow_runs == []
