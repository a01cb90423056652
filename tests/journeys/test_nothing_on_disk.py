"""Whoever reads the browser's own files afterwards finds nothing of what was typed."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browsing import EXECUTABLE, FLAGS
from tests.journeys.walking import Walk

pytestmark = pytest.mark.journey

NAME, STORY, NEED, FOUND = "Qamarcanary", "Xstorycanary", "Xneedcanary", "Xplantedcanary"
PLANTED = (
    "<form method=post action=/n/><label>Town <input name=town autocomplete=on></label>"
    "<button>Send</button></form>"
)
ENCODINGS = ("utf-8", "utf-16-le")


def files_holding(profile, words):
    """Return the files of a profile in which the words stand, in either width of letter."""
    sought = [words.encode(encoding) for encoding in ENCODINGS]
    files = [path for path in Path(profile).rglob("*") if path.is_file()]
    assert files
    return sorted(
        str(path.relative_to(profile))
        for path in files
        if any(one in content for content in [path.read_bytes()] for one in sought)
    )


@pytest.fixture
def kept(browser, live_alongside, tmp_path):
    """Return a browser that keeps its profile on disk, as those at work do."""
    context = browser.browser_type.launch_persistent_context(
        tmp_path / "profile",
        executable_path=EXECUTABLE,
        args=[*FLAGS, "--headless=new"],
        ignore_default_args=["--headless", "--disable-field-trial-config"],
        base_url=live_alongside.base_url,
        locale="en-GB",
    )
    yield context
    context.close()


def test_chromium_keeps_nothing_of_what_is_typed_into_a_file(kept, tmp_path):
    walk = Walk(kept.pages[0], touch=False)
    walk.enter("daniela.refugiu")
    walk.follow("New person")
    walk.type("How do we speak of her?", STORY)
    walk.press("Continue")
    # Refused forms, and found people, are pages that answer what was sent.
    walk.sees("Say what she is called, or tick that she gives no name now.")
    walk.type("What shall we call her?", NAME)
    walk.press("Continue")
    walk.press("Continue")
    walk.type("In her own words", NEED)
    walk.press("Save and close")
    walk.follow("Add a note")
    walk.pick("Visit")
    walk.type("In a few words", STORY)
    walk.type("What happened, or what did she decide?", STORY)
    walk.press("Save")
    walk.sees(STORY)
    walk.type("Name, file number or phone", NAME)
    walk.page.keyboard.press("Enter")
    expect(walk.page.locator(".al-row").filter(has_text=NAME)).not_to_have_count(0)

    kept.route("**/planted/", lambda route: route.fulfill(body=PLANTED, content_type="text/html"))
    kept.route("**/n/", lambda route: route.fulfill(body="Thanks", content_type="text/html"))
    walk.page.goto("/planted/")
    walk.type("Town", FOUND)
    walk.press("Send")
    walk.sees("Thanks")
    # What is typed is written down some moments later.
    walk.page.wait_for_timeout(3000)
    kept.close()

    assert files_holding(tmp_path / "profile", FOUND) != []
    assert {words: files_holding(tmp_path / "profile", words) for words in (NAME, NEED, STORY)} == {
        NAME: [],
        NEED: [],
        STORY: [],
    }
