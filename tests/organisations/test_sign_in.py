"""Coming in and going out, as the pages do it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from alongside.audit.models import Entry
from alongside.organisations import entry, unlocking
from alongside.organisations.models import Session, User
from alongside.vault import drafts
from tests.organisations.browser import Browser, code_now, with_app
from tests.organisations.factories import NOW, make_person

pytestmark = pytest.mark.django_db

TODAY = "/x/"
UNLOCK = "/unlock/"


def actions_of(user):
    return list(Entry.objects.filter(actor=str(user.pk)).order_by("seq").values_list("action"))


def test_a_caseworker_signs_in_and_lands_on_today(world):
    visitor = Browser()
    assert visitor.enter(world.caseworker)["Location"] == TODAY
    assert visitor.get(TODAY).status_code == 200
    assert actions_of(world.caseworker.user) == [("sign-in",)]


@pytest.mark.parametrize("said", [{}, {"HTTP_X_FORWARDED_FOR": "203.0.113.9"}])
def test_she_signs_in_past_one_of_two_proxies(world, settings, said):
    settings.ALONGSIDE_PROXIES = 2
    assert Browser(**said).enter(world.caseworker)["Location"] == TODAY


def test_the_request_carries_an_actor_with_open_keys(world):
    visitor = Browser()
    visitor.enter(world.caseworker)
    actor = visitor.get(TODAY).wsgi_request.actor
    assert actor == world.caseworker.actor
    assert actor.keys.team_secret(world.team.id) == (
        world.caseworker.actor.keys.team_secret(world.team.id)
    )


def test_she_is_led_back_to_where_she_was_going(world):
    visitor = Browser()
    refused = visitor.get("/x/w/")
    assert refused["Location"] == f"{reverse('organisations:sign_in')}?next=/x/w/"
    response = visitor.post(
        refused["Location"],
        {"name": world.caseworker.user.sign_in_name, "password": world.caseworker.password},
    )
    assert response["Location"] == "/x/w/"


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/", "javascript:x"])
def test_she_is_never_led_to_somebody_elses_page(world, target):
    response = Browser().post(
        f"{reverse('organisations:sign_in')}?next={target}",
        {"name": world.caseworker.user.sign_in_name, "password": world.caseworker.password},
    )
    assert response["Location"] == TODAY


def test_a_coordinator_gives_her_code_as_well(world):
    with_app(world.coordinator.user)
    visitor = Browser()
    response = visitor.give_password(world.coordinator.user.sign_in_name)
    assert response["Location"] == reverse("organisations:factor")
    assert visitor.get(TODAY).status_code == 302
    assert visitor.give_code(code_now())["Location"] == TODAY
    assert visitor.get(TODAY).wsgi_request.actor == world.coordinator.actor


def test_a_wrong_code_lets_nobody_in(world):
    with_app(world.coordinator.user)
    visitor = Browser()
    visitor.give_password(world.coordinator.user.sign_in_name)
    wrong = f"{(int(code_now()) + 1) % 1_000_000:06d}"
    assert visitor.give_code(wrong).status_code == 422
    assert visitor.get(TODAY).status_code == 302


def test_a_code_works_once(world):
    with_app(world.coordinator.user)
    code = code_now()
    first, second = Browser(), Browser()
    first.give_password(world.coordinator.user.sign_in_name)
    second.give_password(world.coordinator.user.sign_in_name)
    assert first.give_code(code).status_code == 302
    assert second.give_code(code).status_code == 422


def test_the_second_step_cannot_be_taken_without_the_first():
    response = Browser().get(reverse("organisations:factor"))
    assert response["Location"] == reverse("organisations:sign_in")


def test_after_ten_minutes_the_password_has_to_be_given_again(world, clock):
    with_app(world.coordinator.user)
    visitor = Browser()
    visitor.give_password(world.coordinator.user.sign_in_name)
    clock.shift(entry.PENDING_LIMIT + timedelta(seconds=1))
    response = visitor.give_code(code_now())
    assert response["Location"] == reverse("organisations:sign_in")


def test_a_coordinator_without_a_second_factor_is_led_to_set_one_up(world):
    visitor = Browser()
    visitor.enter(world.coordinator)
    for path in (TODAY, reverse("organisations:people"), reverse("organisations:settings")):
        assert visitor.get(path)["Location"] == reverse("organisations:factors")
    page = visitor.get(reverse("organisations:factors"))
    assert page.status_code == 200
    assert page.wsgi_request.actor is None


@pytest.mark.parametrize("state", ["left", "invited"])
def test_somebody_who_is_not_at_work_is_refused_as_a_stranger_is(world, state):
    name = world.caseworker.user.sign_in_name
    User.objects.filter(sign_in_name=name).update(state=state)
    refused = Browser().give_password(name)
    stranger = Browser().give_password("nobody", "correct horse battery")
    assert refused.status_code == stranger.status_code == 422
    assert refused.context["form"].errors == stranger.context["form"].errors


def test_a_session_of_somebody_who_left_opens_nothing(world):
    visitor = Browser()
    visitor.enter(world.caseworker)
    User.objects.filter(pk=world.caseworker.user.pk).update(state="left")
    assert visitor.get(TODAY)["Location"].startswith(reverse("organisations:sign_in"))


def test_idle_for_ten_minutes_locks_and_the_password_alone_opens_again(world, clock):
    visitor = Browser()
    visitor.enter(world.caseworker)
    clock.shift(timedelta(minutes=9, seconds=59))
    assert visitor.get(TODAY).status_code == 200
    clock.shift(timedelta(minutes=10))
    assert visitor.get(TODAY)["Location"] == UNLOCK
    assert Session.objects.get().unlock is None
    assert visitor.post(UNLOCK, {"password": "not hers at all"}).status_code == 422
    assert visitor.get(TODAY)["Location"] == UNLOCK
    assert visitor.post(UNLOCK, {"password": world.caseworker.password})["Location"] == TODAY
    assert visitor.get(TODAY).wsgi_request.actor == world.caseworker.actor


def test_unlocking_asks_for_no_second_factor(world, clock):
    with_app(world.coordinator.user)
    visitor = Browser()
    visitor.enter(world.coordinator)
    clock.shift(timedelta(hours=1))
    assert visitor.post(UNLOCK, {"password": world.coordinator.password})["Location"] == TODAY
    assert visitor.get(TODAY).status_code == 200


def test_ten_hours_end_the_session_however_busy_she_was(world, clock):
    visitor = Browser()
    visitor.enter(world.caseworker)
    for _ in range(75):
        clock.shift(timedelta(minutes=8))
        response = visitor.get(TODAY)
    assert response["Location"].startswith(reverse("organisations:sign_in"))


def test_unlocking_does_not_lengthen_the_ten_hours(world, clock):
    visitor = Browser()
    visitor.enter(world.caseworker)
    clock.shift(timedelta(hours=9, minutes=59))
    visitor.post(UNLOCK, {"password": world.caseworker.password})
    assert visitor.get(TODAY).status_code == 200
    clock.shift(timedelta(minutes=1))
    assert visitor.get(TODAY)["Location"].startswith(reverse("organisations:sign_in"))


def test_lock_drops_the_keys_and_keeps_the_draft(world):
    visitor = Browser()
    visitor.enter(world.caseworker)
    keyring = visitor.get(TODAY).wsgi_request.actor.keys
    drafts.keep(keyring=keyring, slot="note", data={"words": "পাখি"}, now=NOW)
    response = visitor.post(reverse("organisations:lock"))
    assert response["Location"] == UNLOCK
    assert Session.objects.get().unlock is None
    assert response.cookies[unlocking.COOKIE].value == ""
    assert visitor.get(TODAY)["Location"] == UNLOCK
    visitor.post(UNLOCK, {"password": world.caseworker.password})
    keyring = visitor.get(TODAY).wsgi_request.actor.keys
    assert drafts.take(keyring=keyring, slot="note") == {"words": "পাখি"}
    assert actions_of(world.caseworker.user) == [("sign-in",), ("lock",), ("unlock",)]


def test_after_unlocking_she_is_where_she_was(world):
    visitor = Browser()
    visitor.enter(world.caseworker)
    visitor.post(reverse("organisations:lock"), {"next": "/me/devices/"})
    opened = visitor.post(UNLOCK, {"password": world.caseworker.password})
    assert opened["Location"] == "/me/devices/"
    visitor.post(reverse("organisations:lock"), {"next": "https://evil.example/"})
    opened = visitor.post(UNLOCK, {"password": world.caseworker.password})
    assert opened["Location"] == TODAY


def test_an_htmx_request_without_a_session_is_led_to_sign_in(db):
    response = Browser().get(TODAY, headers={"hx-request": "true"})
    assert (response.status_code, response["HX-Redirect"]) == (204, "/in/")


def test_what_is_sent_while_locked_is_given_back(world, clock):
    visitor = Browser()
    visitor.enter(world.caseworker)
    clock.shift(timedelta(minutes=11))
    sent = {"words": "She called; she is well.", "password": "never kept"}
    assert visitor.post("/x/w/", sent)["Location"] == UNLOCK
    opened = visitor.post(UNLOCK, {"password": world.caseworker.password})
    assert opened["Location"] == reverse("organisations:resume")
    page = visitor.get(opened["Location"])
    assert page.context["path_url"] == "/x/w/"
    assert page.context["fields"] == [("words", "She called; she is well.")]
    again = visitor.post("/x/w/", {"words": sent["words"], page.context["mark"]: "1"})
    assert again.content == b"saved She called; she is well."
    assert visitor.get(opened["Location"])["Location"] == TODAY


def test_signing_out_leaves_no_row(world):
    visitor = Browser()
    visitor.enter(world.caseworker)
    response = visitor.post(reverse("organisations:sign_out"))
    assert response["Location"] == "/"
    assert Session.objects.count() == 0
    assert visitor.get(TODAY).status_code == 302


def test_leave_ends_the_session_and_goes_somewhere_harmless(world):
    visitor = Browser()
    visitor.enter(world.caseworker)
    before = Entry.objects.count()
    response = visitor.get(reverse("organisations:leave"))
    assert (response.status_code, response["Location"]) == (303, "/n/")
    assert response["Clear-Site-Data"] == '"cache"'
    assert Session.objects.count() == 0
    assert Entry.objects.count() == before
    assert visitor.get(TODAY).status_code == 302


def test_the_harmless_page_does_not_name_us(settings):
    page = Browser().get(reverse("organisations:neutral")).content.decode()
    assert settings.ALONGSIDE_APP_NAME not in page
    assert "Leave" not in page


def test_an_organisation_may_leave_to_another_place(settings):
    settings.ALONGSIDE_LEAVE_TO = "https://weather.example/"
    response = Browser().get(reverse("organisations:leave"))
    assert response["Location"] == "https://weather.example/"


def test_looking_at_public_pages_makes_no_session():
    visitor = Browser()
    for name in ("front", "sign_in", "recover", "neutral"):
        assert visitor.get(reverse(f"organisations:{name}")).status_code == 200
    assert Session.objects.count() == 0


def test_a_page_costs_three_queries_to_know_who_asks_and_writes_nothing(
    world, clock, django_assert_num_queries
):
    visitor = Browser()
    visitor.enter(world.caseworker)
    visitor.get(TODAY)
    clock.shift(timedelta(seconds=29))
    with django_assert_num_queries(3) as captured:
        visitor.get(TODAY)
    assert [one["sql"].split()[0] for one in captured.captured_queries] == ["SELECT"] * 3


def test_after_half_a_minute_the_session_is_noted_as_used(world, clock):
    visitor = Browser()
    visitor.enter(world.caseworker)
    clock.shift(timedelta(seconds=31))
    visitor.get(TODAY)
    assert Session.objects.get().seen_at == NOW + timedelta(seconds=31)


def test_she_reads_in_her_language_after_signing_in(world):
    User.objects.filter(pk=world.caseworker.user.pk).update(language="es")
    visitor = Browser()
    response = visitor.enter(world.caseworker)
    assert response.cookies["__Host-language"].value == "es"


def test_choosing_a_language_is_kept_for_her_and_leads_back(world):
    visitor = Browser()
    visitor.enter(world.caseworker)
    response = visitor.post(reverse("organisations:language"), {"language": "bn", "next": TODAY})
    assert response["Location"] == TODAY
    assert response.cookies["__Host-language"].value == "bn"
    assert User.objects.get(pk=world.caseworker.user.pk).language == "bn"


def test_a_language_chosen_on_the_way_in_is_hers_from_then_on(world):
    visitor = Browser()
    visitor.post("/language/", {"language": "es", "next": "/in/"})
    response = visitor.enter(world.caseworker)
    assert response.cookies["__Host-language"].value == "es"
    assert User.objects.get(pk=world.caseworker.user.pk).language == "es"


def test_a_language_we_do_not_have_changes_nothing(world):
    visitor = Browser()
    visitor.enter(world.caseworker)
    response = visitor.post(
        reverse("organisations:language"), {"language": "xx", "next": "https://evil.example/"}
    )
    assert response["Location"] == "/"
    assert "__Host-language" not in response.cookies
    assert User.objects.get(pk=world.caseworker.user.pk).language == "en"


def test_every_cookie_is_for_this_host_only_and_out_of_reach_of_scripts(world):
    response = Browser().give_password(world.caseworker.user.sign_in_name)
    assert set(response.cookies) == {
        "__Host-session",
        "__Host-csrf",
        "__Host-unlock",
        "__Host-known",
        "__Host-language",
    }
    for cookie in response.cookies.values():
        assert (cookie["secure"], cookie["httponly"], cookie["samesite"], cookie["path"]) == (
            True,
            True,
            "Strict",
            "/",
        )
        assert cookie["domain"] == ""


def test_a_password_is_the_same_from_another_keyboard(world):
    composed, decomposed = "caf\u00e9 in the morning", "cafe\u0301 in the morning"
    person = make_person(world.founded, name="Rosa")
    visitor = Browser()
    visitor.enter(person)
    visitor.post(
        reverse("organisations:password"),
        {
            "password": person.password,
            "new_password": composed,
            "new_password_again": decomposed,
        },
    )
    assert Browser().give_password(person.user.sign_in_name, decomposed).status_code == 302
