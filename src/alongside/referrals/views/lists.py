"""What was received and what was sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from alongside.core import clock
from alongside.referrals import queries, showing
from alongside.referrals.enums import Side

if TYPE_CHECKING:
    from django.http import HttpResponse

    from alongside.core.requests import SignedInRequest


@require_safe
def received(request: SignedInRequest) -> HttpResponse:
    """Show what other organisations ask of us, sealed until somebody opens it."""
    return _list(request, Side.RECEIVED)


@require_safe
def sent(request: SignedInRequest) -> HttpResponse:
    """Show what we asked of others, and how far it has come."""
    return _list(request, Side.SENT)


def _list(request: SignedInRequest, side: Side) -> HttpResponse:
    now = clock.now()
    page = queries.inbox(
        actor=request.actor, side=side, now=now, after=request.GET.get("after", "")
    )
    today = timezone.localdate(now)
    context = {
        "side": side,
        "rows": [
            (showing.list_row(row, today), reverse("referrals:show", args=[row.id]))
            for row in page.rows
        ],
        "more_url": f"?after={page.next}" if page.next else "",
    }
    return render(request, "referrals/list.html", context)
