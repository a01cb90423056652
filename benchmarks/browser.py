"""Somebody who signs in through the real pages and then asks for pages as fast as she can.

It is a plain kept connection with a jar of cookies: a client that costs as much as the server would
be half of what is measured on a machine where both run. Cookies marked `Secure` are sent, as
browsers do to their own machine.
"""

from __future__ import annotations

import gzip
import http.client
import re
from dataclasses import dataclass, field
from http import HTTPStatus
from http.cookies import SimpleCookie
from typing import TYPE_CHECKING
from urllib.parse import urlencode

if TYPE_CHECKING:
    from benchmarks.server import Server

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
# What browsers send with every form and page.
HEADERS = {
    "Accept": "text/html",
    "Accept-Encoding": "gzip",
    "Accept-Language": "en",
    "Connection": "keep-alive",
}


class Unexpected(Exception):
    """A page answered what was not asked for; its number would mean nothing."""


@dataclass
class Browser:
    """One client with a connection and cookies of its own; `token` is that of the last form."""

    connection: http.client.HTTPConnection
    token: str = ""
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str) -> bytes:
        """Fetch a page; raise Unexpected for anything but a page."""
        return self._ask("GET", path, None, HTTPStatus.OK)

    def post(
        self, path: str, fields: dict[str, str], expected: HTTPStatus = HTTPStatus.OK
    ) -> bytes:
        """Send a form; raise Unexpected for any other status."""
        body = urlencode({"csrfmiddlewaretoken": self.token, **fields})
        return self._ask("POST", path, body, expected)

    def text(self, path: str) -> str:
        """Fetch a page to read it; not for what is timed."""
        return unpacked(self.get(path))

    def _ask(self, method: str, path: str, body: str | None, expected: HTTPStatus) -> bytes:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = HEADERS | {"Cookie": cookies}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, path, body=body, headers=headers)
        response = self.connection.getresponse()
        answer = response.read()
        for line in response.headers.get_all("Set-Cookie", ()):
            self.cookies |= {one.key: one.value for one in SimpleCookie(line).values()}
        if response.status != expected:
            raise Unexpected(f"{method} {path}: {response.status}\n{unpacked(answer)[:2000]}")
        return answer


def unpacked(answer: bytes) -> str:
    """Return an answer as text."""
    return (gzip.decompress(answer) if answer[:2] == b"\x1f\x8b" else answer).decode()


def signed_in(server: Server, name: str, password: str) -> Browser:
    """Sign in through the pages and return the browser."""
    browser = Browser(http.client.HTTPConnection("127.0.0.1", server.port, timeout=60))
    browser.token = token_of(browser.text("/in/"))
    browser.post("/in/", {"name": name, "password": password}, HTTPStatus.FOUND)
    browser.token = token_of(browser.text("/p/new/"))
    return browser


def token_of(page: str) -> str:
    found = TOKEN.search(page)
    if found is None:
        raise Unexpected(f"a page without a form:\n{page[:500]}")
    return found[1]
