"""Two organisations help one woman, until she says stop."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.walking import ON_A_PHONE, meet

pytestmark = [
    pytest.mark.journey,
    pytest.mark.parametrize("script", [True, False], ids=["script", "no script"]),
]

NEED = "A bed for two weeks"
NUMBER = "+40 712 345 678"


def asked_of_us(walk):
    """Return where the requests on Today lead."""
    links = walk.page.get_by_role("link", name=re.compile("asks for help"))
    return {link.get_attribute("href") for link in links.all()}


def arrival(walk, known):
    """Return the request that was not on Today before."""
    new = walk.page.locator("main a", has_text="asks for help")
    for address in known:
        new = new.and_(walk.page.locator(f'a:not([href="{address}"])'))
    walk.waits_for(new)
    return new.first


def refer(walk):
    """Ask Tenaganita for help, from the file."""
    walk.follow("Refer")
    walk.pick("Tenaganita")
    walk.type("What does she need from them?", NEED)
    walk.pick("Her chosen name and language")
    walk.pick("A safe way to reach her")
    walk.pick("Said it to me")
    walk.pick("For 30 days")
    walk.press("Check before sending")
    walk.press("Send to Tenaganita")
    walk.sees("Sent. You will see their answer on Today.")


def our_request(walk, file):
    """Open what was asked for her, from her file."""
    walk.page.goto(file)
    walk.follow("Refer")
    walk.tap(walk.page.get_by_text("What was asked for her before"))
    walk.tap(walk.page.locator(".al-row__title a").first)


def accept(walk, request):
    """Open what arrived, and say yes; return where it is found again."""
    expect(request.locator("xpath=ancestor::li")).not_to_contain_text(NEED)
    walk.begin()
    walk.tap(request)
    walk.sees(NUMBER)
    walk.press("Accept")
    assert walk.taps <= 2
    walk.sees("Accepted")
    return walk.page.url


def stop(walk, file):
    """Write down, from the file, that she said stop."""
    walk.begin(file)
    walk.follow("Consent and sharing")
    walk.follow(re.compile(r"^Stop\b.*Tenaganita"))
    walk.press("Yes, stop")
    assert walk.taps <= 3


def test_from_the_file_to_the_answer_and_to_her_stop(walking, script):
    ours = walking("daniela.refugiu", java_script_enabled=script, **ON_A_PHONE)
    theirs = walking("mei.tenaganita", java_script_enabled=script, **ON_A_PHONE)
    known = asked_of_us(theirs)
    file = meet(ours, "Smaranda")

    ours.begin(file)
    refer(ours)
    assert ours.taps <= 9

    received = accept(theirs, arrival(theirs, known))
    ours.page.goto("/d/")
    ours.waits_for(ours.page.locator("li", has_text="Smaranda").get_by_text("Tenaganita answered"))
    our_request(ours, file)
    ours.sees("Accepted")
    sent = ours.page.url

    stop(ours, file)
    theirs.page.goto(received)
    theirs.waits_for(theirs.page.get_by_role("button", name="We have seen this"))
    theirs.sees(re.compile("What was shared is locked"))
    for words in (NEED, NUMBER, "Smaranda"):
        expect(theirs.page.locator("body")).not_to_contain_text(words)
    ours.page.goto(sent)
    ours.sees("They have not confirmed it yet")

    theirs.press("We have seen this")
    theirs.sees("Confirmed. The sender is told.")
    ours.page.goto(sent)
    ours.waits_for(ours.page.get_by_text("Their copy is locked, and they confirmed it on"))
