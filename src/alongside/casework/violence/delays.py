"""How long it took until an incident was reported, in the bands of the Incident Recorder.

The bands are those medical help depends on: 72 hours for what prevents HIV, 120 for what prevents
a pregnancy.
"""

from __future__ import annotations

import calendar
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from alongside.core.approximate import ApproximateDate


class DelayBand(StrEnum):
    """Days between the incident and the report."""

    DAYS_0_3 = "0-3 days"
    DAYS_4_5 = "4-5 days"
    DAYS_6_14 = "6-14 days"
    TO_A_MONTH = "2 weeks-1 month"
    OVER_A_MONTH = "more than 1 month"


# The last day of each band that is counted in days.
LAST_DAYS = ((3, DelayBand.DAYS_0_3), (5, DelayBand.DAYS_4_5), (14, DelayBand.DAYS_6_14))
DECEMBER = 12


def delay_band(happened: ApproximateDate | None, reported_on: date | None) -> DelayBand | None:
    """Return the band; None where either date is not known well enough to tell one.

    A stretch of days tells its band where its first and its last day fall into the same one.
    Nothing is reported before it happened, so a stretch ends with the report at the latest.
    """
    if happened is None or reported_on is None:
        return None
    first, last = happened.start, min(happened.end or reported_on, reported_on)
    if first is not None and first > reported_on:
        return None
    longest = _band(first, reported_on) if first else DelayBand.OVER_A_MONTH
    return longest if longest == _band(last, reported_on) else None


def _band(happened_on: date, reported_on: date) -> DelayBand:
    days = (reported_on - happened_on).days
    for last, band in LAST_DAYS:
        if days <= last:
            return band
    in_time = reported_on <= a_month_after(happened_on)
    return DelayBand.TO_A_MONTH if in_time else DelayBand.OVER_A_MONTH


def a_month_after(day: date) -> date:
    """Return the same day of the next month, or its last where it is shorter."""
    year, month = (day.year + 1, 1) if day.month == DECEMBER else (day.year, day.month + 1)
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
