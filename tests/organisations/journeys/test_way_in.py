"""The way in as a person takes it, in a real browser."""

import pytest
from playwright.sync_api import expect

from alongside.core import clock as clocks
from alongside.organisations import factors
from alongside.organisations.actions import invitations
from alongside.organisations.models import Session, User
from tests.browsing import axe, fits, phone
from tests.organisations.browser import code_now, with_app
from tests.organisations.factories import PASSWORD, make_world

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journey]


@pytest.fixture(autouse=True)
def clock():
    """Let time pass as it does: a browser and a server have clocks of their own."""


@pytest.fixture
def world(transactional_db):
    return make_world()


@pytest.fixture
def address(live_server):
    """Return where the pages are, by a name: browsers make no passkey for a number."""
    return live_server.url.replace("127.0.0.1", "localhost")


def give_password(page, address, person):
    page.goto(f"{address}/in/")
    page.get_by_label("Sign-in name").fill(person.user.sign_in_name)
    page.get_by_label("Password").fill(person.password)
    page.get_by_role("button", name="Sign in").click()


def press(page, name):
    page.get_by_role("button", name=name).click()


def with_authenticator(page):
    """Give the browser a security key of its own, as Chromium's tools can."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "usb",
                "hasResidentKey": False,
                "hasUserVerification": True,
                "isUserVerified": True,
            }
        },
    )


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_cookies_for_this_host_only_hold_on_a_machine_without_a_certificate(
    world, live_server, page, host
):
    give_password(page, live_server.url.replace("127.0.0.1", host), world.caseworker)
    expect(page.get_by_text("today")).to_be_visible()
    names = {cookie["name"] for cookie in page.context.cookies() if cookie["secure"]}
    assert names == {
        "__Host-session",
        "__Host-unlock",
        "__Host-csrf",
        "__Host-known",
        "__Host-language",
    }


def test_a_passkey_is_made_and_used(world, address, page):
    with_authenticator(page)
    give_password(page, address, world.coordinator)
    expect(page.get_by_role("heading", name="Second factor")).to_be_visible()
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("What do you call this key?").fill("blue key")
    press(page, "Make the passkey")
    expect(page.get_by_role("heading", name="Put these one-time codes on paper")).to_be_visible()
    press(page, "I have it on paper")
    expect(page.get_by_text("today")).to_be_visible()
    assert [one.name for one in factors.listing(world.coordinator.user)] == ["blue key"]

    Session.objects.all().delete()
    give_password(page, address, world.coordinator)
    expect(page.get_by_role("heading", name="One more step")).to_be_visible()
    press(page, "Use my passkey")
    expect(page.get_by_text("today")).to_be_visible()
    assert Session.objects.get().user == world.coordinator.user


def test_without_the_key_the_passkey_page_says_so_and_lets_nobody_in(world, address, new_page):
    hers = new_page()
    with_authenticator(hers)
    give_password(hers, address, world.coordinator)
    hers.get_by_role("link", name="Add a passkey").click()
    hers.get_by_label("What do you call this key?").fill("blue key")
    press(hers, "Make the passkey")
    expect(hers.get_by_role("button", name="I have it on paper")).to_be_visible()

    thief = new_page()
    with_authenticator(thief)
    give_password(thief, address, world.coordinator)
    press(thief, "Use my passkey")
    # The page says so itself, or the server where the page's script had not come yet.
    expect(thief.get_by_text("The passkey did not answer.").filter(visible=True)).to_be_visible()
    thief.goto(f"{address}/x/")
    expect(thief.get_by_role("heading", name="Sign in")).to_be_visible()


def test_joining_without_javascript_on_a_phone(world, live_server, new_page):
    _invitation, code = invitations.invite(
        display_name="Thida Win",
        role="caseworker",
        team_ids=[world.team.id],
        actor=world.coordinator.actor,
        now=clocks.now(),
    )
    page = phone(new_page(java_script_enabled=False))
    page.goto(f"{live_server.url}/join/{code}/")
    page.get_by_label("Sign-in name").fill("thida")
    page.get_by_label("Your password", exact=True).fill(PASSWORD)
    page.get_by_label("The same password once more").fill(PASSWORD)
    press(page, "Join")
    press(page, "I have it on paper")
    expect(page.get_by_role("heading", name="Almost there: call your coordinator")).to_be_visible()


def test_after_leave_the_back_button_shows_nothing(world, live_server, page):
    give_password(page, live_server.url, world.caseworker)
    page.goto(f"{live_server.url}/me/")
    press(page, "Lock screen")
    expect(page.get_by_role("heading", name="The screen is locked")).to_be_visible()
    page.get_by_role("link", name="Leave").click()
    page.wait_for_url("**/n/")
    assert Session.objects.count() == 0
    page.go_back()
    expect(page.get_by_text("Sunita Rai")).to_have_count(0)


OWN = ["/me/", "/me/password/", "/me/code/", "/me/devices/", "/me/second/", "/me/second/app/"]
PUBLIC = ["/", "/in/", "/in/paper/", "/in/sheets/", "/n/"]
COORDINATORS = ["/t/", "/t/new/", "/t/keys/", "/t/keys/new/", "/t/name/"]


@pytest.mark.parametrize("locale", ["en-GB", "ar"])
def test_every_page_is_open_to_everybody_and_fits_a_phone(world, live_server, new_page, locale):
    with_app(world.coordinator.user)
    User.objects.update(language=locale[:2])
    page = new_page(locale=locale)
    for path in PUBLIC:
        look(page, live_server.url + path)
    page.goto(f"{live_server.url}/in/")
    page.locator("[name=name]").fill(world.coordinator.user.sign_in_name)
    page.locator("[name=password]").fill(world.coordinator.password)
    page.locator("main button.govuk-button").click()
    page.wait_for_url("**/in/2/")
    look(page, page.url)
    page.locator("[name=code]").fill(code_now())
    page.locator("main button.govuk-button").last.click()
    page.wait_for_url("**/x/")
    member = f"/t/{world.caseworker.user.pk}/"
    about = [member, *(f"{member}{name}/" for name in ("role", "teams", "part", "again"))]
    for path in [*OWN, *COORDINATORS, *about]:
        look(page, live_server.url + path)


def look(page, url):
    """Look at a page as wide as a desk and as narrow as a phone."""
    page.goto(url)
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 800})
        axe(page)
        fits(page)
