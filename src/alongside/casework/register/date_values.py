"""Dates that can be true: not in the future, not before anybody lived, with all four digits."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from alongside.casework.register.dates import NoSuchDay, NotADate, TwoDigitYear, read_date
from alongside.casework.register.troubles import Answer, kept_as_words, remark, stop

if TYPE_CHECKING:
    from datetime import date

    from alongside.casework.register.dates import DateOrder
    from alongside.casework.register.htcds import Field
    from alongside.core.approximate import ApproximateDate
    from alongside.core.spreadsheets.grid import Cell

# The one date of the standard that is still to come.
PLANNED = frozenset({"spl_PlannedEndDate"})
LONGEST_LIFE = timedelta(days=120 * 366)
LONGEST_PLAN = timedelta(days=50 * 366)
# Bikram Sambat, the calendar of Nepal, counts 56 or 57 years more.
BIKRAM_SAMBAT_AHEAD = timedelta(days=57 * 366)


def read_when(field: Field, cell: Cell, *, today: date, order: DateOrder) -> Answer:
    """Return the date in a cell, or why it cannot be one."""
    try:
        when = read_date(cell, order)
    except TwoDigitYear:
        return stop(_("This year has two digits. Write all four, so that nobody has to guess."))
    except NoSuchDay:
        return stop(_("The calendar has no such day."))
    except NotADate:
        sentence = _("We could not read this as a date. It is kept as you wrote it.")
        return kept_as_words(str(cell), sentence)
    impossible = _impossible(field, when, today)
    if impossible:
        return stop(impossible)
    if when.words and isinstance(cell, str) and when.words == cell and when.start == when.end:
        told = remark(_("This year was read as one of the Buddhist calendar."))
        return Answer(when, troubles=(told,))
    return Answer(when)


def _impossible(field: Field, when: ApproximateDate, today: date) -> str:
    first, last = when.start or when.end, when.end or when.start
    if last and today - last > LONGEST_LIFE:
        return _("This date is more than 120 years ago.")
    # Of "about" and "in 2026" the beginning must have come; of a plan it must be within reach.
    latest = today + LONGEST_PLAN if field.name in PLANNED else today
    return _ahead(field, first, today) if first and first > latest else ""


def _ahead(field: Field, first: date, today: date) -> str:
    if field.name in PLANNED:
        return _("This date is too far in the future.")
    if field.name == "prs_Birthdate" and first - today >= BIKRAM_SAMBAT_AHEAD:
        return _("Nobody was born on this date: it is in the future.")
    if first - today < BIKRAM_SAMBAT_AHEAD:
        return _(
            "This date is in the future. If it is a year of Nepal's calendar, "
            "write the international one."
        )
    return _("This date is in the future.")
