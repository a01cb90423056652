"""Functions of dates and times."""

from __future__ import annotations

import math
import re
from datetime import UTC, date, datetime, time, tzinfo
from typing import TYPE_CHECKING

from django.utils import dates, translation

from alongside.questionnaires.xpath import values
from alongside.questionnaires.xpath.values import DAY, EPOCH, as_number

if TYPE_CHECKING:
    from collections.abc import Callable

    from alongside.questionnaires.xpath.context import Scope
    from alongside.questionnaires.xpath.values import Value

CODE = re.compile(r"%([A-Za-z3])")
CODES: dict[str, Callable[[datetime], object]] = {
    "Y": lambda moment: f"{moment.year:04}",
    "y": lambda moment: f"{moment.year % 100:02}",
    "m": lambda moment: f"{moment.month:02}",
    "n": lambda moment: moment.month,
    "b": lambda moment: str(dates.MONTHS_3[moment.month]).title(),
    "B": lambda moment: dates.MONTHS[moment.month],
    "d": lambda moment: f"{moment.day:02}",
    "e": lambda moment: moment.day,
    "a": lambda moment: dates.WEEKDAYS_ABBR[moment.weekday()],
    "A": lambda moment: dates.WEEKDAYS[moment.weekday()],
    "H": lambda moment: f"{moment.hour:02}",
    "h": lambda moment: moment.hour,
    "M": lambda moment: f"{moment.minute:02}",
    "S": lambda moment: f"{moment.second:02}",
    "3": lambda moment: f"{moment.microsecond // 1000:03}",
}


def as_moment(scope: Scope, value: Value) -> datetime | None:
    """Return a value as a moment on the clock of whoever answers; none if it is no date."""
    atom = values.single(value)
    if isinstance(atom, str):
        atom = values.moment(atom)
    zone = scope.context.now.tzinfo
    match atom:
        case datetime():
            return on_clock(atom, zone)
        case date():
            return datetime.combine(atom, time(), zone)
        case time():
            return datetime.combine(scope.context.now.date(), atom.replace(tzinfo=None), zone)
        case _:
            found = values.from_days(as_number(atom))
            return found.replace(tzinfo=zone) if found else None


def on_clock(moment: datetime, zone: tzinfo | None) -> datetime:
    """Return a moment on a zone's clock; one at the calendar's edge keeps its own."""
    try:
        return moment.astimezone(zone) if moment.tzinfo else moment.replace(tzinfo=zone)
    except OverflowError:
        return moment


def as_date(scope: Scope, value: Value) -> Value:
    """Return the day of a date, a date-time, or a number of days; empty if there is none."""
    found = as_moment(scope, value)
    return found.date() if found else ""


def as_date_time(scope: Scope, value: Value) -> Value:
    """Return the moment of a date, a date-time, or a number of days; empty if there is none."""
    return as_moment(scope, value) or ""


def formatted(scope: Scope, value: Value, pattern: str) -> str:
    """Return a moment written as a pattern says; empty if there is none."""
    moment = as_moment(scope, value)
    if moment is None:
        return ""
    language = scope.context.language
    scope.context.budget.spend(len(CODES))
    with translation.override(language if translation.check_for_language(language) else "en"):
        written = {code: str(write(moment)) for code, write in CODES.items()}
    return CODE.sub(lambda code: written.get(code[1], code[0]), pattern)


def days_of(value: Value) -> float:
    """Return the days since 1 January 1970 UTC."""
    atom = values.single(value)
    if isinstance(atom, str):
        atom = values.moment(atom)
    if isinstance(atom, datetime) and atom.tzinfo:
        return (atom - EPOCH.replace(tzinfo=UTC)) / DAY
    return as_number(atom)


def part_of_day(value: Value) -> float:
    """Return a time as a part of its day, on the clock where it was written; noon is 0.5."""
    atom = values.single(value)
    if isinstance(atom, str):
        atom = values.moment(atom)
    if not isinstance(atom, datetime | time):
        return math.nan
    return as_number(atom) % 1


TABLE: dict[str, tuple[str, Callable[..., Value]]] = {
    "today": ("scope", lambda scope: scope.context.now.date()),
    "now": ("scope", lambda scope: scope.context.now),
    "date": ("scope any", as_date),
    "date-time": ("scope any", as_date_time),
    "format-date": ("scope any string", formatted),
    "format-date-time": ("scope any string", formatted),
    "decimal-date-time": ("any", days_of),
    "decimal-time": ("any", part_of_day),
}
