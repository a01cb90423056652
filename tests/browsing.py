"""A real browser for journeys: Debian's Chromium, quiet, and strict about what pages do."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import connections
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    expect,
    sync_playwright,
)

EXECUTABLE = next(
    (path for path in ("/usr/bin/chromium", "/usr/bin/chromium-browser") if Path(path).exists()),
    "/usr/bin/chromium",
)
# Milliseconds, for what a page does and for what is expected of it: other tests run beside.
PATIENCE = 15_000
expect.set_options(timeout=PATIENCE)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 800}
# Answers with these words are the page's own business: a form that was refused, a file not there.
EXPECTED = "Failed to load resource: the server responded with a status of"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ONLY = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
# Half a megabyte, which a browser reads longer than it looks at a page: once for each page.
AXE = Axe().axe_script


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start one browser for all the journeys of this worker."""
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    # Playwright keeps an event loop in this thread; Django would take our plain calls for async.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    # While the loop is there Django keeps other connections than before and after: none of either
    # may stay open unseen, or the database could not be taken down.
    connections.close_all()
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=EXECUTABLE, args=FLAGS)
        yield started
        started.close()
        connections.close_all()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


class Opener:
    """Opens pages, each in a browser profile of its own, and notes what they do wrong."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.contexts: list[BrowserContext] = []
        self.complaints: list[str] = []

    def __call__(self, **options: Any) -> Page:
        """Open a page; options are those of Playwright's `new_context`.

        Such as `locale`, `viewport`, `java_script_enabled`, `color_scheme`, `base_url`.
        """
        context = self.browser.new_context(**{"viewport": DESK, "locale": "en-GB"} | options)
        self.contexts.append(context)
        context.on("console", self.heard)
        context.on("weberror", lambda error: self.complaints.append(f"script: {error.error}"))
        context.on("request", lambda request: self.asked(request.url))
        context.set_default_timeout(PATIENCE)
        return context.new_page()

    def heard(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(EXPECTED):
            self.complaints.append(f"console: {message.text}")

    def asked(self, url: str) -> None:
        if urlsplit(url).hostname not in {"127.0.0.1", "localhost", None}:
            self.complaints.append(f"third party: {url}")

    def close(self) -> None:
        """Close all its pages; nothing is heard of them afterwards."""
        while self.contexts:
            self.contexts.pop().close()


@pytest.fixture
def new_page(browser: Browser) -> Iterator[Opener]:
    """Return what opens pages: `new_page(locale="ar", viewport=PHONE)`.

    Afterwards the test fails if a page wrote an error to the console, broke its
    Content-Security-Policy, or asked anybody but the server for anything.
    """
    opener = Opener(browser)
    yield opener
    opener.close()
    assert opener.complaints == []


@pytest.fixture
def page(new_page: Opener) -> Page:
    """Open a page as wide as a desk's screen."""
    return new_page()


def phone(page: Page) -> Page:
    """Make a page as wide as a small phone, and return it."""
    page.set_viewport_size(PHONE)
    return page


def axe(page: Page, *, without: str = "") -> None:
    """Fail with a readable list if axe finds something on the page that shuts people out.

    :param without: a rule that is left out, because the same page was looked at with it elsewhere
    """
    page.wait_for_load_state()  # before its styles are there everything is too small or too wide
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(AXE)
    asked = ONLY | {"rules": {without: {"enabled": False}}} if without else ONLY
    found = page.evaluate("asked => axe.run(asked).then(results => results.violations)", asked)
    violations = [
        f"{each['id']} ({each['impact']}): {each['help']}\n"
        + "\n".join(f"    {node['target']}  {node['html'][:160]}" for node in each["nodes"][:5])
        for each in found
    ]
    assert violations == [], f"{page.url}\n" + "\n".join(violations)


def fits(page: Page) -> None:
    """Fail if the page must be scrolled sideways."""
    page.wait_for_load_state()
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0, f"{page.url} is {wide} px wider than the screen"
