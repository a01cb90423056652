"""Files of the site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.views.decorators.http import require_safe
from wagtail import hooks

from alongside.website import lookups, sending

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase


@require_safe
def document(request: HttpRequest, number: str, name: str) -> HttpResponseBase:
    """Send a file in place of Wagtail's own view, which sends no parts, and by the same rules."""
    found = lookups.document(int(number), name)
    for ask in hooks.get_hooks("before_serve_document"):
        if refusal := ask(found, request):
            return refusal
    return sending.send(request, found)
