"""Headers of public pages, what is seen after leaving, and who may enter the editors' part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers

from alongside.ui.middleware import HEADERS, name_own_origin
from alongside.website import factors

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from django.http import HttpRequest, HttpResponseBase

    Answer = Callable[[HttpRequest], HttpResponseBase]

CMS = "/cms/"
# Wagtail's own workplace is the only place with scripts and styles inside its pages.
CMS_POLICY = {
    "script-src": ["'self'", "'unsafe-inline'", "'unsafe-eval'"],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:"],
    "font-src": ["'self'", "data:"],
    "frame-src": ["'self'"],
    "frame-ancestors": ["'self'"],
}
POLICY = "Content-Security-Policy"
FRAMED = ("frame-ancestors 'none'", "frame-ancestors 'self'")
# By their names, not by how their addresses begin: what an editor needs to come in or go.
COMING_IN = frozenset(
    {
        "account_inactive",
        "account_login",
        "account_logout",
        "account_reauthenticate",
        "back",
        "leave",
        "mfa_activate_totp",
        "mfa_authenticate",
        "mfa_reauthenticate",
        "neutral",
        "wagtailadmin_logout",
    }
)
# All of the account that a stranger has to do with. The rest would keep what she sent in a session.
WAY_IN = frozenset({"account_inactive", "account_login", "account_logout", "mfa_authenticate"})
ACCOUNT = "/cms/account/"
STORED = "public, max-age=60, stale-while-revalidate=300"
LEFT = "__Host-left"
LEFT_SECONDS = 10 * 60
# Pictures, styles and the way out itself say nothing of where somebody was.
PLAIN = ("/x/s/", "/out/", CMS)


class PublicHeadersMiddleware:
    """Let anybody's browser keep a public page for a minute, and no page of the editors' part."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request with the headers on it."""
        name_own_origin(request)
        response = self.get_response(request)
        public = {name: value for name, value in HEADERS.items() if name != "X-Robots-Tag"}
        if response.has_header("Cross-Origin-Resource-Policy"):
            del public["Cross-Origin-Resource-Policy"]
        if request.path.startswith(CMS):
            public |= {"X-Robots-Tag": HEADERS["X-Robots-Tag"], "X-Frame-Options": "SAMEORIGIN"}
            # What is previewed was answered as a page of the site: it keeps that page's policy, but
            # stands in a frame of the workplace.
            if previewed := response.headers.get(POLICY):
                response.headers[POLICY] = previewed.replace(*FRAMED)
            response._csp_replace = CMS_POLICY  # type: ignore[attr-defined]  # noqa: SLF001  django-csp's own name
        elif response.has_header("Cache-Control"):
            del public["Cache-Control"]
        elif response.cookies or settings.SESSION_COOKIE_NAME in request.COOKIES:
            pass  # an editor may see what is hers alone
        elif request.method in {"GET", "HEAD"} and response.status_code == 200:  # noqa: PLR2004
            public["Cache-Control"] = STORED
            patch_vary_headers(response, ["Cookie"])
        for name, value in public.items():
            response.headers[name] = value
        return response


class LeftMiddleware:
    """Show whoever has just left nothing of the site, also where a browser goes back to it.

    Leaving empties the browser's store of pages, so that going back asks here again.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer with a page that says the day, until ten minutes have passed."""
        if not request.COOKIES.get(LEFT) or request.path.startswith(PLAIN):
            return self.get_response(request)
        response = render(request, "website/neutral.html", {"has_left": True})
        response["Cache-Control"] = "no-store"
        return response


class SecondFactorMiddleware:
    """Open to somebody signed in only what she needs to come in, until she gave a second factor."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request; who may see what is decided once its view is known."""
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponseBase],  # noqa: ARG002  Django gives these
        args: Sequence[object],  # noqa: ARG002
        kwargs: dict[str, object],  # noqa: ARG002
    ) -> HttpResponseBase | None:
        """Send an editor to where she sets up her second factor, or gives the one she has."""
        match = request.resolver_match
        if match is None:
            return None
        if not request.user.is_authenticated:
            is_hers = match.view_name in WAY_IN or not request.path.startswith(ACCOUNT)
            return None if is_hers else HttpResponseRedirect(reverse("account_login"))
        if match.view_name in COMING_IN:
            return None
        if not is_mfa_enabled(request.user):
            return HttpResponseRedirect(reverse("mfa_activate_totp"))
        if factors.was_given(request):
            return None
        return HttpResponseRedirect(reverse("mfa_reauthenticate"))
