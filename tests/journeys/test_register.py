"""A register that was kept in a workbook comes in, is looked at, and is taken back."""

import io
import re

import openpyxl
import pytest
from playwright.sync_api import expect

from tests.casework.register.shared import given_register

pytestmark = pytest.mark.journey

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEADINGS = ["File no.", "First Name", "Date of Birth", "Gender", "Citizenship"]


def tiles(page):
    """Return the numbers of a report, by what they count."""
    words = [tile.inner_text().split(maxsplit=1) for tile in page.locator(".al-stat").all()]
    return {what.strip(): int(number) for number, what in words}


def bring_in(walk, content):
    """Send a workbook, look at what would happen, and let it happen; return both reports."""
    walk.page.goto("/d/")
    walk.follow("Bring in a register")
    walk.page.get_by_label("Your register").set_input_files(
        {"name": "register.xlsx", "mimeType": XLSX, "buffer": content}
    )
    walk.press("Continue")
    expect(walk.page.get_by_role("heading", level=1)).to_have_text("What is in each column?")
    walk.press("See what would happen")
    expect(walk.page.get_by_role("heading", level=1)).to_have_text("This is what would happen")
    before = tiles(walk.page)
    walk.press("Bring it in")
    walk.follow("See what became of every row")
    expect(walk.page.get_by_role("heading", level=1)).to_have_text("The import, row by row")
    return before, tiles(walk.page)


def take_back(walk):
    """Take the import back from its report."""
    walk.tap(walk.page.get_by_text("Take this import back"))
    walk.press("Take it back")
    walk.sees("This import was taken back.")


@pytest.fixture
def small():
    """Return a register of two people, one of whom stands in it twice."""
    book = openpyxl.Workbook()
    rows = [["K-1", "Zahra", 1991], ["K-2", "Mirela", 1988], ["K-1", "Zahra", 1992]]
    for row in (HEADINGS, *([*each, "Feminine", "Romania"] for each in rows)):
        book.active.append(row)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_small_register_comes_in_and_goes_again(walking, small, script):
    walk = walking("daniela.refugiu", java_script_enabled=script)
    expected = {"new files": 2, "updated": 1, "with nothing new": 0, "refused": 0}
    assert bring_in(walk, small) == (expected, expected)
    walk.tap(walk.page.get_by_role("link", name=re.compile("^AL-")).first)
    expect(walk.page.get_by_role("heading", level=1, name="Zahra")).to_be_visible()
    file = walk.page.url
    walk.page.go_back()
    take_back(walk)
    walk.sees("2 files removed")
    assert walk.page.goto(file).status == 404


def test_the_register_of_sixty_rows(walking):
    register = given_register()
    walk = walking("mei.tenaganita")
    expected = {"new files": 57, "updated": 2, "with nothing new": 0, "refused": 1}
    assert bring_in(walk, register) == (expected, expected)
    refused = walk.page.locator("tr", has_text="Refused").first
    expect(refused).to_contain_text("Nobody was born on this date: it is in the future.")
    expect(refused).to_contain_text("An age cannot be below 0.")
    take_back(walk)
    walk.sees("57 files removed")
