"""Every screen is open to everybody: read from the left or the right, wide, narrow, no script.

The node of these tests runs in this process, because the screens need one thing of every kind.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.conf import settings
from django.urls import include, path
from playwright.sync_api import expect

from alongside.organisations import factors
from alongside.organisations.models import User
from tests.alliance.factories import make_secretariat
from tests.alliance.post import accept
from tests.attacks import scene as scenes
from tests.attacks.alerts import tell_each_other
from tests.attacks.membership import apply_to_both
from tests.browsing import DESK, PHONE, axe, fits
from tests.journeys.screens import COORDINATOR, NAMED, SIGNED_OUT, Screen, screens
from tests.organisations.browser import code_now, with_app
from tests.organisations.factories import NOW, PASSWORD, make_world
from tests.ui.test_browser import SMALL

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browsing import Opener
    from tests.organisations.factories import World

WIDTHS = (DESK, PHONE)
MISSING = "/p/7d8f1c1e-0000-4000-8000-00000000dead/"
# Forms that say what is missing when nothing was filled in.
UNFINISHED = (
    "casework:new",
    "casework:incident_new",
    "casework:defender_new",
    "casework:alert",
    "casework:note",
    "casework:goal",
    "casework:service",
    "casework:service_outcome",
    "casework:appointment",
    "casework:practical_support",
    "casework:conference",
    "casework:relation",
    "casework:follow_up",
    "casework:wish",
    "casework:livelihood",
    "casework:income",
    "casework:propose",
    "casework:decision",
    "casework:task",
    "casework:field_ask",
    "casework:words_add",
    "casework:words_change",
    "casework:upload",
    "alliance:alert_new",
    "alliance:advocacy_new",
    "casework:close",
    "casework:same",
    "casework:import",
    "casework:export",
    "casework:export_file",
    "keeping:ask",
    "keeping:decide",
    "keeping:hold",
    "keeping:review",
    "keeping:mask",
    "keeping:ask_back",
    "keeping:rule",
    "referrals:new",
    "consent:ask",
    "consent:open_to_team",
    "consent:exception",
    "organisations:invite",
    "alliance:member_new",
    "alliance:application_new",
    "alliance:reference_ask",
    "alliance:reference_note",
    "alliance:application_decline",
    "alliance:reference",
    "alliance:contribution",
    "alliance:service_new",
    "alliance:import",
    "alliance:notice_new",
    "alliance:notice_check",
    "alliance:notice_concern",
)


@dataclass
class Stage:
    """Where the node answers, and what is on it."""

    address: str
    us: World
    things: scenes.Things
    other: World
    waiting: User

    def screens(self, names: tuple[str, ...]) -> list[Screen]:
        return screens(names, self.things, self.other.organisation.pk)


@pytest.fixture
def stage(transactional_db, live_server):
    with time_machine.travel(NOW, tick=True):
        us, them = make_world(), make_world()
        make_secretariat(us)
        waiting = scenes._waits(us)
        ours, theirs = scenes._things(us, waiting.user.pk), scenes._things(them)
        scenes._refer(us, ours, them, theirs)
        scenes._refer(them, theirs, us, ours)
        apply_to_both(us, ours, them, theirs)
        ours.signed_on = accept(us, organisation="Roots").pk
        tell_each_other(us, ours, them, theirs)
        with_app(us.coordinator.user)
        ours.factor = factors.listing(us.coordinator.user)[0].id
        yield Stage(live_server.url, us, ours, them, waiting.user)


class Looking:
    """Looks at page after page in one browser, and gathers what shuts people out."""

    def __init__(self, page: Page, stage: Stage, direction: str, widths: tuple) -> None:
        self.page = page
        self.stage = stage
        self.direction = direction
        self.widths = widths
        self.found: list[str] = []
        self.script = page.context.new_cdp_session(page)
        self.is_scripted = True
        # Half of what axe does, and colours are the same from the right; from the left it looks.
        self.passed_over = "color-contrast" if direction == "rtl" else ""

    def go(self, path: str) -> None:
        """Open a page, where it is to be without its scripts, and let axe run its own."""
        self.script.send("Emulation.setScriptExecutionDisabled", {"value": not self.is_scripted})
        answer = self.page.goto(self.stage.address + path)
        self.script.send("Emulation.setScriptExecutionDisabled", {"value": False})
        assert answer is not None
        if answer.status != (404 if path == MISSING else 200):
            self.found.append(f"{path} answered {answer.status}")
        if self.page.url != self.stage.address + path:
            self.found.append(f"{path} led on to {self.page.url}")
        self.look()

    def look(self) -> None:
        """Look at the page that is open, at every width, once all of its styles are there."""
        self.page.wait_for_load_state()
        if self.page.evaluate("document.documentElement.dir") != self.direction:
            self.found.append(f"{self.page.url} does not run {self.direction}")
        for width in self.widths:
            self.page.set_viewport_size(width)
            for check in (partial(axe, without=self.passed_over), fits):
                try:
                    check(self.page)
                except AssertionError as complaint:
                    self.found.append(f"{width['width']} px: {complaint}")
        small = self.page.evaluate(SMALL) if PHONE in self.widths else []
        self.found += [f"{self.page.url} too small for a thumb: {each}" for each in small]

    def fill(self, **fields: str) -> None:
        """Fill in fields by their names, and send the form."""
        for name, value in fields.items():
            self.page.locator(f"main [name={name}]").fill(value)
        self.page.locator("main form .govuk-button").last.click()

    def enter(self, user: User) -> None:
        """Sign somebody in, and look at what she passes."""
        self.page.goto(f"{self.stage.address}/in/")
        self.fill(name=user.sign_in_name, password=PASSWORD)
        self.page.wait_for_load_state()  # or its address might not be there yet
        if self.page.url.endswith("/in/2/"):
            self.look()
            self.fill(code=code_now())


def bring_a_register(looking: Looking) -> None:
    """Send a register, so that there are columns to look at."""
    looking.page.goto(f"{looking.stage.address}/p/import/")
    sheet = {"name": "r.csv", "mimeType": "text/csv", "buffer": scenes.REGISTER}
    looking.page.locator("[name=sheet]").set_input_files(sheet)
    looking.page.locator("main form .govuk-button").last.click()
    looking.page.wait_for_url("**/import/columns/")


def bring_a_list(looking: Looking) -> None:
    """Send a list of services, so that there are rows to look at."""
    looking.page.goto(f"{looking.stage.address}/a/m/{looking.stage.things.member}/list/")
    sheet = {"name": "s.csv", "mimeType": "text/csv", "buffer": scenes.SERVICES}
    looking.page.locator("[name=sheet]").set_input_files(sheet)
    looking.page.locator("main form .govuk-button").last.click()
    looking.page.wait_for_url("**/list/check/")


def close_the_file(looking: Looking) -> None:
    """Close her file; only then can it be opened again."""
    file = f"/p/{looking.stage.things.case}/"
    looking.page.goto(f"{looking.stage.address}{file}close/")
    looking.page.locator("[name=reason]").first.check()
    looking.fill()
    looking.page.wait_for_url(f"**{file}")
    looking.look()
    looking.go(f"{file}reopen/")


def worry_about_an_offer(looking: Looking) -> None:
    """Raise a concern; only then is there something to decide."""
    offer = f"/a/board/{looking.stage.things.notice}/"
    looking.page.goto(f"{looking.stage.address}{offer}concern/")
    looking.fill(text="Nobody was paid.")
    looking.page.wait_for_url("**/a/board/")
    looking.look()
    looking.go(f"{offer}decide/")
    looking.go(offer)


def everything(looking: Looking) -> None:
    """Look at every screen there is."""
    stage = looking.stage
    for screen in stage.screens(SIGNED_OUT):
        looking.go(screen.path)
    looking.enter(User.objects.get(pk=stage.things.volunteer))
    looking.go("/d/")
    looking.go(f"/p/slot/{stage.things.slot}/")
    looking.page.context.clear_cookies()
    looking.enter(stage.us.coordinator.user)
    looking.go("/d/")
    bring_a_register(looking)
    bring_a_list(looking)
    for screen in stage.screens(COORDINATOR):
        looking.go(screen.path)
    worry_about_an_offer(looking)
    close_the_file(looking)
    looking.go(MISSING)
    looking.page.goto(f"{stage.address}/me/code/")
    looking.fill(password=PASSWORD)
    looking.page.wait_for_url("**/paper/")
    looking.look()
    looking.page.locator("main form .govuk-button").last.click()
    looking.page.locator("form[data-lock] button").click()
    looking.page.wait_for_url("**/unlock/")
    looking.look()
    looking.page.locator("main form .al-link").click()
    looking.enter(stage.waiting)
    looking.page.wait_for_url("**/wait/")
    looking.look()


def every_screen(stage: Stage, new_page: Opener, language: str, direction: str) -> list[str]:
    """Return what shuts people out of any screen, in one direction of reading."""
    User.objects.update(language=language)
    looking = Looking(new_page(locale=language), stage, direction, WIDTHS)
    everything(looking)
    return looking.found


# Each in a class of its own, because the tests of one class stay on one processor.
@pytest.mark.journey
class TestFromTheLeft:
    def test_every_screen(self, stage, new_page):
        found = every_screen(stage, new_page, "en", "ltr")
        assert found == [], "\n".join(found)


@pytest.mark.journey
class TestFromTheRight:
    def test_every_screen(self, stage, new_page):
        found = every_screen(stage, new_page, "ar", "rtl")
        assert found == [], "\n".join(found)


@pytest.mark.journey
class TestWithoutScript:
    def test_every_screen_on_a_phone(self, stage, new_page):
        looking = Looking(new_page(viewport=PHONE), stage, "ltr", (PHONE,))
        looking.is_scripted = False
        everything(looking)
        assert looking.found == [], "\n".join(looking.found)


@pytest.mark.journey
class TestCameBack:
    def test_every_form(self, stage, new_page):
        looking = Looking(new_page(viewport=PHONE), stage, "ltr", (PHONE,))
        looking.enter(stage.us.coordinator.user)
        for screen in stage.screens(UNFINISHED):
            looking.page.goto(stage.address + screen.path)
            send = looking.page.locator("main form .govuk-button:not(.govuk-button--secondary)")
            send.last.click()
            expect(looking.page.locator("[data-error-summary]"), screen.name).to_have_count(1)
            looking.look()
        assert looking.found == [], "\n".join(looking.found)


def unexpected(urlconf=None):
    """Return the addresses nobody decided about, and those that are gone."""
    return set(scenes.patterns(urlconf)) ^ NAMED


def test_every_address_is_a_screen_or_said_to_be_none():
    assert unexpected() == set()


def test_a_screen_nobody_thought_of_is_found():
    planted = ModuleType("planted")
    more = ([path("", lambda _request: None, name="planted")], "desk")
    ours = import_module(settings.ROOT_URLCONF).urlpatterns
    planted.urlpatterns = [*ours, path("x/", include(more))]
    assert unexpected(planted) == {"desk:planted"}
