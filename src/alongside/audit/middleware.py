"""Fail closed: what cannot be journalled is not shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.template.loader import render_to_string

from alongside.audit.journal import JournalUnavailable

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase


class FailClosedMiddleware:
    """Answers 503 with a sentence when the journal could not be written."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Turn JournalUnavailable into a page; leave everything else alone."""
        if not isinstance(exception, JournalUnavailable):
            return None
        return HttpResponse(render_to_string("audit/unavailable.html", request=request), status=503)
