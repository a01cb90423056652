"""An editor writes a publication, has it in two languages, and tells of it in the newsletter.

All of it as it is on her screen; what visitors get is looked at beside it, at every step.
"""

import re

import pytest
from defusedxml import ElementTree
from playwright.sync_api import Locator, Page, expect

from alongside.cli.world.build import PASSWORD
from alongside.core import clock
from tests.browsing import PHONE, axe, fits
from tests.journeys.public import browser
from tests.live import Node

pytestmark = pytest.mark.journey

EDITOR = "mara.site"
HOME = "You have rights. We walk with you."
TITLE, INTRODUCTION = "Sweeping at dawn", "Street sweepers tell what a morning is worth."
TITULO, PRESENTACION = "Barrer al alba", "Barrenderas cuentan cuánto vale una mañana."
HERE = "/en/library/sweeping-at-dawn/"
ISSUE, ARCHIVE = "What a morning is worth", "/en/take-part/newsletter/"
ENTRY = "{http://www.w3.org/2005/Atom}entry/{http://www.w3.org/2005/Atom}title"


def test_a_publication_in_two_languages_and_in_the_newsletter(alliance, opened):
    editor = opened()
    enter(editor)
    publish(editor)
    submit_to_translation(editor)
    # Nobody reads English words in Spanish while it is being translated.
    assert in_feed(alliance, "en") == (True, False)
    assert in_feed(alliance, "es") == (False, False)
    translate(editor, "Title", TITULO)
    translate(editor, "Introduction", PRESENTACION)
    editor.get_by_role("button", name="Publish in Español").click()
    expect(editor.get_by_role("status")).to_contain_text(f"Published '{TITULO}' in Español")

    assert in_feed(alliance, "en") == (True, False)
    assert in_feed(alliance, "es") == (False, True)
    visitor = opened(viewport=PHONE)
    seen(visitor, "en", TITLE, INTRODUCTION)
    seen(visitor, "es", TITULO, PRESENTACION)
    # From one language one comes to the other.
    visitor.get_by_role("link", name="English", exact=True).click()
    expect(visitor).to_have_url(re.compile(f"{HERE}$"))

    draft_issue(editor)
    told = editor.frame_locator("iframe").last.get_by_role("link", name=TITLE, exact=True)
    expect(told).to_have_attribute("href", HERE)
    expect(editor.frame_locator("iframe").last.get_by_text(INTRODUCTION)).to_be_visible()
    editor.get_by_role("button", name="Save draft").click()
    expect(editor.get_by_role("status")).to_contain_text(ISSUE)
    with browser(alliance, "192.0.2.8") as anybody:
        assert ISSUE not in anybody.get(ARCHIVE).text


def enter(editor: Page) -> None:
    """Come in with password and code."""
    editor.goto("/cms/")
    editor.get_by_label("Username").fill(EDITOR)
    editor.get_by_label("Password").fill(PASSWORD)
    editor.get_by_role("button", name="Come in").click()
    shown = editor.get_by_text("In this demonstration the code is").inner_text()
    editor.locator("[name=code]").fill(re.search(r"\d{6}", shown)[0])
    editor.get_by_role("button", name="Sign In").click()
    expect(editor.get_by_role("link", name="Dashboard")).to_be_visible()


def below(editor: Page, *titles: str) -> None:
    """Walk down the pages, from the first of all."""
    editor.goto("/cms/pages/")
    for title in titles:
        editor.get_by_role("link", name=f"Explore child pages of '{title}'").click()


def publish(editor: Page) -> None:
    """Write a publication, and publish it."""
    below(editor, HOME, "Publications")
    editor.get_by_role("link", name="Add child page").click()
    editor.get_by_role("link", name="Publication", exact=True).click()
    editor.get_by_role("textbox", name="Title*").fill(TITLE)
    editor.get_by_role("textbox", name="Introduction").fill(INTRODUCTION)
    editor.get_by_role("combobox", name="What it is*").select_option("report")
    day(editor, "Published on*")
    editor.get_by_role("checkbox", name="Power in migration and work").check()
    editor.get_by_role("button", name="More actions").click()
    editor.get_by_role("button", name="Publish", exact=True).click()
    expect(editor.get_by_role("link", name="View live").first).to_have_attribute("href", HERE)


def day(editor: Page, label: str) -> None:
    """Say that it is today; the calendar that opens is closed again."""
    editor.get_by_role("textbox", name=label).fill(clock.now().date().isoformat())
    editor.keyboard.press("Escape")


def submit_to_translation(editor: Page) -> None:
    """Send it to translation into Spanish."""
    editor.get_by_role("button", name=f"More options for '{TITLE}'").click()
    editor.get_by_role("link", name="Translate this page").click()
    editor.get_by_label("Español").check()
    editor.get_by_role("button", name="Submit", exact=True).click()
    expect(editor.get_by_role("status")).to_contain_text("submitted for translation into Español")


def translate(editor: Page, part: str, words: str) -> None:
    """Write one part in Spanish."""
    heading = editor.get_by_role("heading", level=3, name=part, exact=True)
    text: Locator = editor.get_by_role("listitem").filter(has=heading)
    text.get_by_role("button", name="Translate").click()
    text.get_by_role("textbox").fill(words)
    text.get_by_role("button", name="Save").click()
    expect(text).to_contain_text("Translated manually")


def in_feed(node: Node, language: str) -> tuple[bool, bool]:
    """Return whether a feed reader gets the English publication, and the Spanish one."""
    with browser(node, "192.0.2.8") as feed_reader:
        feed = feed_reader.get(f"/x/feeds/{language}/publications.atom")
    titles = {title.text for title in ElementTree.fromstring(feed.content).findall(ENTRY)}
    return TITLE in titles, TITULO in titles


def seen(visitor: Page, language: str, title: str, introduction: str) -> None:
    """Find it in a library, and read it."""
    visitor.goto(f"/{language}/library/")
    fits(visitor)
    axe(visitor)
    visitor.get_by_role("link", name=title, exact=True).click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text(title)
    expect(visitor.get_by_text(introduction)).to_be_visible()
    fits(visitor)
    axe(visitor)


def draft_issue(editor: Page) -> None:
    """Begin an issue of the newsletter that tells of the publication, and look at its preview."""
    below(editor, HOME, "Take part", "Newsletter")
    editor.get_by_role("link", name="Add child page").click()
    suggested = editor.locator("section", has_text="New since the issue before")
    expect(suggested.get_by_role("listitem").filter(has_text=TITLE)).to_be_visible()
    editor.get_by_role("textbox", name="Title*").fill(ISSUE)
    editor.get_by_role("spinbutton", name="Number*").fill("9")
    day(editor, "Date*")
    editor.get_by_role("button", name="Insert a block").first.click()
    editor.get_by_role("button", name="Choose a page").click()
    chooser = editor.get_by_role("dialog").last
    for title in (HOME, "Publications"):
        row = chooser.get_by_role("row").filter(has=editor.get_by_role("link", name=title))
        row.get_by_role("link", name="Explore").click()
    chooser.get_by_role("link", name=TITLE, exact=True).click()
    expect(editor.get_by_role("region", name="What it tells")).to_contain_text(TITLE)
    editor.get_by_role("button", name="Toggle preview").click()
