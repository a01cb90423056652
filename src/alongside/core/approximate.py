"""Dates as people remember them: exact, a month, a year, about … ago, before or after something."""

from __future__ import annotations

import calendar as months
from datetime import date, timedelta
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, model_validator

from alongside.core.dates import Precision, Unit

DAYS_IN = {Unit.DAYS: 1, Unit.WEEKS: 7, Unit.MONTHS: 30.4375, Unit.YEARS: 365.25}
# How far "about" a day reaches to either side.
REACH = timedelta(days=3)


class ApproximateDate(BaseModel):
    """A stretch of days between `start` and `end`, how it is known, and the words that were said.

    Stored as Gregorian days, both ends included; other calendars are a matter of showing it.
    `start` is None for "before …", `end` is None for "after …".
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    start: date | None = None
    end: date | None = None
    precision: Precision
    words: str = ""
    calendar: Literal["gregorian"] = "gregorian"

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        if self.start and self.end and self.start > self.end:
            msg = "An approximate date cannot end before it starts."
            raise ValueError(msg)
        open_ended = self.precision in {Precision.BEFORE, Precision.AFTER}
        if open_ended and not (self.words or self.start or self.end):
            msg = "Before or after needs an event or a date."
            raise ValueError(msg)
        if not open_ended and not (self.start and self.end):
            msg = "Only before and after may leave an end open."
            raise ValueError(msg)
        return self

    @property
    def sort_key(self) -> date:
        """Return a day to put it in order by; one without any day comes first."""
        return self.start or self.end or date.min

    @classmethod
    def day(cls, when: date, *, words: str = "") -> Self:
        """Return the date that is known exactly."""
        return cls(start=when, end=when, precision=Precision.DAY, words=words)

    @classmethod
    def month(cls, year: int, month: int, *, words: str = "") -> Self:
        """Return some day of that month."""
        last = months.monthrange(year, month)[1]
        start, end = date(year, month, 1), date(year, month, last)
        return cls(start=start, end=end, precision=Precision.MONTH, words=words)

    @classmethod
    def year(cls, year: int, *, words: str = "") -> Self:
        """Return some day of that year."""
        start, end = date(year, 1, 1), date(year, 12, 31)
        return cls(start=start, end=end, precision=Precision.YEAR, words=words)

    @classmethod
    def about(
        cls, year: int, month: int | None = None, day: int | None = None, *, words: str = ""
    ) -> Self:
        """Return about that year, that month of it, or that day give or take three.

        Raises ValueError when the calendar has no such day.
        """
        if month is None:
            known = cls.year(year)
        elif day is None:
            known = cls.month(year, month)
        else:
            middle = date(year, month, day)
            known = cls(start=middle - REACH, end=middle + REACH, precision=Precision.ABOUT)
        return known.model_copy(update={"precision": Precision.ABOUT, "words": words})

    @classmethod
    def ago(cls, number: int, unit: Unit, *, today: date, words: str = "") -> Self:
        """Return about `number` units before `today`, as coarse as the unit is.

        Raises OverflowError when that lies before the year 1.
        """
        then = today - timedelta(days=round(number * DAYS_IN[unit]))
        month = None if unit is Unit.YEARS else then.month
        day = then.day if unit in {Unit.DAYS, Unit.WEEKS} else None
        return cls.about(then.year, month, day, words=words)

    @classmethod
    def before(cls, words: str, *, on: date | None = None) -> Self:
        """Return some time before an event, with the day of the event where it is known."""
        return cls(end=on, precision=Precision.BEFORE, words=words)

    @classmethod
    def after(cls, words: str, *, on: date | None = None) -> Self:
        """Return some time after an event, with the day of the event where it is known."""
        return cls(start=on, precision=Precision.AFTER, words=words)
