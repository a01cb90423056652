"""What somebody has to look at, for Today; nothing sealed is opened but the lines of the list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from alongside.referrals import policy
from alongside.referrals.enums import Side, State
from alongside.referrals.queries.lists import hers, rows_of

if TYPE_CHECKING:
    from datetime import datetime

    from alongside.core.access import Actor
    from alongside.referrals.queries.lists import Row

SHOWN = 25


@dataclass(frozen=True)
class Waiting:
    """The newest rows, and how many there are in words ("25+" where there are more)."""

    rows: list[Row]
    count: int
    words: str


def answers_waiting(*, actor: Actor, now: datetime) -> Waiting:
    """Return the referrals we sent on which there is news; none for a role that does not refer."""
    return _waiting(actor, Side.SENT, now, [])


def requests_waiting(*, actor: Actor, now: datetime) -> Waiting:
    """Return what was sent to us and waits: unopened, unanswered, changed, or to be confirmed."""
    return _waiting(actor, Side.RECEIVED, now, [State.REQUESTED, State.RECEIVED])


def _waiting(actor: Actor, side: Side, now: datetime, unanswered: list[State]) -> Waiting:
    if not policy.can_refer(actor):
        return Waiting([], 0, "0")
    mine = hers(actor, side)
    rows = mine.filter(waiting=True)
    if unanswered:
        rows |= mine.filter(state__in=unanswered, locked_on=None)
    shown = list(rows.select_related("other").order_by("-changed_at", "-id")[: SHOWN + 1])
    count = min(len(shown), SHOWN)
    words = f"{SHOWN}+" if len(shown) > SHOWN else str(count)
    opened = rows_of(shown[:SHOWN], actor=actor, now=now, action=f"referral.waiting.{side}")
    return Waiting(opened, count, words)
