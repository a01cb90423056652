"""Every way into the editors' part asks for a second factor, and there are no others."""

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.test import Client
from django.urls import get_resolver
from wagtail.models import PageViewRestriction

from alongside.website import factors
from tests.website.factories import PASSWORD, make_editor

pytestmark = pytest.mark.django_db
# Wagtail's own templates leave variables empty.
wagtail = pytest.mark.ignore_template_errors
SETTING_UP = "/cms/account/2fa/totp/activate/"
GIVING = "/cms/account/2fa/reauthenticate/"


@pytest.fixture
def editor(home):
    editor = make_editor()
    factors.put_secret(editor, factors.DEMO_SECRET)
    return editor


def addresses(patterns, before=""):
    """Return every route and its name, but for those of Wagtail's own workplace."""
    for one in patterns:
        route = before + str(one.pattern)
        if getattr(one, "urlconf_name", None) is not None and hasattr(one, "url_patterns"):
            if route != "cms/":
                yield from addresses(one.url_patterns, route)
        else:
            yield route, one.name


def test_the_account_s_addresses_are_these_and_no_others():
    """No sign-up, no address to confirm, no mail that sets a password, no code that signs in."""
    routes = dict(addresses(get_resolver().url_patterns))
    account = {name for route, name in routes.items() if route.startswith("cms/account/")}
    assert account == {
        "account_inactive",
        "account_login",
        "account_logout",
        "account_reauthenticate",
        "mfa_activate_totp",
        "mfa_authenticate",
        "mfa_deactivate_totp",
        "mfa_download_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_index",
        "mfa_reauthenticate",
        "mfa_view_recovery_codes",
    }
    assert {name for route, name in routes.items() if "password" in route or "login" in route} == {
        "account_login",
        "wagtailcore_login",
    }


@wagtail
@pytest.mark.parametrize(
    "path",
    [
        "/en/_util/login/",
        "/cms/login/",
        "/cms/password_reset/",
        "/cms/password_reset/confirm/MQ/set-password/",
        "/cms/account/password/reset/",
        "/cms/account/signup/",
        "/cms/account/email/",
        "/cms/account/login/code/confirm/",
        "/x/d/authenticate_with_password/1/",
    ],
)
def test_a_password_alone_opens_no_session(client, editor, path):
    names = {"username": "mara", "login": "mara", "password": PASSWORD, "next": "/cms/"}
    client.post(path, names, secure=True)
    assert "_auth_user_id" not in client.session
    assert client.get("/cms/pages/", secure=True).status_code == 302


@pytest.mark.parametrize("path", ["/cms/", "/cms/pages/", "/cms/account/", "/en/", "/cms/jsi18n/"])
def test_a_session_older_than_her_factor_must_give_it(home, path):
    """Whoever had her password first would otherwise be inside once she has set hers up."""
    thief, editor = Client(), make_editor()
    thief.force_login(editor)
    assert thief.get(path, secure=True)["Location"] == SETTING_UP
    factors.put_secret(editor, factors.DEMO_SECRET)
    assert thief.get(path, secure=True)["Location"] == GIVING


@wagtail
def test_whoever_gives_it_later_is_in(home):
    client, editor = Client(), make_editor()
    client.force_login(editor)
    factors.put_secret(editor, factors.DEMO_SECRET)
    assert client.get(GIVING, secure=True).status_code == 200
    client.post(GIVING, {"code": factors.demo_code()}, secure=True)
    assert client.get("/cms/", secure=True).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/cms/account/",
        "/cms/account/2fa/",
        "/cms/account/2fa/recovery-codes/",
        "/cms/account/2fa/recovery-codes/download/",
        "/cms/account/2fa/recovery-codes/generate/",
        "/cms/account/2fa/totp/deactivate/",
        "/cms/api/main/pages/",
        "/cms/sprite/",
        "/cms/password_reset/",
        "/cms//",
        "/cms/account/../",
    ],
)
def test_nothing_else_opens_before(home, path):
    client = Client()
    client.force_login(make_editor())
    answer = client.get(path, secure=True)
    assert (answer.status_code, answer.get("Location")) in {(302, SETTING_UP), (404, None)}


def test_other_spellings_of_the_address_lead_nowhere_else(client, home):
    assert client.get("/cms", secure=True)["Location"] == "/cms/"
    for path in ("/CMS/", "/en/../cms/", "/en/cms/"):
        answer = client.get(path, secure=True, follow=True)
        assert answer.status_code == 404
        assert not answer.request["PATH_INFO"].startswith("/cms")


def test_a_stolen_database_holds_no_factor(editor):
    kept = Authenticator.objects.get(user=editor)
    assert factors.DEMO_SECRET not in str(kept.data)
    assert kept.wrap().validate_code(factors.demo_code())


def test_a_page_can_be_kept_to_editors_but_not_behind_a_word_of_visitors():
    """The one would put a cookie into a visitor's browser, the other needs only her own."""
    assert settings.WAGTAIL_PRIVATE_PAGE_OPTIONS == {"SHARED_PASSWORD": False}
    assert settings.WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS == {"SHARED_PASSWORD": False}


def test_a_page_of_editors_leads_through_the_second_factor(client, home):
    page = home.get_children().get(slug="events")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    answer = client.get("/en/events/", secure=True)
    assert answer["Location"] == "/cms/login/?next=/en/events/"
    led = client.get(answer["Location"], secure=True)["Location"]
    assert led == "/cms/account/login/?next=/en/events/"
    editor = make_editor()
    client.force_login(editor)
    assert client.get("/en/events/", secure=True)["Location"] == SETTING_UP
    factors.put_secret(editor, factors.DEMO_SECRET)
    client.force_login(editor)
    shown = client.get("/en/events/", secure=True)
    assert shown.status_code == 200
    assert "no-store" in shown["Cache-Control"]
