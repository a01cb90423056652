"""A person on her way through the pages, whose every tap is counted."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import polib
from django.conf import settings
from playwright.sync_api import expect

from alongside.cli.world.build import PASSWORD
from tests.browsing import PHONE

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

# A phone as small as they are sold: a narrow screen, and fingers instead of a mouse.
ON_A_PHONE = {"viewport": PHONE, "has_touch": True, "is_mobile": True}
SECONDS_TO_ARRIVE = 40


@cache
def wordbook(language: str) -> dict[str, str]:
    """Return what each English text of the pages is in another language; English has none."""
    if language == "en":
        return {}
    [place] = settings.LOCALE_PATHS
    catalogue = polib.pofile(str(Path(place) / language / "LC_MESSAGES" / "django.po"))
    return {entry.msgid: entry.msgstr for entry in catalogue if entry.translated()}


class Walk:
    """Somebody at her browser; `taps` is how often she touched it since she last began.

    Journeys name everything in English; on a page in another language its words are looked for.
    """

    def __init__(self, page: Page, *, touch: bool) -> None:
        self.page = page
        self.touch = touch
        self.taps = 0

    def enter(self, sign_in_name: str) -> None:
        """Sign in all the way to Today; nothing of it is counted."""
        self.page.goto("/in/")
        self.page.get_by_label("Sign-in name").fill(sign_in_name)
        self.page.get_by_label("Password").fill(PASSWORD)
        self.page.get_by_role("button", name="Sign in", exact=True).click()
        if self.page.url.endswith("/in/2/"):
            code = self.page.get_by_text(re.compile(r"\b\d{6}\b")).first.inner_text()
            self.page.locator("[name=code]").fill(re.search(r"\d{6}", code)[0])
            self.page.locator("main button.govuk-button").last.click()
        expect(self.page).to_have_url(re.compile("/d/$"))
        self.page.wait_for_load_state()

    def said(self, words: str, **values: str) -> str:
        """Return English words as the page before her says them, with values put in."""
        language = self.page.locator("html").get_attribute("lang") or "en"
        found = wordbook(language).get(words, words)
        return found % values if values else found

    def begin(self, path: str = "") -> None:
        """Count from here, on a page she already has before her."""
        if path:
            self.page.goto(path)
        self.taps = 0

    def tap(self, what: Locator) -> None:
        """Touch something once."""
        self.taps += 1
        if self.touch:
            what.tap()
        else:
            what.click()

    def press(self, name: str | re.Pattern[str]) -> None:
        """Touch a button."""
        self._touch("button", name)

    def follow(self, name: str | re.Pattern[str]) -> None:
        """Touch a link of the page itself."""
        self._touch("link", name)

    def _touch(self, role: Literal["button", "link"], name: str | re.Pattern[str]) -> None:
        named = self.said(name) if isinstance(name, str) else name
        self.tap(self.page.get_by_role(role, name=named, exact=isinstance(name, str)))

    def pick(self, label: str, *, under: str = "") -> None:
        """Touch one of several answers, where needed those to one question."""
        asked = self.page.get_by_role("group", name=self.said(under)) if under else self.page
        self.tap(asked.get_by_label(self.said(label), exact=True))

    def type(self, label: str, words: str) -> None:
        """Touch a field and type into it; the touch counts, the letters do not."""
        field = self.page.get_by_label(self.said(label), exact=True)
        self.tap(field)
        self.page.keyboard.type(words)
        expect(field).to_have_value(words)

    def choose(self, label: str, value: str) -> None:
        """Touch a drop-down, and one of its lines."""
        field = self.page.get_by_label(self.said(label), exact=True)
        self.tap(field)
        self.taps += 1
        field.select_option(value)

    def read_in(self, language: str) -> None:
        """Read the pages in this language from now on."""
        if self.page.locator("html").get_attribute("lang") == language:
            return
        self.tap(self.page.locator(".al-languages summary"))
        self.tap(self.page.locator(f"button[name=language][value={language}]"))
        expect(self.page.locator("html")).to_have_attribute("lang", language)

    def sees(self, words: str | re.Pattern[str]) -> None:
        """Fail unless these words stand on the page."""
        wanted = self.said(words) if isinstance(words, str) else words
        expect(self.page.get_by_text(wanted).first).to_be_visible()

    def waits_for(self, what: Locator) -> None:
        """Look again until something has come that travels in the background."""
        for _second in range(SECONDS_TO_ARRIVE):
            if what.count():
                return
            self.page.wait_for_timeout(1000)
            self.page.reload()
        expect(what).not_to_have_count(0)


def meet(walk: Walk, called: str) -> str:
    """Open a file at first contact, all she says on the first day, and return its address."""
    walk.follow("New person")
    walk.type("What shall we call her?", called)
    walk.press("Continue")
    walk.pick("WhatsApp text")
    walk.type("Number, address or name there", "+40 712 345 678")
    walk.press("Continue")
    walk.pick("A safe place")
    walk.press("Continue")
    walk.press("Continue")
    walk.pick("Yes", under="May we count her, without her name?")
    walk.pick("Said it to me")
    walk.press("Save and close")
    expect(walk.page.get_by_role("heading", level=1, name=called)).to_be_visible()
    return walk.page.url
