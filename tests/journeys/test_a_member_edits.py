"""A member changes what it says of itself, on a phone; nobody else's page, and nothing unread."""

import pytest
from playwright.sync_api import Page, expect

from tests.browsing import PHONE, axe, fits
from tests.journeys.public import publish
from tests.journeys.walking import ON_A_PHONE, Walk

pytestmark = pytest.mark.journey

COORDINATOR = "farida.jessore"
NEW = "Before a return we sit with her and with her family, and we go on asking for three years."
NOT_HERS = "Words that somebody else would put into their mouth."
WORDS = "What it does"
# A member with an account of its own, and one for which the secretariat writes.
OTHERS = {"MY": "Tenaganita", "HK": "Action for Reach Out (AFRO)"}
NOT_FOUND = 404


def test_her_words_reach_the_public_after_a_second_look_and_nobody_else_s_change(opened, colleague):
    walk = Walk(opened(**ON_A_PHONE), touch=True)
    walk.enter(COORDINATOR)
    change(walk)
    expect(walk.page.locator("main")).to_contain_text(NEW)
    for country, name in OTHERS.items():
        stays(walk, country, name)

    assert NEW not in read(opened(viewport=PHONE))
    colleague.page.goto("/a/publish/")
    expect(colleague.page.locator("main")).to_contain_text(NEW)
    expect(colleague.page.get_by_text(NOT_HERS)).to_have_count(0)
    publish(colleague)
    colleague.sees("Published. The site shows it within a minute.")
    # Somebody who was not here before: pages may be kept for a while.
    assert NEW in read(opened(viewport=PHONE))


def change(walk: Walk) -> None:
    """Write anew what her organisation does."""
    walk.page.goto("/a/")
    # Where she is stands in two lines of tabs; the page begins at its top all the same.
    assert walk.page.evaluate("window.scrollY") == 0
    shuts_nobody_out(walk.page)
    walk.follow("Our organisation")
    walk.sees("Change this page")
    shuts_nobody_out(walk.page)
    walk.follow("Change this page")
    walk.sees("What it is for")
    shuts_nobody_out(walk.page)
    rewrite(walk, NEW)
    walk.press("Save")
    walk.sees("The page is saved.")
    shuts_nobody_out(walk.page)


def rewrite(walk: Walk, words: str) -> None:
    """Put other words where it says what it does."""
    walk.page.get_by_label(walk.said(WORDS), exact=True).fill(words)


def shuts_nobody_out(page: Page) -> None:
    """See that a page fits a phone and is open to all."""
    fits(page)
    axe(page)


def stays(walk: Walk, country: str, name: str) -> None:
    """Try to change another member's page, by its address and by sending the own form there."""
    walk.page.goto("/a/mine/")
    own = f"{walk.page.url}change/"
    walk.page.goto(f"/a/?country={country}")
    walk.follow(name)
    expect(walk.page.get_by_role("heading", level=1)).to_have_text(name)
    walk.page.wait_for_load_state()
    theirs, stood = walk.page.url, walk.page.locator("main").inner_text()
    expect(walk.page.get_by_role("link", name=walk.said("Change this page"))).to_have_count(0)
    assert walk.page.goto(f"{theirs}change/").status == NOT_FOUND

    walk.page.goto(own)
    rewrite(walk, NOT_HERS)
    form = walk.page.locator("main form[method=post]")
    form.evaluate("(form, where) => { form.action = where; }", f"{theirs}change/")
    with walk.page.expect_navigation(url=f"{theirs}change/") as answer:
        walk.press("Save")
    assert answer.value.status == NOT_FOUND
    walk.page.goto(theirs)
    assert walk.page.locator("main").inner_text() == stood


def read(visitor: Page) -> str:
    """Return what a visitor reads of her organisation, which she looks up by its name."""
    visitor.goto("/en/members/?q=jessore")
    visitor.get_by_role("link", name="Rights Jessore").click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Rights Jessore")
    shuts_nobody_out(visitor)
    return visitor.locator("main").inner_text()
