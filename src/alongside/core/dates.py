"""How much of a date is known, what it is counted in, and the same day some months later."""

from __future__ import annotations

import calendar as months
from datetime import date
from enum import StrEnum


class Precision(StrEnum):
    """How much of the date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    ABOUT = "about"
    BEFORE = "before"
    AFTER = "after"


class Unit(StrEnum):
    """What "about … ago" is counted in."""

    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


def months_after(day: date, number: int) -> date:
    """Return the same day `number` calendar months later; the last day of a month too short.

    Raises ValueError beyond the year 9999.
    """
    years, month = divmod(day.month - 1 + number, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, months.monthrange(year, month + 1)[1]))
