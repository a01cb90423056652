"""The follow-up clock: on which days somebody asks how she is, for as long as she agreed to it.

It may go on after her file is closed, and rests on a yes of her own ("to ask how she is after the
file is closed"). Without one, or when it has ended, nothing of it is due.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.casework.errors import CannotDo, NotAgreed
from alongside.consent import gate
from alongside.consent.enums import Action, Purpose
from alongside.consent.parties import Recipient
from alongside.core.dates import months_after
from alongside.ui.dates import long_date

if TYPE_CHECKING:
    from collections.abc import Iterable

    from alongside.casework.access import Way
    from alongside.casework.contents import FollowUp, Livelihood, Repatriation
    from alongside.core.access import Decision

A_WEEK = timedelta(days=7)
# Calendar months; None is the one week at the beginning.
MONTHS: dict[str, int | None] = {
    "1_week": None,
    "1_month": 1,
    "3_months": 3,
    "6_months": 6,
    "12_months": 12,
    "24_months": 24,
}


class Start(NamedTuple):
    """What the clock may be counted from: a code of `clock_starts`, and its day."""

    since: str
    day: date


def day_of(mark: str, start: date) -> date:
    """Return the day a mark falls on."""
    months = MONTHS[mark]
    return start + A_WEEK if months is None else months_after(start, months)


def days(start: date) -> dict[str, date]:
    """Return the day of every mark, in order."""
    return {mark: day_of(mark, start) for mark in MONTHS}


def next_day(planned: FollowUp, today: date) -> date | None:
    """Return the day of the next mark after one of the clock; None where none lies ahead."""
    if not planned.mark or planned.counted_from is None:
        return None
    after = max(today, planned.planned_on or today)
    ahead = (day for day in days(planned.counted_from).values() if day > after)
    return next(ahead, None)


def starts(
    repatriation: Repatriation | None, livelihoods: Iterable[Livelihood], closed_on: date | None
) -> list[Start]:
    """Return what is recorded that the clock may be counted from, the latest first."""
    found = [Start("placement", one.since) for one in livelihoods if one.since]
    if repatriation and repatriation.home_on:
        found.append(Start("return", repatriation.home_on))
    if closed_on:
        found.append(Start("closing", closed_on))
    return sorted(found, key=lambda start: start.day, reverse=True)


def agreement(way: Way) -> Decision:
    """Return whether she agreed that the team that keeps her file asks how she is, and until when.

    Costs one query.
    """
    return gate.decide(
        actor=way.actor,
        action=Action.WRITE,
        case=way.case,
        compartment=(),
        purpose=Purpose.LONG_FOLLOW_UP,
        recipient=Recipient.team(way.case.team_id),
        now=way.now,
    )


def last_day(agreed: Decision) -> date | None:
    """Return the last day her yes holds; the moment it ends is the first one after it."""
    return timezone.localdate(agreed.until) - timedelta(days=1) if agreed.until else None


def require(way: Way, planned: Iterable[date | None]) -> Decision:
    """Return her yes, which covers all these days.

    :raises NotAgreed: she did not agree, or it has ended
    :raises CannotDo: it ends before one of the days
    """
    agreed = agreement(way)
    until = last_day(agreed)
    if not agreed or until is None:
        raise NotAgreed
    if any(day > until for day in planned if day):
        raise CannotDo(ends_before(until))
    return agreed


def ends_before(until: date) -> str:
    """Return the sentence for a day that her yes does not cover."""
    return _("Her yes ends on %(day)s. Choose an earlier day, or ask her for longer.") % {
        "day": long_date(until)
    }
