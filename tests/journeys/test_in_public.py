"""In public: visitors at the site, colleagues at the node, behind one address, with a mail server.

Nothing is taken over here: each letter travels as it does for people, sealed through the folder
between the two.
"""

import re
from email.message import EmailMessage
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from alongside.cli.world.consultation import CAME, NAMES
from alongside.core import clock
from tests.browsing import PHONE, axe, fits
from tests.journeys.public import Mailbox, browser, publish
from tests.journeys.walking import Walk
from tests.live import Node

pytestmark = pytest.mark.journey

READER = "kestrelqx@example.org"
EVENT = "Wages across borders"
LINK = re.compile(r"https?://[^/\s]+(/\w\w/letter/yes/\S+)")
OUT = re.compile(r"<https?://[^/\s]+(/\S+)>")
# Two minutes from now is proposed, and what is due is looked at once a minute.
SECONDS_TO_SEND = 240
# A member, and a project or publication of its own.
WORKS = (
    ("map-foundation", "MAP Foundation", "Solidarity Soap"),
    ("tenaganita", "Tenaganita", "Voice and participation: eight partners, eight projects"),
    ("worec-nepal", "WOREC Nepal", "1,581 cases: a register of violence against women in Nepal"),
)


def fetch(walk: Walk) -> None:
    """Take in what visitors left."""
    walk.page.goto("/a/events/")
    walk.press("Take them in")


def subscribed(walk: Walk) -> int:
    """Return how many people have the newsletter, as the node counts them."""
    walk.page.goto("/a/newsletter/")
    return int(walk.page.locator(".al-stats strong").first.inner_text())


def ask(reader: Page, box: Mailbox) -> None:
    """Ask for the newsletter on the site, and say yes in the mail that comes."""
    reader.goto("/en/letter/")
    fits(reader)
    axe(reader)
    reader.get_by_label("Your mail address").fill(READER)
    reader.get_by_role("button", name="Ask for it").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("Look into your mailbox")
    [asked] = box.to(READER)
    reader.goto(LINK.search(asked.get_content())[1])
    reader.get_by_role("button", name="Yes, send it to me").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("Thank you")


def send(walk: Walk, box: Mailbox) -> tuple[str, EmailMessage]:
    """Send the newest issue; return its title, and the mail in the reader's mailbox."""
    walk.page.goto("/a/newsletter/")
    walk.tap(walk.page.locator(".al-row__title a").first)
    title = walk.page.get_by_role("heading", level=1).inner_text()
    walk.follow("Plan the sending")
    walk.press("Plan it")
    for _second in range(SECONDS_TO_SEND):
        if len(box.to(READER)) > 1:
            break
        walk.page.wait_for_timeout(1000)
    [_asked, issue] = box.to(READER)
    return title, issue


def test_the_newsletter_from_the_first_wish_to_the_last_mail(alliance, mailbox, opened, colleague):
    """Asked for, confirmed, received, stopped; the address lies nowhere in between."""
    box, before = mailbox, subscribed(colleague)
    ask(opened(viewport=PHONE), box)
    assert lying_in(alliance.home.path, READER) == []
    fetch(colleague)
    assert subscribed(colleague) == before + 1
    assert lying_in(alliance.home.path, READER) == []

    title, issue = send(colleague, box)
    assert issue["Subject"] == title
    assert issue["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    out = OUT.search(issue["List-Unsubscribe"])[1]
    with browser(alliance, "192.0.2.1") as mail_program:
        # Looking at the link stops nothing, as programs that look at links ahead do.
        assert mail_program.get(out).status_code == 200
        stopped = mail_program.post(out, data={"List-Unsubscribe": "One-Click"})
        assert stopped.status_code in {200, 303}
    fetch(colleague)
    assert subscribed(colleague) == before


def lying_in(folder: Path, words: str) -> list[str]:
    """Return the files below a folder that hold these words."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return [str(path) for path in found if words.encode() in path.read_bytes()]


def test_45_register_and_35_organisations_from_28_countries_come_out(alliance, opened, colleague):
    """An event is prepared, people register from everywhere, and the figures come out by rule."""
    prepare(colleague)
    publish(colleague)
    visitor = opened(viewport=PHONE)
    visitor.goto("/en/events/")
    visitor.get_by_role("link", name=EVENT).first.click()
    address = visitor.url.removeprefix(alliance.base_url)
    register(visitor)
    for number, (organisation, country) in enumerate(CAME[1:], 1):
        assert registered(alliance, address, number, organisation, country) == 303
    # Sent twice is there once.
    assert registered(alliance, address, 44, *CAME[44]) == 303

    fetch(colleague)
    colleague.tap(colleague.page.get_by_role("link", name=EVENT).first)
    rows = colleague.page.locator("form[action*='/r/']")
    expect(rows).to_have_count(len(CAME))
    for number in range(len(CAME)):
        rows.nth(number).locator("select").select_option("attended")
        with colleague.page.expect_navigation():
            rows.nth(number).get_by_role("button").click()
    expect(colleague.page.locator(".al-counts strong")).to_have_text(["45", "35", "28"])
    publish(colleague)
    # Somebody who was not here before: pages may be kept for a while.
    reader = opened()
    reader.goto(address)
    expect(reader.locator(".al-counts strong")).to_have_text(["45", "35", "28"])


def register(visitor: Page) -> None:
    """Register on a phone, as the first of all who come."""
    organisation, country = CAME[0]
    visitor.get_by_role("link", name="Register").first.click()
    fits(visitor)
    axe(visitor)
    visitor.get_by_label("What shall we call you?").fill(NAMES[0])
    visitor.get_by_label("Your e-mail address").fill("one@example.org")
    visitor.get_by_label("Your organisation or group (optional)").fill(organisation)
    visitor.get_by_label("The country you work or live in (optional)").select_option(country)
    visitor.get_by_role("button", name="Register").click()
    expect(visitor).to_have_url(re.compile("/registered/$"))


ONCE = "00000000-0000-4000-8000-0000000000{:02d}"


def registered(node: Node, address: str, number: int, organisation: str, country: str) -> int:
    """Register somebody as a browser without scripts would; return what the site answered."""
    sent = {
        "once": ONCE.format(number),
        "contact_page": "",
        "name": NAMES[number % len(NAMES)],
        "address": f"person{number}@example.org",
        "organisation": organisation,
        "country": country,
    }
    with browser(node, f"203.0.113.{number}") as client:
        return client.post(f"{address}register/", data=sent).status_code


def prepare(walk: Walk) -> None:
    """Prepare a public event next year that people register for."""
    walk.page.goto("/a/events/new/")
    walk.type("Title in English", EVENT)
    walk.choose("What is it?", "webinar")
    for day in ("begins_on", "ends_on"):
        for part, number in (("day", "8"), ("month", "3"), ("year", str(clock.now().year + 1))):
            walk.page.locator(f"[name={day}_{part}]").fill(number)
    walk.type("Begins at", "14:00")
    walk.type("Ends at", "16:00")
    zone = walk.page.get_by_label("In which time zone?")
    zone.fill("Asia/Bangkok")
    walk.page.get_by_label("One can take part online").check()
    walk.page.get_by_label("One can register on the public site").check()
    walk.page.get_by_label("Show it on the public site").check()
    walk.press("Save")
    walk.sees("The event is written down. Nobody sees it yet.")


def test_from_a_member_to_its_work_and_back(opened):
    """A member's page leads to what it did and wrote, and that to the member."""
    visitor = opened(viewport=PHONE)
    for slug, name, work in WORKS:
        visitor.goto(f"/en/members/{slug}/")
        visitor.get_by_role("link", name=work, exact=True).click()
        expect(visitor.get_by_role("heading", name=work)).to_be_visible()
        visitor.get_by_role("link", name=name, exact=True).click()
        expect(visitor.get_by_role("heading", name=name)).to_be_visible()
    axe(visitor)
    fits(visitor)
