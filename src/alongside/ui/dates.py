"""Dates as words in the active language, made once in Python rather than in every table cell."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext as _, ngettext

from alongside.core.dates import Precision

if TYPE_CHECKING:
    from datetime import datetime

    from alongside.core.approximate import ApproximateDate

A_FEW_DAYS = 8
A_FEW_MONTHS = 70


class Due(NamedTuple):
    """When something is due, in words, and the kind of chip that says it."""

    text: str
    kind: str


def short_date(when: date, today: date | None = None) -> str:
    """Return "9 Dec", with the year where it is not the year of `today`."""
    if today is not None and when.year == today.year:
        # Translators: day and short month, https://docs.djangoproject.com/en/5.2/ref/templates/builtins/#date
        return _day(when, _("j M"))
    return _day(when, _("j M Y"))


def long_date(when: date) -> str:
    """Return "9 December 2025"."""
    return _day(when, _("j F Y"))


def month(when: date) -> str:
    """Return "December 2025"."""
    return _day(when, _("F Y"))


def weekday_date(when: date) -> str:
    """Return "Friday 21 November", as a heading of the day."""
    return _day(when, _("l j F"))


def _day(when: date, form: str) -> str:
    # A moment is formatted as the day it names, in whatever zone it names it.
    return _formatted(when.year, when.month, when.day, form, get_language())


@lru_cache(maxsize=4096)
def _formatted(year: int, month: int, day: int, form: str, _language: str | None) -> str:
    """Return a day in words; pages repeat the same few days, and Django looks up each word anew."""
    return date_format(date(year, month, day), form)


def clock_time(when: datetime) -> str:
    """Return "10:42" in the time zone of the installation."""
    return date_format(timezone.localtime(when), "H:i")


def day_and_time(when: datetime, today: date | None = None) -> str:
    """Return "Today, 10:42" or "9 Dec, 10:42"."""
    day = timezone.localtime(when).date()
    name = _("Today") if day == today else short_date(day, today)
    return _("%(day)s, %(time)s") % {"day": name, "time": clock_time(when)}


def due_label(due: date | None, today: date) -> Due:
    """Return the words and chip kind for something due; no date means it is hers to say."""
    if due is None:
        return Due(_("When she says"), "purple")
    days = (due - today).days
    if days < 0:
        late = ngettext("%(days)d day late", "%(days)d days late", -days) % {"days": -days}
        return Due(late, "red")
    if days == 0:
        return Due(_("Today"), "yellow")
    if days == 1:
        return Due(_("Tomorrow"), "blue")
    return Due(short_date(due, today), "blue")


def approximate(value: ApproximateDate) -> str:
    """Return an approximate date in words, with what was said beside it."""
    words = _KNOWN[value.precision](value)
    if value.words and value.precision not in {Precision.BEFORE, Precision.AFTER}:
        return _("%(date)s (“%(words)s”)") % {"date": words, "words": value.words}
    return words


def _exact(value: ApproximateDate) -> str:
    return long_date(value.sort_key)


def _month(value: ApproximateDate) -> str:
    return month(value.sort_key)


def _year(value: ApproximateDate) -> str:
    return str(value.sort_key.year)


def _about(value: ApproximateDate) -> str:
    start, end = value.start or value.sort_key, value.end or value.sort_key
    middle, width = start + (end - start) / 2, (end - start).days
    if width <= A_FEW_DAYS:
        text = long_date(middle)
    elif width <= A_FEW_MONTHS:
        text = month(middle)
    else:
        text = str(middle.year)
    return _("about %(date)s") % {"date": text}


def _beside(sentence: str, value: ApproximateDate) -> str:
    day = value.start or value.end
    if day is None:
        return sentence % {"event": value.words}
    year = str(day.year)
    return sentence % {"event": f"{value.words} ({year})" if value.words else year}


def _before(value: ApproximateDate) -> str:
    return _beside(_("before %(event)s"), value)


def _after(value: ApproximateDate) -> str:
    return _beside(_("after %(event)s"), value)


_KNOWN = {
    Precision.DAY: _exact,
    Precision.MONTH: _month,
    Precision.YEAR: _year,
    Precision.ABOUT: _about,
    Precision.BEFORE: _before,
    Precision.AFTER: _after,
}
