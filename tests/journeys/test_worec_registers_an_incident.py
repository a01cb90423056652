"""WOREC registers an incident on a phone: what was done, by whom, what she wants, and no name.

Three minutes is what the registers of the field take on paper; taps stand for time, because a test
asserts none: 28 taps at four seconds each leave a minute for listening.
"""

import pytest
from playwright.sync_api import expect

from tests.browsing import fits
from tests.journeys.walking import ON_A_PHONE

pytestmark = pytest.mark.journey

MOST_TAPS = 28


@pytest.fixture
def walk(walking):
    return walking("nirmala.worec", **ON_A_PHONE)


def choose(walk, label, words):
    """Touch a drop-down, and one of its lines."""
    field = walk.page.get_by_label(label, exact=True)
    walk.tap(field)
    walk.taps += 1
    field.select_option(label=words)


def answer(walk, yes_to):
    """Say no to the six questions until the one that is a yes."""
    asked = walk.page.locator(".al-until-yes > .govuk-form-group")
    for place in range(yes_to):
        walk.tap(asked.nth(place).get_by_label("Yes" if place == yes_to - 1 else "No", exact=True))
    return asked


def test_an_incident_in_three_minutes(walk):
    walk.begin()
    walk.follow("Register an incident")
    asked = answer(walk, 3)
    # The first yes is the last question: there is nothing more to ask, or to scroll past.
    expect(asked.nth(2)).to_be_visible()
    expect(asked.nth(3)).to_be_hidden()
    fits(walk.page)
    for label, words in (
        ("In what kind of place?", "Her home"),
        ("Who was it to her?", "Her partner, or a former one"),
        ("How old was she then?", "26–40"),
        ("Her sex", "Woman or girl"),
        ("Health care", "We referred her"),
        ("Counselling", "We gave it"),
    ):
        choose(walk, label, words)
    when = walk.page.get_by_role("group", name="When did it happen?")
    for box, number in (("Day", "18"), ("Month", "11"), ("Year", "2026")):
        walk.tap(when.get_by_label(box, exact=True))
        walk.page.keyboard.type(number)
    walk.press("Save")
    walk.pick("Yes", under="May we count her, without her name?")
    walk.pick("Said it to me")
    walk.press("Save and close")
    assert walk.taps <= MOST_TAPS
    walk.sees("Physical assault")
    walk.sees("The first yes is to question 3.")
    walk.sees("By a partner or former partner")
    walk.sees("(name not given)")
    fits(walk.page)


def test_the_least_is_one_answer_and_no_question_about_figures(walk):
    walk.begin()
    walk.follow("Register an incident")
    answer(walk, 1)
    walk.press("Save")
    walk.press("Save and close")
    assert walk.taps <= 5
    walk.sees("Rape")
    walk.page.goto("/p/register/")
    fits(walk.page)
    rows = walk.page.locator(".al-row")
    expect(rows.filter(has_text="Rape").first).to_be_visible()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_in_bengali_too(walking, script):
    walk = walking("asha.jessore", "bn", java_script_enabled=script, **ON_A_PHONE)
    walk.begin("/p/register/new/")
    assert walk.page.locator("html").get_attribute("lang") == "bn"
    fits(walk.page)
    asked = walk.page.locator(".al-until-yes > .govuk-form-group")
    walk.tap(asked.nth(0).locator("[value=no]"))
    walk.tap(asked.nth(1).locator("[value=yes]"))
    expect(asked.nth(2)).to_be_hidden()
    walk.tap(walk.page.locator("main form button.govuk-button:not([name])").last)
    walk.tap(walk.page.locator("main form button.govuk-button").last)
    assert walk.taps <= 5
    expect(walk.page.locator(".govuk-summary-list").first).to_be_visible()
    fits(walk.page)
