"""Browsers at the demonstration, which runs as a real node."""

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from tests.browsing import Opener
from tests.journeys.walking import Walk
from tests.live import Node

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

    def begun(sign_in_name: str, **options: Any) -> Walk:
        walk = Walk(at_the_node(**options), touch=options.get("has_touch", False))
        walk.enter(sign_in_name)
        return walk

    return begun
