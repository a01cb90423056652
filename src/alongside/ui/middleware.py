"""What stands before every page: headers that let none stay behind, and addresses it refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import BadRequest
from django.http import HttpResponseNotAllowed

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponseBase

HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    # Django's own middleware is further in and does not see what is answered before it.
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Permissions-Policy": (
        "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), "
        "gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()"
    ),
}

# All that pages and forms ask with. A view that only looks for "POST" would take any other method
# for a GET.
METHODS = ("GET", "HEAD", "POST")


class PrivacyHeadersMiddleware:
    """Put the headers on every page; static files are answered before this."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request with the headers on it; methods no page uses reach no page."""
        name_own_origin(request)
        response: HttpResponseBase = HttpResponseNotAllowed(METHODS)
        if request.method in METHODS:
            response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers[name] = value
        return response


class ZeroByteMiddleware:
    """Refuse an address with a zero byte in it.

    No page has one, and PostgreSQL fails on a text that holds one wherever a view looks it up.
    Fields of forms refuse it themselves (`ProhibitNullCharactersValidator`).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request.

        Raises:
            BadRequest: Its path or its query holds a zero byte.
        """
        if "\0" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest
        return self.get_response(request)


def name_own_origin(request: HttpRequest) -> None:
    """Replace "Origin: null" by our own origin where the browser says the form is our own.

    Under `Referrer-Policy: no-referrer` browsers write "null" even on forms sent to where they
    came from, and the CSRF check would refuse them all. No page can set Sec-Fetch-Site itself.
    (Fetch standard, "append a request `Origin` header"; Fetch Metadata, "Sec-Fetch-Site".)
    """
    sent = request.META
    if sent.get("HTTP_ORIGIN") == "null" and sent.get("HTTP_SEC_FETCH_SITE") == "same-origin":
        sent["HTTP_ORIGIN"] = f"{request.scheme}://{request.get_host()}"
