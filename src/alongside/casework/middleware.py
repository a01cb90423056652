"""Lets each request speak the words of the organisation of whoever asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alongside.casework import speaking
from alongside.core import clock

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponseBase


class WordsMiddleware:
    """Begins each request with the words of `request.actor`'s organisation, read afresh.

    As with the language, nothing is undone afterwards: an answer may still be on its way, and the
    next request of this thread begins anew.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        speaking.begin(request.actor, clock.now())  # type: ignore[attr-defined]  # UnlockMiddleware
        return self.get_response(request)
