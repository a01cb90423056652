"""How a membership stands, by rule from its dates: nobody types it.

A member says once a year that it still wants to be one. Whoever forgets has some months to do so;
then the public site no longer names it. Nothing is deleted, and saying so brings it back.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import F, Q
from django.db.models.functions import Coalesce

from alongside.alliance.ageing import months_after, months_before
from alongside.alliance.enums.membership import MembershipState

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from django.db.models import QuerySet

    from alongside.alliance.models import Member

YEAR, GRACE = 12, 3
# From so many months before on it may be said: nobody has to watch for the day.
EARLY = 2


@dataclass(frozen=True, slots=True)
class Standing:
    """How a membership stands today, and the days that count.

    From `asked_from` on it may be confirmed, on `due_on` it is due, on `lapses_on` it lapses.
    """

    state: MembershipState
    asked_from: date
    due_on: date
    lapses_on: date

    @property
    def is_lapsed(self) -> bool:
        """Return whether the public site no longer names it."""
        return self.state == MembershipState.LAPSED


def standing(*, joined_on: date, confirmed_on: date | None, today: date) -> Standing:
    """Return how a membership stands.

    :param confirmed_on: when it was confirmed last; None where it never was
    """
    since = confirmed_on or joined_on
    due_on, lapses_on = _due_on(since), _lapses_on(since)
    if today >= lapses_on:
        state = MembershipState.LAPSED
    elif today >= due_on:
        state = MembershipState.GRACE
    else:
        state = MembershipState.CURRENT if confirmed_on else MembershipState.NEW
    return Standing(state, months_before(due_on, EARLY), due_on, lapses_on)


def standing_of(member: Member, today: date) -> Standing:
    """Return how a member stands."""
    return standing(joined_on=member.joined_on, confirmed_on=member.confirmed_on, today=today)


def in_state(rows: QuerySet[Member], state: MembershipState, today: date) -> QuerySet[Member]:
    """Return those of these members that stand so today: `standing`, asked of the database."""
    rows = rows.alias(since=Coalesce(F("confirmed_on"), F("joined_on")))
    is_due = Q(since__lte=_last(today, YEAR, _due_on))
    is_lapsed = Q(since__lte=_last(today, YEAR + GRACE, _lapses_on))
    match state:
        case MembershipState.LAPSED:
            return rows.filter(is_lapsed)
        case MembershipState.GRACE:
            return rows.filter(is_due & ~is_lapsed)
        case MembershipState.CURRENT:
            return rows.filter(~is_due, confirmed_on__isnull=False)
        case MembershipState.NEW:
            return rows.filter(~is_due, confirmed_on=None)


def _due_on(since: date) -> date:
    return months_after(since, YEAR)


def _lapses_on(since: date) -> date:
    return months_after(_due_on(since), GRACE)


def _last(today: date, months: int, comes: Callable[[date], date]) -> date:
    """Return the last day from which a day some months on has come by today.

    Months end on different days, so that several days can lead to one.
    """
    day = months_before(today, months)
    while comes(day + timedelta(days=1)) <= today:
        day += timedelta(days=1)
    return day
