"""Somebody calls for the first time, and the caseworker has only her phone."""

import pytest
from playwright.sync_api import expect

from tests.browsing import fits
from tests.journeys.walking import ON_A_PHONE, meet

pytestmark = [
    pytest.mark.journey,
    pytest.mark.parametrize("script", [True, False], ids=["script", "no script"]),
]


@pytest.fixture
def walk(walking, script):
    return walking("daniela.refugiu", java_script_enabled=script, **ON_A_PHONE)


def test_a_first_contact_takes_at_most_twelve_taps(walk):
    walk.begin()
    meet(walk, "Ilinca")
    assert walk.taps <= 12
    fits(walk.page)
    walk.sees("WhatsApp text")
    walk.page.get_by_role("link", name="Her plan").click()
    expect(walk.page.get_by_role("listitem").filter(has_text="A safe place")).to_be_visible()
    walk.page.get_by_role("link", name="Consent and sharing").click()
    counted = walk.page.locator(".al-row").filter(has_text="Yearly figures")
    expect(counted).to_contain_text("Stop")


def test_the_least_takes_at_most_five_taps(walk):
    walk.begin()
    walk.follow("New person")
    walk.pick("She gives no name now")
    walk.press("Continue")
    walk.pick("She will call us")
    walk.press("Save and close")
    assert walk.taps <= 5
    walk.sees("She will call us")


def test_a_note_without_more_than_it_needs(walk):
    file = meet(walk, "Zamfira")
    walk.begin(file)
    walk.follow("Add a note")
    walk.pick("Visit")
    walk.type("What happened, or what did she decide?", "She came with her sister.")
    walk.press("Save")
    assert walk.taps <= 4
    walk.sees("She came with her sister.")
