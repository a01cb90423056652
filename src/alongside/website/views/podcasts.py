"""What podcast apps ask for beside the recordings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from alongside.website import feeding, lookups

if TYPE_CHECKING:
    from django.http import HttpRequest

# Apps and players on other sites may read it: it is all public.
ANYBODY = {"Cross-Origin-Resource-Policy": "cross-origin", "Access-Control-Allow-Origin": "*"}


@require_safe
def feed(request: HttpRequest, number: int) -> HttpResponse:
    """Send the feed of a series."""
    podcast, episodes = lookups.podcast(number)
    return HttpResponse(
        feeding.feed(podcast, episodes, request),
        content_type="application/rss+xml; charset=utf-8",
        headers=ANYBODY,
    )


@require_safe
def transcript(request: HttpRequest, number: int) -> HttpResponse:  # noqa: ARG001
    """Send what is said in an episode."""
    return HttpResponse(
        lookups.episode(number).transcript,
        content_type="text/plain; charset=utf-8",
        headers=ANYBODY,
    )


@require_safe
def chapters(request: HttpRequest, number: int) -> HttpResponse:  # noqa: ARG001
    """Send an episode's chapters."""
    return JsonResponse(
        feeding.chapters(lookups.episode(number)),
        content_type="application/json+chapters",
        headers=ANYBODY,
    )
