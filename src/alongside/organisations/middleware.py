"""Opens the keys of whoever is asking, for the length of one request."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.core import clock
from alongside.organisations import cookies, entry, rescue, unlocking
from alongside.organisations.actors import actor_for
from alongside.organisations.barriers import Barrier, stops
from alongside.organisations.enums import UserState

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponseBase

    from alongside.core.access import Actor
    from alongside.organisations.models import User


class UnlockMiddleware:
    """Sets `request.actor`: who is asking, with her keys; None when signed out or locked."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.actor = None  # type: ignore[attr-defined]
        request.barrier = None  # type: ignore[attr-defined]
        if request.user.is_authenticated:
            request.actor = self._open(request)  # type: ignore[attr-defined]
        response = self.get_response(request)
        cookies.put_on(request, response)
        return response

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponseBase],
        _args: list[Any],
        _kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        """Lead somebody who is locked, waiting or without her second factor where she can go on."""
        signed_out = not request.user.is_authenticated
        if signed_out and "HX-Request" in request.headers and getattr(view, "login_required", True):
            return _lead_to(request, reverse("organisations:sign_in"))
        barrier: Barrier | None = request.barrier  # type: ignore[attr-defined]
        if barrier is None or not stops(barrier, view):
            return None
        if barrier is Barrier.LOCKED:
            _remember(request)
        return _lead_to(request, reverse(barrier))

    def _open(self, request: HttpRequest) -> Actor | None:
        """Return the actor, or note on the request what stands in her way."""
        user = cast("User", request.user)
        row, now = unlocking.row_of(request), clock.now()
        if row is None:
            return None
        if unlocking.is_idle(row, now):
            unlocking.drop(request)
        keys = unlocking.open_keys(request, user.pk)
        if keys is None:
            request.barrier = Barrier.LOCKED  # type: ignore[attr-defined]
            return None
        unlocking.touch(row, now)
        rescue.forget_if_sent(request)
        request.user_keys = keys  # type: ignore[attr-defined]
        if user.state == UserState.WAITING:
            request.barrier = Barrier.WAITING  # type: ignore[attr-defined]
            return None
        if request.session.get(entry.NEEDS_FACTOR):
            request.barrier = Barrier.NEEDS_FACTOR  # type: ignore[attr-defined]
            return None
        return actor_for(user, keys)


def _remember(request: HttpRequest) -> None:
    """Keep where she was and what she was sending."""
    if request.method == "POST":
        rescue.keep(request, cast("User", request.user).pk)
    elif request.method == "GET" and "HX-Request" not in request.headers:
        request.session[entry.RETURN_TO] = request.path


def _lead_to(request: HttpRequest, url: str) -> HttpResponseBase:
    """Redirect a page; tell a script in its own terms."""
    if "HX-Request" in request.headers:
        response = HttpResponse(status=204)
        response["HX-Redirect"] = url
        return response
    if request.accepts("application/json") and not request.accepts("text/html"):
        return JsonResponse({"locked": True, "message": _("The screen is locked.")}, status=423)
    return HttpResponseRedirect(url)
