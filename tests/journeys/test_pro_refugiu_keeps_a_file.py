"""Pro Refugiu's file: five services from five doors, and a second assessment beside the first.

After their work (field notes, section 4): a file per person with every service and how she comes
along, on a phone.
"""

import re

import pytest
from playwright.sync_api import expect

from tests.browsing import axe, fits
from tests.journeys.walking import ON_A_PHONE, meet

pytestmark = [
    pytest.mark.journey,
    pytest.mark.parametrize(
        ("script", "language", "called"),
        [(True, "en", "Elena"), (False, "en", "Mirela"), (True, "bn", "Nadia")],
        ids=["script", "no script", "in Bengali"],
    ),
]

# What she received, from whom.
SERVICES = {
    "x_counselling": "Dr. Ionescu, psychologist",
    "Legal": "Radu Marin, lawyer",
    "Health": "Colentina hospital",
    "x_documents": "Immigration inspectorate",
    "Education": "Second chance school",
}
TITLE = "Needs and strengths"
# The options of the form, in its own words.
WORDS = {
    "en": {"much": "Much help", "some": "Some help", "none": "No help needed now"},
    "bn": {"much": "অনেক সহায়তা", "some": "কিছু সহায়তা", "none": "এখন সহায়তা লাগবে না"},
}
# A part of the form: what she answered first, and what later.
FIRST = {"health": "much", "money": "much", "papers": "much"}
SECOND = {"health": "some", "money": "much", "papers": "none"}


@pytest.fixture
def walk(walking, script, language):
    return walking("daniela.refugiu", language, java_script_enabled=script, **ON_A_PHONE)


def shuts_nobody_out(walk, script):
    """See that a page fits a phone and is open to all; what looks is a script itself."""
    fits(walk.page)
    if script:
        axe(walk.page)


def record(walk, kind, provider):
    """Write down one service."""
    walk.follow("Add a service")
    walk.choose("What did she receive?", kind)
    walk.type("From whom?", provider)
    walk.press("Save")
    walk.sees("Saved.")


def assess(walk, file, answers):
    """Fill in a sheet: three answers on its first page, and go on through the others."""
    walk.page.goto(f"{file}assessment/")
    walk.tap(walk.page.locator("a[href*='assessment/new/']", has_text=walk.said(TITLE)))
    for question, answer in answers.items():
        walk.tap(walk.page.locator(f"input[name$='/{question}'][value={answer}]"))
    for number in (2, 3):
        walk.press("Continue")
        expect(walk.page).to_have_url(re.compile(rf"/{number}/$"))
    walk.press("Continue")
    expect(walk.page.get_by_role("heading", level=1)).to_contain_text(walk.said(TITLE))
    expect(walk.page.locator("form[data-autosave]")).to_have_count(0)


def test_five_services_and_how_she_came_along(walk, script, called, language):
    file = meet(walk, called)
    walk.page.goto(f"{file}services/")
    for kind, provider in SERVICES.items():
        record(walk, kind, provider)
        walk.page.goto(f"{file}services/")
    received = walk.page.locator("ol.al-timeline > li")
    expect(received).to_have_count(len(SERVICES))
    for provider in SERVICES.values():
        expect(received.filter(has_text=provider)).to_have_count(1)
    shuts_nobody_out(walk, script)

    for answers in (FIRST, SECOND):
        assess(walk, file, answers)
    walk.page.goto(f"{file}assessment/")
    expect(walk.page.locator("a[href*='/beside/']")).to_have_count(1)
    shuts_nobody_out(walk, script)
    walk.tap(walk.page.locator("a[href*='/beside/']"))
    # Two answers, and what the form says of them by itself.
    changed = walk.page.locator("tbody tr", has=walk.page.locator("strong"))
    for question, place in (("health", 0), ("papers", -1)):
        row = changed.nth(place)
        for answers in (FIRST, SECOND):
            expect(row).to_contain_text(WORDS[language][answers[question]])
    shuts_nobody_out(walk, script)
