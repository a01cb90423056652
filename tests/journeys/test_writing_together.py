"""Words that are being written: two people at once, a locked screen, a page that is closed."""

import re

import pytest
from playwright.sync_api import expect

from alongside.cli.world.build import PASSWORD
from tests.journeys.walking import meet

pytestmark = pytest.mark.journey

SAVED = re.compile(r"^Saved \d{1,2}:\d\d$")
WORDS = "She wants to think about it until Sunday."
FIELD = "What happened, or what did she decide?"


def test_two_people_write_the_same_part_and_nothing_is_lost(walking):
    mei, nurul = walking("mei.tenaganita"), walking("nurul.tenaganita")
    file = meet(mei, "Wulan")
    for walk in (mei, nurul):
        walk.page.goto(f"{file}needs/")
    mei.pick("A doctor")
    mei.type("In her own words", "My tooth hurts.")
    mei.press("Save")
    mei.sees("My tooth hurts.")

    nurul.pick("A lawyer")
    nurul.type("In her own words", "I want my wages.")
    nurul.press("Save")
    expect(nurul.page.get_by_role("heading", level=1)).to_have_text(
        "Somebody else saved this meanwhile"
    )
    for words in ("My tooth hurts.", "I want my wages.", "A doctor", "A lawyer"):
        nurul.sees(words)
    expect(nurul.page.locator("main")).to_contain_text("Saved meanwhile by Mei")
    nurul.press("Save")
    nurul.sees("Choose which of the two is kept.")
    nurul.page.wait_for_load_state()
    for both in nurul.page.get_by_label("Both", exact=True).all():
        nurul.tap(both)
    nurul.press("Save")
    for words in ("My tooth hurts.", "I want my wages.", "A safe place", "A doctor", "A lawyer"):
        nurul.sees(words)


def test_what_was_typed_outlives_a_locked_screen(walking):
    walk = walking("daniela.refugiu")
    file = meet(walk, "Tudora")
    walk.page.goto(f"{file}note/")
    walk.pick("She decided")
    walk.type(FIELD, WORDS)
    expect(walk.page.get_by_text(SAVED)).to_be_visible()

    walk.press("Lock screen")
    expect(walk.page.get_by_role("heading", name="The screen is locked")).to_be_visible()
    walk.page.goto(file)
    expect(walk.page.get_by_role("heading", name="The screen is locked")).to_be_visible()
    walk.type("Password", PASSWORD)
    walk.press("Unlock")

    walk.page.goto(f"{file}note/")
    walk.sees(re.compile("You began this at .* and did not finish."))
    walk.follow("Continue")
    expect(walk.page.get_by_label("She decided", exact=True)).to_be_checked()
    expect(walk.page.get_by_label(FIELD)).to_have_value(WORDS)
    walk.press("Save")
    walk.sees(WORDS)
    walk.page.goto(f"{file}note/")
    expect(walk.page.get_by_text("You began this at")).to_have_count(0)


def test_a_draft_is_kept_without_script_too(walking):
    walk = walking("daniela.refugiu", java_script_enabled=False)
    file = meet(walk, "Iulia")
    walk.page.goto(f"{file}note/")
    walk.type(FIELD, WORDS)
    walk.press("Save draft")
    walk.sees(re.compile("Saved as a draft .* It is not in her file yet."))
    walk.page.goto(file)
    expect(walk.page.get_by_text(WORDS)).to_have_count(0)
    walk.follow("Add a note")
    walk.follow("Continue")
    expect(walk.page.get_by_label(FIELD)).to_have_value(WORDS)
