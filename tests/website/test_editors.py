"""Who writes for the site: her way in, and that it opens nothing else."""

from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.test import Client

from alongside.website import factors
from alongside.website.sessions import stored
from tests.website.factories import NOW, PASSWORD, make_editor

pytestmark = pytest.mark.django_db
# Wagtail's own templates leave variables empty.
wagtail = pytest.mark.ignore_template_errors


@pytest.fixture
def editor(home):
    editor = make_editor()
    factors.put_secret(editor, factors.DEMO_SECRET)
    return editor


TOO_OFTEN = "Too many failed login attempts. Try again later."
COOKIE = "__Host-editor"
NEXT_STEP = "/cms/account/2fa/authenticate/"


def sign_in(client, password=PASSWORD, name="mara", **said):
    given = {"login": name, "password": password}
    return client.post("/cms/account/login/", given, secure=True, **said)


def is_refused(answer) -> bool:
    return answer.status_code == 200 and answer.content.decode().count(TOO_OFTEN) == 1


@wagtail
def test_password_and_code_lead_in(client, editor):
    assert sign_in(client)["Location"] == "/cms/account/2fa/authenticate/"
    assert client.get("/cms/", secure=True).status_code == 302
    answer = client.post(
        "/cms/account/2fa/authenticate/", {"code": factors.demo_code()}, secure=True
    )
    assert answer["Location"] == "/cms/"
    page = client.get("/cms/", secure=True)
    assert page.status_code == 200
    assert page["Cache-Control"] == "no-store"
    assert page["X-Robots-Tag"].startswith("noindex")


@wagtail
def test_a_copy_of_the_database_lets_nobody_in(client, editor):
    sign_in(client)
    client.post(NEXT_STEP, {"code": factors.demo_code()}, secure=True)
    cookie = client.cookies[COOKIE].value
    [row] = Session.objects.all()
    assert row.session_key == stored(cookie) != cookie
    thief = Client()
    thief.cookies[COOKIE] = row.session_key
    assert thief.get("/cms/", secure=True).status_code == 302
    assert client.get("/cms/", secure=True).status_code == 200
    # Signing out ends it for whoever has the cookie too.
    client.post("/cms/logout/", secure=True)
    assert not Session.objects.filter(session_key=stored(cookie)).exists()


@pytest.mark.parametrize("said", [{}, {"HTTP_X_FORWARDED_FOR": "203.0.113.9"}])
def test_she_comes_in_past_one_of_two_proxies(client, editor, settings, said):
    settings.ALONGSIDE_PROXIES = 2
    client.defaults |= said
    assert sign_in(client)["Location"] == "/cms/account/2fa/authenticate/"


def test_a_wrong_code_does_not(client, editor):
    sign_in(client)
    wrong = f"{(int(factors.demo_code()) + 1) % 1_000_000:06d}"
    answer = client.post("/cms/account/2fa/authenticate/", {"code": wrong}, secure=True)
    assert answer.status_code == 200
    assert client.get("/cms/", secure=True).status_code == 302


def test_a_wrong_password_and_an_unknown_name_are_answered_alike(client, editor):
    wrong = sign_in(client, "wrong horse battery").content.decode()
    unknown = client.post(
        "/cms/account/login/", {"login": "nobody", "password": PASSWORD}, secure=True
    ).content.decode()
    sentence = "The username and/or password you specified are not correct."
    assert [one.count(sentence) for one in (wrong, unknown)] == [1, 1]


def test_a_stranger_who_guesses_keeps_no_editor_out(client, editor):
    answers = [sign_in(client, "wrong horse battery", name) for name in ["mara", "Mara"] * 12]
    assert [is_refused(one) for one in answers] == [False] * 20 + [True] * 4
    assert is_refused(sign_in(client))
    assert sign_in(client, REMOTE_ADDR="203.0.113.7")["Location"] == NEXT_STEP


def test_nor_does_who_guesses_from_many_addresses_for_long(client, editor):
    with time_machine.travel(NOW, tick=False) as clock:
        for number in range(200):
            at = f"203.0.113.{number}"
            assert not is_refused(sign_in(client, "wrong horse battery", "MARA", REMOTE_ADDR=at))
        assert is_refused(sign_in(client, REMOTE_ADDR="198.51.100.1"))
        clock.shift(timedelta(minutes=5, seconds=1))
        assert sign_in(client, REMOTE_ADDR="198.51.100.1")["Location"] == NEXT_STEP


def test_codes_are_guessed_five_times(client, editor):
    sign_in(client)
    wrong = f"{(int(factors.demo_code()) + 1) % 1_000_000:06d}"
    for code in [wrong] * 5 + [factors.demo_code()]:
        answer = client.post(NEXT_STEP, {"code": code}, secure=True)
    assert is_refused(answer)


def test_somebody_new_is_led_to_her_second_factor_and_then_in(client, home):
    editor = make_editor()
    client.force_login(editor)
    assert client.get("/cms/", secure=True)["Location"] == "/cms/account/2fa/totp/activate/"
    # She says her password again before a factor is put in.
    asked = client.get("/cms/account/2fa/totp/activate/", secure=True)
    assert asked["Location"].startswith("/cms/account/reauthenticate/")
    assert client.get(asked["Location"], secure=True).status_code == 200
    assert not Authenticator.objects.filter(user=editor).exists()


@wagtail
@pytest.mark.parametrize("path", ["/cms/users/", "/cms/groups/", "/cms/sites/", "/cms/locales/"])
def test_she_writes_and_manages_nobody(client, editor, path):
    client.force_login(editor)
    assert client.get(path, secure=True).status_code in {302, 403, 404}
    assert client.get("/cms/pages/", secure=True, follow=True).status_code == 200


@pytest.mark.parametrize("path", ["/in/", "/p/", "/r/", "/d/", "/me/", "/e/", "/p/import/"])
def test_nothing_of_the_node_answers_here(client, editor, path):
    client.force_login(editor)
    assert client.get(path, secure=True, follow=True).status_code == 404
