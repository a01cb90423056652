"""Cookies a request decides on and its response carries.

All are `__Host-`: only this host, only over a trustworthy connection, never readable by a script.
Browsers count http://127.0.0.1 and http://localhost as trustworthy, so the demonstration needs no
certificate (Chromium and Firefox; Safari does not and needs https even there).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseBase


class Outgoing(NamedTuple):
    """A cookie to be sent; an empty value deletes it, no age means until the browser closes."""

    value: str
    max_age: int | None = None


def send(request: HttpRequest, name: str, value: str, *, max_age: int | None = None) -> None:
    """Have the response set a cookie."""
    _outgoing(request)[name] = Outgoing(value, max_age)


def delete(request: HttpRequest, name: str) -> None:
    """Have the response delete a cookie."""
    _outgoing(request)[name] = Outgoing("")


def put_on(request: HttpRequest, response: HttpResponseBase) -> None:
    """Write what the request decided onto its response."""
    for name, cookie in _outgoing(request).items():
        if not cookie.value:
            response.delete_cookie(name, samesite="Strict")
            continue
        response.set_cookie(
            name,
            cookie.value,
            max_age=cookie.max_age,
            secure=True,
            httponly=True,
            samesite="Strict",
        )


def _outgoing(request: HttpRequest) -> dict[str, Outgoing]:
    if not hasattr(request, "outgoing_cookies"):
        request.outgoing_cookies = {}  # type: ignore[attr-defined]
    found: dict[str, Outgoing] = request.outgoing_cookies  # type: ignore[attr-defined]
    return found
