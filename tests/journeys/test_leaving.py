"""Somebody comes in at the wrong moment."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.walking import meet

pytestmark = [pytest.mark.journey]

CALLED = "Anastasia"
NEUTRAL = re.compile("/n/$")


def locked(walk):
    """Open a file, then lock the screen above it."""
    meet(walk, CALLED)
    walk.press("Lock screen")
    expect(walk.page.get_by_role("heading", name="The screen is locked")).to_be_visible()


def shows_nothing_on_the_way_back(walk):
    """Go back as far as the browser can, and see that no page of the work comes up."""
    expect(walk.page).to_have_url(NEUTRAL)
    seen = []
    for _page in range(4):
        walk.page.go_back()
        if walk.page.url == "about:blank":
            break
        seen.append(walk.page.get_by_role("heading", level=1).inner_text())
        expect(walk.page.locator("body")).not_to_contain_text(CALLED)
        expect(walk.page.locator("body")).not_to_contain_text("Daniela")
    assert set(seen) <= {"Sign in"}


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_after_leave_the_way_back_shows_nothing(walking, script):
    walk = walking("daniela.refugiu", java_script_enabled=script)
    locked(walk)
    walk.follow("Leave")
    shows_nothing_on_the_way_back(walk)


def test_three_times_shift_leaves(walking):
    walk = walking("daniela.refugiu")
    locked(walk)
    for _press in range(3):
        walk.page.keyboard.press("Shift")
    shows_nothing_on_the_way_back(walk)


def test_a_page_of_the_way_in_leaves_no_trace_of_itself(at_the_node):
    page = at_the_node()
    page.goto("/n/")
    page.goto("/in/")
    page.get_by_role("link", name="Leave").click()
    expect(page).to_have_url(NEUTRAL)
    page.go_back()
    # The page of before, not the one that was left.
    expect(page).to_have_url(NEUTRAL)
