"""A coordinator's pages over the work of her teams."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_GET

from alongside.casework import queries
from alongside.casework.views import page
from alongside.core import clock

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse


@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """Show what is late, who read how much, what waits, and which files have nobody."""
    found = queries.overview(actor=page.who(request), now=clock.now())
    return render(request, "casework/overview.html", {"page": found})


@require_GET
def readings(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """Show which files a colleague opened."""
    before = request.GET.get("before", "")
    found = queries.readings_of(
        user_id=user_id,
        actor=page.who(request),
        now=clock.now(),
        before=int(before) if before.isascii() and before.isdigit() and len(before) < 19 else None,  # noqa: PLR2004  as many digits as a 64-bit number surely holds
    )
    return render(request, "casework/readings.html", {"page": found})
