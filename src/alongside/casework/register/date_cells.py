"""An approximate date as the text of one cell, and back without loss.

`2023-10-12`, `2023-10`, `2023`, `about 1997-07-01/1998-06-30`, `before ../2019-05-01`; the words
that were said follow in brackets.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from pydantic import ValidationError

from alongside.core.approximate import ApproximateDate
from alongside.core.dates import Precision

OPEN = ".."
WRITTEN = re.compile(
    r"(?:(?P<how>day|month|year|about|before|after)(?: (?P<start>[\d.-]+)/(?P<end>[\d.-]+))?"
    r"|(?P<short>\d{4}(?:-\d\d){0,2}))(?: \((?P<words>.*)\))?",
    re.DOTALL,
)


def date_text(when: ApproximateDate) -> str:
    """Return the text of the cell."""
    words = f" ({when.words})" if when.words else ""
    short = _short(when)
    if short:
        return f"{short}{words}"
    if when.start is None and when.end is None:
        return f"{when.precision}{words}"
    return f"{when.precision} {when.start or OPEN}/{when.end or OPEN}{words}"


def read_date_text(text: str) -> ApproximateDate | None:
    """Return the date that `date_text` wrote, None for any other text."""
    match = WRITTEN.fullmatch(text)
    if not match:
        return None
    words = match["words"] or ""
    try:
        if match["short"]:
            return _long(match["short"], words)
        return ApproximateDate(
            start=_end(match["start"]),
            end=_end(match["end"]),
            precision=Precision(match["how"]),
            words=words,
        )
    except (ValueError, ValidationError):
        return None


def _short(when: ApproximateDate) -> str:
    start, end = when.start, when.end
    if start is None or end is None or start.year != end.year:
        return ""
    if when.precision is Precision.DAY and start == end:
        return start.isoformat()
    next_day = end + timedelta(days=1) if end < date.max else end
    if when.precision is Precision.MONTH and start.day == next_day.day == 1:
        return start.isoformat()[:7] if start.month == end.month else ""
    whole_year = (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)
    return start.isoformat()[:4] if when.precision is Precision.YEAR and whole_year else ""


def _long(text: str, words: str) -> ApproximateDate:
    year, *rest = map(int, text.split("-"))
    if not rest:
        return ApproximateDate.year(year, words=words)
    if len(rest) == 1:
        return ApproximateDate.month(year, rest[0], words=words)
    return ApproximateDate.day(date(year, *rest), words=words)


def _end(text: str | None) -> date | None:
    return date.fromisoformat(text) if text and text != OPEN else None
