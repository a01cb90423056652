"""Browsers at the demonstration: at its node alone, or at node and public site together."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from aiosmtpd.controller import Controller
from playwright.sync_api import Page

from tests.browsing import Opener
from tests.journeys.public import SECRETARIAT, Mailbox, comes_from
from tests.journeys.walking import Walk
from tests.live import Node, free_port, own_home

Walking = Callable[..., Walk]


@pytest.fixture
def at_the_node(new_page: Opener, live_alongside: Node) -> Iterator[Callable[..., Page]]:
    """Return what opens pages at the node; afterwards fail if one asked anybody else for anything.

    `new_page` besides fails for an error in the console and a broken Content-Security-Policy.
    """
    asked: set[str] = set()

    def opened(**options: Any) -> Page:
        page = new_page(base_url=live_alongside.base_url, **options)
        page.context.on("request", lambda request: asked.add(urlsplit(request.url).netloc))
        return page

    yield opened
    assert asked <= {urlsplit(live_alongside.base_url).netloc}


@pytest.fixture
def walking(at_the_node: Callable[..., Page]) -> Walking:
    """Return what lets somebody of the demonstration walk: `walking("mei.tenaganita")`."""

    def begun(sign_in_name: str, language: str = "en", **options: Any) -> Walk:
        walk = Walk(at_the_node(**options), touch=options.get("has_touch", False))
        walk.enter(sign_in_name)
        # Her account keeps what language she reads, and a journey before this one may have set it.
        walk.read_in(language)
        return walk

    return begun


@pytest.fixture(scope="session")
def mail_server() -> Iterator[Controller]:
    """Run a mail server; its handler is a `Mailbox`."""
    controller = Controller(Mailbox(), hostname="127.0.0.1", port=free_port())
    controller.start()
    yield controller
    controller.stop()


@pytest.fixture
def mailbox(mail_server: Controller) -> Mailbox:
    """Return what came by mail."""
    return mail_server.handler


@pytest.fixture(scope="session")
def alliance(
    tmp_path_factory: pytest.TempPathFactory, demonstration: Path, mail_server: Controller
) -> Iterator[Node]:
    """Serve the demonstration, site and node, as `alongside demo` does: once for this worker."""
    path = tmp_path_factory.mktemp("alliance")
    shutil.copytree(demonstration, path, dirs_exist_ok=True)
    mail = {"ALONGSIDE_SMTP_HOST": "127.0.0.1", "ALONGSIDE_SMTP_PORT": str(mail_server.port)}
    # Visitors come through one who says where each comes from, as behind any web server.
    with own_home(path, ALONGSIDE_PROXIES="1", **mail) as home:
        yield home.start("demo", "--home", str(path))


@pytest.fixture
def opened(new_page: Opener, alliance: Node) -> Callable[..., Page]:
    """Return what opens browsers at the one address of site and node."""
    headers = comes_from("198.51.100.7")
    return lambda **options: new_page(
        base_url=alliance.base_url, extra_http_headers=headers, **options
    )


@pytest.fixture
def colleague(opened: Callable[..., Page]) -> Walk:
    """Return the secretariat's public work, signed in."""
    walk = Walk(opened(), touch=False)
    walk.enter(SECRETARIAT)
    return walk
