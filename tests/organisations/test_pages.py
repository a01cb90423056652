"""Every page of this room: who may see it, what it says, what it keeps to itself."""

from functools import partial
from uuid import uuid4

import pytest
from django.urls import NoReverseMatch, URLResolver, get_resolver, reverse

from alongside.organisations import urls
from alongside.organisations.actions import invitations, rekeying
from alongside.vault import ring
from tests.organisations.browser import Browser, with_app
from tests.organisations.factories import NOW, make_person, make_second_organisation

pytestmark = pytest.mark.django_db

SIGN_IN = "/in/"


def url(name, *args):
    return reverse(f"organisations:{name}", args=args)


@pytest.fixture
def coordinator(world):
    with_app(world.coordinator.user)
    visitor = Browser()
    visitor.enter(world.coordinator)
    return visitor


PUBLIC = [
    "language",
    "front",
    "neutral",
    "sign_in",
    "recover",
    "sheets",
    "leave",
    "paper",
    "factor",
    "join",
]
OWN = [
    "settings",
    "password",
    "recovery_code",
    "sessions",
    "factors",
    "add_app",
    "add_passkey",
    "picture",
    "codes",
]
COORDINATORS = ["people", "invite", "keys", "new_team", "organisation"]
ABOUT_A_MEMBER = ["member", "role", "teams", "part", "again"]


@pytest.mark.parametrize("name", OWN)
def test_a_page_of_her_own(world, visitor, name):
    visitor.enter(world.caseworker)
    assert visitor.get(url(name)).status_code == 200


@pytest.mark.parametrize("name", COORDINATORS)
def test_a_coordinators_page(world, coordinator, name):
    assert coordinator.get(url(name)).status_code == 200


@pytest.mark.parametrize("name", ABOUT_A_MEMBER)
def test_a_page_about_a_member(world, coordinator, name):
    page = coordinator.get(url(name, world.caseworker.user.pk))
    assert page.status_code == 200
    assert "<bdi>Sunita Rai</bdi>" in page.content.decode()


@pytest.mark.parametrize("name", COORDINATORS)
def test_nobody_else_sees_a_coordinators_page_and_is_told_why(world, visitor, name):
    visitor.enter(world.caseworker)
    page = visitor.get(url(name))
    assert page.status_code == 403
    assert "Only a coordinator can do this" in page.content.decode()


@pytest.mark.parametrize("name", ABOUT_A_MEMBER)
def test_a_foreign_member_is_as_absent_as_none(world, coordinator, name):
    other = make_second_organisation(world)
    absent = "00000000-0000-4000-8000-000000000000"
    foreign = coordinator.get(url(name, other.caseworker.user.pk))
    missing = coordinator.get(url(name, absent))
    assert foreign.status_code == missing.status_code == 404


def test_a_foreign_renewal_is_as_absent_as_none(world, coordinator):
    other = make_second_organisation(world)
    begun = rekeying.begin(team_id=other.team.id, actor=other.coordinator.actor, now=NOW)
    absent = "00000000-0000-4000-8000-000000000000"
    assert coordinator.get(url("rekeying", begun.pk)).status_code == 404
    assert coordinator.get(url("rekeying", absent)).status_code == 404
    assert coordinator.post(url("renew_keys", other.team.id)).status_code == 404


def every_address():
    """Return (name, path) of every address of this room, with ids that lead nowhere."""
    values = {
        "code": "x",
        "user_id": "00000000-0000-4000-8000-000000000000",
        "team_id": "00000000-0000-4000-8000-000000000000",
        "session_id": "00000000-0000-4000-8000-000000000000",
        "invitation_id": "00000000-0000-4000-8000-000000000000",
        "rekeying_id": "00000000-0000-4000-8000-000000000000",
        "factor_id": 1,
    }
    for pattern in urls.urlpatterns:
        needed = {name: values[name] for name in pattern.pattern.converters}
        yield pattern.name, reverse(f"organisations:{pattern.name}", kwargs=needed)


def test_every_page_but_the_public_ones_asks_to_sign_in(world):
    asked = {
        name
        for name, path in every_address()
        if Browser().get(path).headers.get("Location", "").startswith(SIGN_IN + "?next=")
    }
    assert asked == {name for name, _path in every_address()} - set(PUBLIC)


def test_a_locked_screen_shows_nothing_of_hers(world, visitor):
    visitor.enter(world.caseworker)
    visitor.post(url("lock"))
    open_to_locked = {
        name
        for name, path in every_address()
        if name not in PUBLIC and visitor.get(path).headers.get("Location") != url("unlock")
    }
    assert open_to_locked == {"lock", "sign_out", "unlock"}


@pytest.mark.parametrize(
    "name",
    [
        "account_signup",
        "account_login",
        "account_reset_password",
        "account_email",
        "mfa_index",
        "mfa_authenticate",
        "mfa_login_webauthn",
        "mfa_signup_webauthn",
    ],
)
def test_pages_of_allauth_do_not_exist(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


@pytest.mark.parametrize(
    "path",
    [
        "/accounts/signup/",
        "/accounts/login/",
        "/accounts/password/reset/",
        "/accounts/2fa/",
        "/signup/",
        "/password/reset/",
        "/admin/",
        "/2fa/authenticate/",
        "/accounts/2fa/webauthn/login/",
    ],
)
def test_nor_do_their_addresses(world, path):
    assert Browser().get(path).status_code == 404
    signed_in = Browser()
    signed_in.enter(world.caseworker)
    assert signed_in.get(path).status_code == 404


def test_no_other_address_came_in_with_a_library():
    def modules(patterns):
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                yield from modules(pattern.url_patterns)
            else:
                yield pattern.callback.__module__.partition(".")[0]

    assert set(modules(get_resolver("alongside.config.urls").url_patterns)) == {"alongside"}


def test_the_title_is_the_neutral_name_only(world, coordinator, settings):
    settings.ALONGSIDE_APP_NAME = "Notebook"
    for name in (*OWN[:-1], *COORDINATORS):
        if name == "picture":
            continue
        page = coordinator.get(url(name)).content.decode()
        assert page.count("<title>") == 1
        assert "<title>Notebook</title>" in page


def test_names_come_escaped_and_set_apart(world, coordinator):
    invitations.invite(
        display_name="<script>alert(1)</script> عليا",
        role="caseworker",
        team_ids=[],
        actor=world.coordinator.actor,
        now=NOW,
    )
    page = coordinator.get(url("people")).content.decode()
    assert "<bdi>&lt;script&gt;alert(1)&lt;/script&gt; عليا</bdi>" in page
    assert "<script>alert(1)" not in page


def test_the_list_of_colleagues_costs_the_same_for_more_of_them(
    world, coordinator, django_assert_num_queries, django_assert_max_num_queries
):
    with django_assert_max_num_queries(20) as first:
        coordinator.get(url("people"))
    for number in range(2):
        make_person(world.founded, name=f"Person {number}")
        invitations.invite(
            display_name="Somebody",
            role="caseworker",
            team_ids=[],
            actor=world.coordinator.actor,
            now=NOW,
        )
    with django_assert_num_queries(len(first.captured_queries)):
        coordinator.get(url("people"))


def test_a_page_works_through_a_renewal_and_says_when_it_is_done(world, coordinator):
    begun = coordinator.post(url("renew_keys", world.team.id))["Location"]
    page = coordinator.get(begun)
    assert page.context["finished"]
    assert "Refresh" not in page.headers


def test_a_renewal_that_is_not_done_asks_for_itself_again(world, coordinator, monkeypatch):
    for _ in range(3):
        ring.create(
            subject=uuid4(),
            label="casework",
            team_ids=[world.team.id],
            keyring=world.coordinator.actor.keys,
            now=NOW,
        )
    monkeypatch.setattr(rekeying, "step", partial(rekeying.step, limit=2))
    begun = coordinator.post(url("renew_keys", world.team.id))["Location"]
    first, second, third = (coordinator.get(begun) for _ in range(3))
    assert [page.context["finished"] for page in (first, second, third)] == [False, False, True]
    assert first.headers["Refresh"] == "1"


def test_an_htmx_request_from_a_locked_screen_is_led_to_unlock(world, visitor):
    visitor.enter(world.caseworker)
    visitor.post(url("lock"))
    response = visitor.get("/x/", headers={"hx-request": "true"})
    assert (response.status_code, response["HX-Redirect"]) == (204, url("unlock"))


def test_autosave_from_a_locked_screen_is_told_in_its_own_terms(world, visitor):
    visitor.enter(world.caseworker)
    visitor.post(url("lock"))
    response = visitor.post("/x/w/", {"words": "x"}, headers={"accept": "application/json"})
    assert response.status_code == 423
    assert response.json()["locked"] is True
