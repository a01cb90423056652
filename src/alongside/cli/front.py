"""One address before the node and the public site: each path goes to one of the two processes.

For the demonstration and for small machines. A web server in front (nginx, Caddy) does the same,
and better gives the two names of their own (`docs/operations.md`).
"""

from __future__ import annotations

import http.client
import os
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from wsgiref.types import StartResponse, WSGIEnvironment

    Headers = list[tuple[str, str]]

# What is the site's: the address itself, its pages by language, and its own corners.
SITE = ("/en/", "/es/", "/bn/", "/ne/", "/th/", "/ar/", "/cms/", "/x/", "/out/")
# The site's own cookies. It is sent no other, and sets no other: the session of a colleague who
# reads the public pages is none of its business.
SITE_COOKIES = frozenset({"__Host-editor", "__Host-editor-csrf", "__Host-left"})
PIECE = 64 * 1024
SECONDS = 120
# Headers between two neighbours, which none of them passes on (RFC 9110, 7.6.1); what the web
# server before us has answered or counted itself; and what would let a page of one part stand
# between a browser and the other.
KEPT_BACK = frozenset(
    {
        "connection",
        "content-length",
        "content-type",
        "expect",
        "keep-alive",
        "proxy-connection",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
    }
)
NOT_ANSWERED = (KEPT_BACK - {"content-length", "content-type"}) | {
    "server",
    "service-worker-allowed",
}
NOT_RUNNING = b"This part is not running just now. Try again in a moment."
NO_LENGTH = b"Say how long it is (Content-Length)."
NO_WORKERS = b"Nothing here works behind the pages of a browser."


class Answer:
    """What one of the two answers, piece by piece; its line is closed when nobody reads on."""

    def __init__(self, answer: http.client.HTTPResponse, line: http.client.HTTPConnection) -> None:
        self.answer = answer
        self.line = line

    def __iter__(self) -> Iterator[bytes]:
        """Give on what has come, without waiting for more of it."""
        while piece := self.answer.read1(PIECE):
            yield piece

    def close(self) -> None:
        """Close the line; the web server calls this also where somebody went away."""
        self.answer.close()
        self.line.close()


def is_site(path: str) -> bool:
    """Return whether a path belongs to the public site."""
    return path == "/" or path.startswith(SITE) or f"{path}/" in SITE


def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """Ask the one of the two whose path it is, and give its answer on as it comes."""
    if "HTTP_TRANSFER_ENCODING" in environ:
        return _refuse(HTTPStatus.LENGTH_REQUIRED, NO_LENGTH, start_response)
    if "HTTP_SERVICE_WORKER" in environ:
        # One of the site's would outlive whoever broke in there, and see the node's pages.
        return _refuse(HTTPStatus.NOT_FOUND, NO_WORKERS, start_response)
    to_site = is_site(environ.get("PATH_INFO", "/"))
    line = http.client.HTTPConnection("127.0.0.1", _port(to_site=to_site), timeout=SECONDS)
    try:
        answer = _ask(line, environ, to_site=to_site)
    except (OSError, http.client.HTTPException):
        line.close()
        return _refuse(HTTPStatus.BAD_GATEWAY, NOT_RUNNING, start_response)
    except BaseException:
        line.close()
        raise
    start_response(f"{answer.status} {answer.reason}", _answered(answer, to_site=to_site))
    return Answer(answer, line)


def _port(*, to_site: bool) -> int:
    return int(os.environ["ALONGSIDE_SITE_PORT" if to_site else "ALONGSIDE_NODE_PORT"])


def _refuse(status: HTTPStatus, words: bytes, start_response: StartResponse) -> list[bytes]:
    headers = [("Content-Type", "text/plain; charset=utf-8"), ("Cache-Control", "no-store")]
    start_response(f"{status.value} {status.phrase}", headers)
    return [words]


def _ask(
    line: http.client.HTTPConnection, environ: WSGIEnvironment, *, to_site: bool
) -> http.client.HTTPResponse:
    try:
        line.request(
            environ["REQUEST_METHOD"],
            _target(environ),
            body=_body(environ),
            headers=_headers(environ, to_site=to_site),
        )
    except (BrokenPipeError, ConnectionResetError):
        # It may have answered before all was sent, as where something is too large.
        return line.getresponse()
    return line.getresponse()


def _target(environ: WSGIEnvironment) -> str:
    # Written anew from what decided above, so that the other end reads the same path.
    path = quote(environ.get("PATH_INFO", "/").encode("latin-1"))
    query = environ.get("QUERY_STRING", "")
    return f"{path}?{query}" if query else path


def _headers(environ: WSGIEnvironment, *, to_site: bool) -> dict[str, str]:
    kept_back = KEPT_BACK | _named(environ.get("HTTP_CONNECTION", ""))
    # `Content_Length` of a visitor is no Content-Length, though WSGI gives both one name.
    sent = {
        key[5:].replace("_", "-"): value
        for key, value in environ.items()
        if key.startswith("HTTP_") and key[5:].replace("_", "-").lower() not in kept_back
    }
    for key in ("CONTENT_TYPE", "CONTENT_LENGTH"):
        if environ.get(key):
            sent[key.replace("_", "-")] = environ[key]
    if "COOKIE" in sent:
        sent["COOKIE"] = _cookies(sent["COOKIE"], to_site=to_site)
        if not sent["COOKIE"]:
            del sent["COOKIE"]
    # Whoever asks may have written one herself: ours stands last, and only that one is believed.
    said = environ.get("HTTP_X_FORWARDED_FOR", "")
    asker = environ.get("REMOTE_ADDR", "")
    sent["X-FORWARDED-FOR"] = f"{said}, {asker}" if said else asker
    return sent


def _named(connection: str) -> set[str]:
    """Return the headers that a Connection header says are for the next neighbour alone."""
    return {name.strip().lower() for name in connection.split(",")} - {"host", "cookie"}


def _cookies(sent: str, *, to_site: bool) -> str:
    found = (one.strip() for one in sent.split(";"))
    return "; ".join(one for one in found if one and _is_of(one, to_site=to_site))


def _is_of(cookie: str, *, to_site: bool) -> bool:
    return (cookie.split("=", 1)[0].strip() in SITE_COOKIES) is to_site


def _body(environ: WSGIEnvironment) -> Iterator[bytes] | None:
    left = int(environ.get("CONTENT_LENGTH") or 0)
    return _read(environ, left) if left else None


def _read(environ: WSGIEnvironment, left: int) -> Iterator[bytes]:
    while left and (piece := environ["wsgi.input"].read(min(left, PIECE))):
        left -= len(piece)
        yield piece


def _answered(answer: http.client.HTTPResponse, *, to_site: bool) -> Headers:
    kept_back = NOT_ANSWERED | _named(answer.headers.get("Connection", ""))
    return [
        (name, value)
        for name, value in answer.getheaders()
        if name.lower() not in kept_back
        and (name.lower() != "set-cookie" or _is_of(value.split(";", 1)[0], to_site=to_site))
    ]
