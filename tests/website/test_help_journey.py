"""A woman finds help in her language in three touches, and leaves without a trace."""

import gzip
import re

import pytest
from django.conf import settings
from django.core.cache import cache
from nacl.public import PrivateKey
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer
from wagtail.models import Locale, Page, Site
from wagtail.rich_text import RichText

from alongside.alliance.published import Letterbox, Published
from alongside.website import exchange, founding
from alongside.website.models import RightsIndexPage, RightsPage, ThemePage, WorkPage
from tests.browsing import DESK, PHONE, axe, fits
from tests.website.factories import NOW, opened
from tests.website.published import make_member, make_service

pytestmark = pytest.mark.journey

MOST_BYTES = 60 * 1024


KEY = PrivateKey.generate()


@pytest.fixture(scope="module")
def somewhere(django_db_setup, django_db_blocker, browser):
    """Serve a site with members, services, a page of each kind, all of it in Arabic too."""
    with django_db_blocker.unblock():
        server = LiveServer("127.0.0.1")
        published = settings.ALONGSIDE_EXCHANGE / "published.json"
        try:
            services, union = filled(published)
            exchange._read = (0, None)
            yield server.url, services, union
        finally:
            server.stop()
            published.unlink(missing_ok=True)
            exchange._read = (0, None)
            emptied()


def filled(published):
    home = founding.found()
    house = make_member("Safe House Mali", slug="mali", country="TH", town="Chiang Mai")
    union = make_member(
        "اتحاد العاملات",
        slug="union",
        country="LB",
        is_self_organised=True,
        mission={"ar": "حقوق العاملات في المنازل."},
        languages=("ar", "am"),
    )
    services = [
        make_service(
            house,
            "Talk to somebody",
            situations=("unpaid",),
            languages=("th", "my"),
            phone="+66 53 555 010",
            whatsapp="+66 80 555 0101",
            hours={"en": "Every day, 9 to 21"},
            papers_not_needed={"en": "No passport, no visa"},
            place="Chiang Mai",
        ),
        make_service(house, "A bed tonight", is_shelter=True, languages=("th",)),
        make_service(union, "استشارة قانونية", languages=("ar",), country="LB"),
    ]
    letterbox = Letterbox(epoch=1, key=bytes(KEY.public_key).hex())
    export = Published(made_at=NOW, letterbox=letterbox, members=[house, union], services=services)
    published.write_text(export.model_dump_json())
    home.phone = "+66 2 555 0100"
    home.save_revision().publish()
    rights = RightsPage(
        title="Work is paid",
        slug="1",
        introduction="Also without a contract.",
        situation="unpaid",
        steps=[("step", {"title": "Write down your hours", "text": RichText("<p>Daily.</p>")})],
    )
    RightsIndexPage.objects.get(locale__language_code="en").add_child(instance=rights)
    theme = ThemePage(title="The groups' space", slug="groups", theme="groups")
    WorkPage.objects.get(locale__language_code="en").add_child(instance=theme)
    arabic = Locale.objects.create(language_code="ar")
    for page in (home, *(one.specific for one in home.get_descendants())):
        copy = page.copy_for_translation(arabic)
        copy.slug = copy.slug if page == home else page.slug
        copy.save_revision().publish()
    return services, union


def emptied():
    """Take away what other tests do not expect to find."""
    for page in Page.objects.filter(depth=2):
        page.delete()
    Site.objects.all().delete()
    Locale.objects.exclude(language_code="en").delete()
    cache.clear()
    for left in settings.ALONGSIDE_EXCHANGE.glob("letters/*"):
        left.unlink()


def gone_back(page):
    """Go back as far as the browser can; return all that was seen."""
    seen = []
    for _page in range(8):
        page.go_back()
        if page.url == "about:blank":
            break
        seen.append(page.locator("body").inner_text())
    return " ".join(seen)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_three_touches_and_no_trace(somewhere, new_page, script):
    url, _services, _union = somewhere
    page = new_page(viewport=PHONE, java_script_enabled=script)
    page.goto(f"{url}/en/")
    assert page.title() == "Alongside"
    page.get_by_role("link", name="I was not paid").click()
    page.get_by_role("link", name="မြန်မာ").click()
    call = page.get_by_role("link", name="Call +66 53 555 010")
    expect(call).to_have_attribute("href", "tel:+6653555010")
    assert re.fullmatch(r"/en/help/\?s=1&l=my", page.url.removeprefix(url))
    assert page.title() == "Alongside"
    page.get_by_role("link", name="Talk to somebody").click()
    expect(page.get_by_text("No passport, no visa")).to_be_visible()
    page.get_by_role("link", name="Leave").click()
    expect(page).to_have_url(f"{url}/out/now/")
    seen = gone_back(page)
    for told in ("paid", "Call", "help", "Alongside", "passport"):
        assert told not in seen


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_the_page_she_came_to_from_elsewhere_does_not_come_back(somewhere, new_page, script):
    """Going back to it counts as coming from there once more, and brings no strict cookie."""
    url, _services, _union = somewhere
    page = new_page(viewport=PHONE, java_script_enabled=script)
    page.goto(f"data:text/html,<a href='{url}/en/help/?s=1%26l=my'>found it</a>")
    page.get_by_role("link", name="found it").click()
    page.get_by_role("link", name="Talk to somebody").click()
    page.get_by_role("link", name="Leave").click()
    expect(page).to_have_url(f"{url}/out/now/")
    seen = []
    for _page in range(2):
        page.go_back()
        seen.append(page.locator("body").inner_text())
        page.reload()
        seen.append(page.locator("body").inner_text())
    for told in ("paid", "Call", "help", "Alongside", "passport"):
        assert told not in " ".join(seen)


def test_a_page_the_browser_kept_is_asked_for_again_and_leads_nobody_out(somewhere, new_page):
    """As where a browser keeps whole pages to go back to, which this one does not."""
    kept = "dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))"
    url, _services, _union = somewhere
    page = new_page(viewport=PHONE)
    page.goto(f"{url}/en/help/")
    with page.expect_navigation():
        page.evaluate(kept)
    expect(page).to_have_url(f"{url}/en/help/")
    expect(page.get_by_role("heading", name="Which language")).to_be_visible()
    beside = page.context.new_page()
    beside.goto(f"{url}/out/")
    with page.expect_navigation():
        page.evaluate(kept)
    expect(page.locator("body")).not_to_contain_text("language")


def history(page):
    """Return the titles that the browser itself keeps of this tab."""
    kept = page.context.new_cdp_session(page).send("Page.getNavigationHistory")
    return [entry["title"] for entry in kept["entries"]]


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_nothing_comes_back_by_reload_or_forward_and_no_title_tells(somewhere, new_page, script):
    url, _services, _union = somewhere
    page = new_page(viewport=PHONE, java_script_enabled=script)
    page.goto(f"{url}/en/")
    for name in ("I was not paid", "မြန်မာ", "Talk to somebody"):
        page.get_by_role("link", name=name).click()
    expect(page.get_by_text("No passport, no visa")).to_be_visible()
    page.get_by_role("link", name="Leave").click()
    expect(page).to_have_url(f"{url}/out/now/")
    seen = []
    for step in (page.go_back, page.reload, page.go_back, page.reload, page.go_forward):
        step()
        seen.append(f"{page.title()} {page.locator('body').inner_text()}")
    page.goto(f"{url}/en/help/")
    seen.append(f"{page.title()} {page.locator('body').inner_text()}")
    titles = history(page)
    for told in ("paid", "Call", "help", "Alongside", "passport"):
        assert told not in " ".join(seen)
    assert len(titles) > 3
    for told in ("paid", "help", "rights", "Talk", "မြန်မာ"):
        assert told.lower() not in " ".join(titles).lower()
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("You have rights")


# A database is only made where a test of the run asks for one; in the transaction of this test the
# server could write nothing, so that no browser goes there.
@pytest.mark.django_db
def test_a_shelter_s_page_says_that_its_place_is_secret(somewhere, client):
    _url, services, _union = somewhere
    page = client.get(f"/en/help/{services[1].id.hex[:10]}/").content.decode()
    assert "where it is stays secret" in page


def test_the_first_page_is_light(somewhere, new_page):
    url, _services, _union = somewhere
    page = new_page(viewport=PHONE)
    weights = {}
    page.on(
        "response", lambda answer: weights.update({answer.url: len(gzip.compress(answer.body()))})
    )
    page.goto(f"{url}/en/", wait_until="networkidle")
    assert len(weights) > 1
    assert sum(weights.values()) <= MOST_BYTES


def test_no_page_asks_anybody_else_or_leaves_a_cookie(somewhere, new_page):
    url, services, _union = somewhere
    page = new_page(viewport=PHONE)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    of_services = f"help/{services[0].id.hex[:10]}/"
    for path in (
        "", "help/", "help/?s=1&l=my", of_services, "rights/", "rights/1/", "work/groups/",
        "members/", "members/union/", "library/", "news/", "events/", "take-part/", "letter/", "w/",
    ):  # fmt: skip
        answer = page.goto(f"{url}/en/{path}", wait_until="networkidle")
        assert (path, answer.status) == (path, 200)
    assert len(asked) > 15
    assert [one for one in asked if not one.startswith(f"{url}/")] == []
    assert page.context.cookies() == []


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_everybody_can_use_it(somewhere, new_page, language, viewport):
    url, services, union = somewhere
    page = new_page(viewport=viewport)
    for path in (
        "help/",
        "help/?s=1",
        "help/?s=1&l=th",
        "help/?s=4&c=LB&l=km",
        f"help/{services[0].id.hex[:10]}/",
        f"help/{services[1].id.hex[:10]}/",
        "rights/",
        "rights/1/",
        "members/",
        "members/union/",
        "work/",
        "work/groups/",
        "take-part/",
        "w/",
        f"w/{union.id.hex[:10]}/",
        "w/ok/",
    ):
        page.goto(f"{url}/{language}/{path}")
        expect(page.locator("html")).to_have_attribute("dir", "rtl" if language == "ar" else "ltr")
        expect(page.get_by_role("heading", level=1)).to_have_count(1)
        axe(page)
        fits(page)


def test_she_writes_and_what_is_wrong_is_said_beside_it(somewhere, new_page):
    url, _services, union = somewhere
    page = new_page(viewport=PHONE)
    page.goto(f"{url}/en/members/union/")
    page.get_by_role("link", name="Write to them").click()
    page.get_by_label("How may we answer you?").fill("+961 1 555 010")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("alert")).to_contain_text("Write what you want to say.")
    axe(page)
    expect(page.get_by_label("How may we answer you?")).to_have_value("+961 1 555 010")
    page.get_by_label("What do you want to say?").fill("May I join your meeting?")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="We have it")).to_be_visible()
    [letter] = opened(KEY)
    assert (letter.to_member, letter.text) == (union.id, "May I join your meeting?")
