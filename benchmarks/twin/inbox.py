"""What other organisations ask of us, in plaintext."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q

from alongside.referrals.enums import Side, State
from alongside.referrals.queries.lists import ROWS, Page, Row
from benchmarks.twin.models import PlainRequest

if TYPE_CHECKING:
    from alongside.core.access import Actor


def inbox(*, actor: Actor, side: Side, now: datetime, after: str = "") -> Page:  # noqa: ARG001
    """Return a page of what came in, newest first."""
    rows = PlainRequest.objects.filter(organisation_id=actor.organisation_id)
    if after:
        moment, _line, last = after.partition("_")
        at = datetime.fromtimestamp(float(moment), UTC)
        rows = rows.filter(Q(created_at__lt=at) | Q(created_at=at, id__lt=UUID(last)))
    ordered = rows.select_related("other").order_by("-created_at", "-id")
    shown = list(ordered[: ROWS + 1])
    end = shown[ROWS - 1] if len(shown) > ROWS else None
    following = f"{end.created_at.timestamp():.6f}_{end.id.hex}" if end else ""
    return Page([_row(one, side) for one in shown[:ROWS]], following)


def _row(one: PlainRequest, side: Side) -> Row:
    return Row(
        id=one.id,
        side=side,
        other=one.other.name,
        state=State(one.state),
        urgency=one.urgency,
        created_at=one.created_at,
        waiting=one.waiting,
        locked=False,
        acknowledged=False,
        called=one.called,
        asked=one.asked,
        sealed=False,
    )
