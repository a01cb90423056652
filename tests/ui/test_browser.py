"""The components in a real browser: for everybody's eyes, ears, scripts and thumbs."""

import json
import mimetypes
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings as django_settings
from playwright.sync_api import Page, Route, expect

from tests.browsing import DESK, PHONE, axe, fits
from tests.ui import invented
from tests.ui.pages import gallery

STATIC = Path(__file__).parents[2] / "src/alongside/ui/static"
HOST = "http://127.0.0.1:8000"
PAGES = ["today", "list", "file", "check", "form", "bars", "public"]


class Desk:
    """Answers a browser from memory: pages of the gallery, our static files, and what is posted."""

    def __init__(self, page: Page, language: str = "en") -> None:
        self.page = page
        self.language = language
        self.stopped_at = 0
        self.posts: list[tuple[str, dict[str, list[str]]]] = []
        self.answers: list[tuple[int, dict[str, object]]] = []
        page.route("**/*", self.answer)

    def answer(self, route: Route) -> None:
        path = urlsplit(route.request.url).path
        if route.request.method == "POST":
            self.posts.append((path, parse_qs(route.request.post_data or "")))
            status, body = self.answers.pop(0) if self.answers else (200, {"saved": "10:42"})
            route.fulfill(status=status, content_type="application/json", body=json.dumps(body))
        elif path.startswith("/s/"):
            file = STATIC / path.removeprefix("/s/")
            route.fulfill(path=file, content_type=mimetypes.guess_type(file.name)[0])
        elif path.strip("/") in PAGES:
            html = gallery(path.strip("/"), language=self.language, **invented.context())
            directives = django_settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
            policy = "; ".join(f"{name} {' '.join(value)}" for name, value in directives.items())
            headers = {"Content-Security-Policy": policy, "Content-Type": "text/html"}
            route.fulfill(body=html, headers=headers)
        else:
            route.fulfill(body=f"<title>{path}</title>", content_type="text/html")

    def open(self, name: str) -> Page:
        self.page.goto(f"{HOST}/{name}/")
        if self.stopped_at:
            self.page.clock.pause_at(self.stopped_at)
        return self.page


@pytest.fixture
def desk(page: Page) -> Desk:
    return Desk(page)


@pytest.mark.parametrize("screen", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("language", ["en", "ar", "my"])
def test_every_page_fits_and_shuts_nobody_out(new_page, settings, language, screen):
    settings.ALONGSIDE_DEMO = True
    page = new_page(viewport=screen)
    desk = Desk(page, language)
    for name in PAGES:
        desk.open(name)
        fits(page)
        axe(page)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_without_script_every_page_fits_and_more_opens(new_page, language):
    page = new_page(viewport=PHONE, java_script_enabled=False)
    desk = Desk(page, language)
    for name in PAGES:
        desk.open(name)
        fits(page)
    desk.open("today")
    page.locator(".al-more > summary").click()
    expect(page.locator('.al-more a[href="/evidence/"]')).to_be_visible()
    fits(page)


def test_every_page_in_the_dark(new_page):
    page = new_page(viewport=PHONE, color_scheme="dark")
    desk = Desk(page)
    for name in PAGES:
        desk.open(name)
        axe(page)


SMALL = """() => {
    const sought = "button, summary, nav a, header a, .al-start a, input, select";
    const apart = ".al-row, .al-todo, .govuk-checkboxes--small, [type=hidden]";
    return [...document.querySelectorAll(sought)]
        .filter((each) => !each.closest(apart))
        .map((each) => [each.closest("label") ?? each, each.outerHTML.slice(0, 80)])
        .map(([each, html]) => [each.getBoundingClientRect(), html])
        .filter(([box]) => box.width && (box.height < 43.5 || box.width < 43.5))
        .map(([box, html]) => `${Math.round(box.width)} x ${Math.round(box.height)} ${html}`);
}"""


@pytest.mark.parametrize("name", PAGES)
def test_what_a_thumb_must_hit_is_large_enough(new_page, name):
    page = new_page(viewport=PHONE)
    Desk(page).open(name)
    assert page.evaluate(SMALL) == []


def test_something_too_small_for_a_thumb_would_be_found(desk):
    page = desk.open("today")
    page.evaluate("document.querySelector('main').innerHTML = '<button>x</button>'")
    assert len(page.evaluate(SMALL)) == 1


def test_rows_run_from_the_right_in_arabic(new_page):
    page = new_page()
    Desk(page, "ar").open("list")
    name = page.locator(".al-row__title").first.bounding_box()
    chips = page.locator(".al-row .al-chip").first.bounding_box()
    mark = page.locator(".al-mark").bounding_box()
    assert name["x"] > chips["x"]
    assert mark["x"] > DESK["width"] / 2


def test_names_hide_behind_the_veil_until_pointed_at(desk):
    page = desk.open("list")
    name = page.locator(".al-name").first
    colour = "(each) => getComputedStyle(each).color"
    shown = name.evaluate(colour)
    page.get_by_label("Hide names").check()
    assert name.evaluate(colour) == "rgba(0, 0, 0, 0)"
    desk.open("list")
    expect(page.get_by_label("Hide names")).to_be_checked()
    assert name.evaluate(colour) == "rgba(0, 0, 0, 0)"
    page.get_by_role("link", name="Mira").focus()
    assert name.evaluate(colour) != "rgba(0, 0, 0, 0)"
    page.get_by_label("Hide names").uncheck()
    assert name.evaluate(colour) == shown


def test_the_veil_needs_no_script(new_page):
    page = new_page(java_script_enabled=False)
    Desk(page).open("list")
    page.get_by_label("Hide names").check()
    colour = page.locator(".al-name").first.evaluate("(each) => getComputedStyle(each).color")
    assert colour == "rgba(0, 0, 0, 0)"


def test_the_summary_is_read_first_and_leads_into_the_field(desk):
    page = desk.open("form")
    expect(page.locator("[data-error-summary]")).to_be_focused()
    page.get_by_role("link", name="Choose who can help.").click()
    expect(page.get_by_label("Cedar Legal Clinic, Beirut")).to_be_focused()
    page.get_by_role("link", name="Put at least the year").click()
    expect(page.locator("#id_born_0")).to_be_focused()


def test_a_menu_closes_by_escape_and_by_touching_elsewhere(desk):
    page = desk.open("today")
    summary = page.locator(".al-languages > summary")
    menu = page.get_by_role("button", name="Español")
    summary.click()
    expect(menu).to_be_visible()
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(summary).to_be_focused()
    summary.click()
    page.locator("h1").click()
    expect(menu).to_be_hidden()


@pytest.fixture
def timed(desk: Desk) -> Desk:
    """Return a desk whose clock stands still after opening a page, until the test winds it."""
    desk.page.clock.install(time=0)
    desk.stopped_at = 100  # seconds
    return desk


def saved(desk: Desk) -> list[str]:
    return [fields["need"][0] for path, fields in desk.posts if path == "/autosave/"]


def test_what_is_typed_is_saved_two_seconds_after_it_stops(timed):
    page = timed.open("form")
    need = page.locator("#id_need")
    need.fill("one")
    page.clock.run_for(1900)
    need.press("End")
    need.type(" two")
    page.clock.run_for(1900)
    assert saved(timed) == []
    page.clock.run_for(200)
    expect(page.get_by_text("Saved 10:42")).to_be_visible()
    assert saved(timed) == ["one two"]
    _, fields = timed.posts[0]
    assert fields["csrfmiddlewaretoken"][0]
    assert fields["until_year"] == ["2026"]


def test_leaving_a_field_saves_and_nothing_new_is_not_sent_again(timed):
    page = timed.open("form")
    page.locator("#id_need").fill("one")
    page.locator("#id_born_0").focus()
    expect(page.get_by_text("Saved 10:42")).to_be_visible()
    page.locator("#id_need").focus()
    page.locator("#id_born_0").focus()
    page.clock.run_for(10_000)
    assert saved(timed) == ["one"]


def test_hiding_the_page_saves(timed):
    page = timed.open("form")
    page.locator("#id_need").fill("one")
    page.evaluate("dispatchEvent(new Event('pagehide'))")
    expect(page.get_by_text("Saved 10:42")).to_be_visible()
    assert saved(timed) == ["one"]


def test_a_form_that_came_back_with_errors_is_not_saved_yet(timed):
    page = timed.open("form")
    page.locator("#id_need").focus()
    page.locator("#id_born_0").focus()
    expect(page.get_by_text("Saved 10:42")).to_be_visible()
    assert saved(timed) == ["Help to claim 14 months of unpaid wages."]


def test_a_failed_save_is_said_and_tried_again_later_each_time(timed):
    timed.answers += [(500, {}), (403, {}), (200, {"saved": "10:43"})]
    page = timed.open("form")
    page.locator("#id_need").fill("one")
    page.clock.run_for(2100)
    expect(page.get_by_text("Not saved yet. Trying again.")).to_be_visible()
    page.clock.run_for(3000)
    assert len(saved(timed)) == 1
    page.locator("[data-autosave-status]").evaluate("(each) => { each.textContent = ''; }")
    page.clock.run_for(1100)
    expect(page.get_by_text("Not saved yet")).to_be_visible()
    page.clock.run_for(7000)
    assert len(saved(timed)) == 2
    page.clock.run_for(1100)
    expect(page.get_by_text("Saved 10:43")).to_be_visible()
    assert saved(timed) == ["one", "one", "one"]


def test_a_conflict_is_said_and_ends_saving_by_itself(timed):
    timed.answers += [(409, {"conflict": "Asha changed this meanwhile.", "reload": True})]
    page = timed.open("form")
    page.locator("#id_need").fill("one")
    page.clock.run_for(2100)
    expect(page.get_by_text("Asha changed this meanwhile.")).to_be_visible()
    page.locator("#id_need").fill("two")
    page.clock.run_for(120_000)
    assert saved(timed) == ["one"]


def test_locking_first_saves_what_was_just_typed(timed):
    page = timed.open("form")
    page.locator("#id_need").fill("one")
    page.locator("[data-lock]").evaluate("(form) => form.requestSubmit()")
    page.wait_for_url(f"{HOST}/lock/")
    assert [path for path, _ in timed.posts] == ["/autosave/", "/lock/"]
    assert saved(timed) == ["one"]


def test_locking_does_not_wait_for_a_server_that_is_silent(timed):
    page = timed.open("form")
    page.route("**/autosave/", lambda _: None)
    page.locator("#id_need").fill("one")
    page.locator("[data-lock]").evaluate("(form) => form.requestSubmit()")
    expect(page.locator("html")).to_have_class("govuk-template al-covered")
    page.clock.run_for(1600)
    page.wait_for_url(f"{HOST}/lock/")
    assert [path for path, _ in timed.posts] == ["/lock/"]


def leaving(page: Page, leave: Callable[[], None]) -> None:
    """Leave, and see that Back shows what was open before the page, not the page."""
    page.goto(f"{HOST}/before/")
    page.goto(f"{HOST}/public/")
    leave()
    page.wait_for_url(f"{HOST}/leave/")
    page.go_back()
    assert page.url == f"{HOST}/before/"


def test_leave_replaces_the_page_in_the_history(desk):
    leaving(desk.page, lambda: desk.page.get_by_role("link", name="Leave", exact=True).click())


def test_three_shifts_leave(desk):
    def press() -> None:
        for _ in range(3):
            desk.page.keyboard.press("Shift")

    leaving(desk.page, press)


def test_two_shifts_and_a_letter_are_typing(desk):
    page = desk.open("public")
    for key in "Shift", "Shift", "a", "Shift", "Shift":
        page.keyboard.press(key)
    page.wait_for_timeout(200)
    assert page.url == f"{HOST}/public/"


def test_an_idle_screen_warns_then_clears_itself_and_locks(timed, settings):
    settings.ALONGSIDE_IDLE_SECONDS = 600
    page = timed.open("today")
    page.locator("h1").click()
    page.clock.run_for(538_000)
    expect(page.get_by_role("alertdialog")).to_be_hidden()
    page.clock.run_for(4_000)
    expect(page.get_by_role("alertdialog")).to_be_visible()
    expect(page.get_by_role("button", name="Stay")).to_be_focused()
    page.clock.run_for(60_000)
    page.wait_for_url(f"{HOST}/lock/")
    assert [path for path, _ in timed.posts] == ["/lock/"]
    assert timed.posts[0][1]["csrfmiddlewaretoken"][0]


def test_the_warning_shuts_nobody_out(desk):
    page = desk.open("today")
    page.locator("[data-idle]").evaluate("(each) => { each.hidden = false; }")
    axe(page)


def test_staying_and_touching_the_page_start_the_count_again(timed, settings):
    settings.ALONGSIDE_IDLE_SECONDS = 600
    page = timed.open("today")
    page.locator("h1").click()
    page.clock.run_for(545_000)
    page.get_by_role("button", name="Stay").click()
    expect(page.get_by_role("alertdialog")).to_be_hidden()
    page.clock.run_for(500_000)
    page.locator("h1").click()
    page.clock.run_for(500_000)
    expect(page.get_by_role("alertdialog")).to_be_hidden()
    assert timed.posts == []
