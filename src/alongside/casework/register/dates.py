"""Dates as registers write them: three styles in one column, month names, half-known days."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from alongside.casework.register.date_cells import read_date_text
from alongside.casework.register.spelling import comparable, latin_digits, word_list
from alongside.core.approximate import ApproximateDate
from alongside.core.dates import Precision
from alongside.core.spreadsheets.serials import from_serial

if TYPE_CHECKING:
    from collections.abc import Iterable

    from alongside.core.spreadsheets.grid import Cell


TIME = re.compile(r"[t ]\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?( ?[ap]\.?m\.?)?( ?z| ?[+-]\d\d:?\d\d)?$")
NUMERIC = re.compile(r"(\d{1,2})([-/. ])(\d{1,2})\2(\d{4}|\d{2})")
YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?")
IDEOGRAPHIC = re.compile(r"(\d{4})年(?:(\d{1,2})月(?:(\d{1,2})日)?)?")
VIETNAMESE = re.compile(r"(?:ngày )?(?:(\d{1,2}) )?tháng (\d{1,2}),?(?: năm)? (\d{4})")
MONTH_YEAR = re.compile(r"(\d{1,2})[-/.](\d{4})")
TOKEN = re.compile(r"\d+|[^\d\s,/\-–]+")
SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
# 1927 to 2099 as a spreadsheet counts days: no year and no age looks like that.
SERIALS = range(10_000, 73_051)
YEARS = range(1_000, 2_700)
# Years of the Buddhist calendar that people alive have; no register reaches so far ahead.
BUDDHIST_YEARS = range(2_401, 2_700)
BUDDHIST_OFFSET = 543
MONTHS_IN_YEAR = 12
SHORT_YEAR = 2
# A month of a Latin or Greek name may be cut; scripts beyond these write it whole.
LAST_GREEK = "\u03ff"
SHORTEST_MONTH = 3


class NotADate(ValueError):
    """The words may mean something, but no day, month or year that we can read."""


class TwoDigitYear(NotADate):
    """05 may be 1905 or 2005: nobody but the writer knows."""


class NoSuchDay(NotADate):
    """The calendar has no such day."""


class DateOrder(StrEnum):
    """Which number comes first in 03/04/2023."""

    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"


@dataclass(frozen=True, slots=True)
class DateStyle:
    """How a column writes its dates, and whether a person must say so because it does not tell."""

    order: DateOrder
    needs_choice: bool = False


def infer_style(cells: Iterable[Cell], *, elsewhere: DateOrder | None = None) -> DateStyle:
    """Decide day or month first by all cells of one column.

    03/04/2023 fits both; 27/02/2023 or 02/27/2023 anywhere in the column decides for it. Where
    nothing decides, or both stand there, a choice is needed if any cell depends on it; the order is
    then only the likelier one (`elsewhere`: what other columns of the same file decided).
    """
    seen = Counter(_evidence(_plain(cell)) for cell in cells if isinstance(cell, str))
    day_first, month_first = seen[DateOrder.DAY_FIRST], seen[DateOrder.MONTH_FIRST]
    likely = elsewhere or DateOrder.DAY_FIRST
    if day_first != month_first:
        likely = DateOrder.DAY_FIRST if day_first > month_first else DateOrder.MONTH_FIRST
    undecided = bool(day_first) == bool(month_first)
    return DateStyle(likely, needs_choice=undecided and seen["either"] > 0)


def has_evidence(cells: Iterable[Cell]) -> bool:
    """Tell whether any cell of the column can only be read one way round."""
    texts = (cell for cell in cells if isinstance(cell, str))
    return any(isinstance(_evidence(_plain(text)), DateOrder) for text in texts)


def read_date(cell: Cell, order: DateOrder = DateOrder.DAY_FIRST) -> ApproximateDate:
    """Return the date in a cell: a day, or as much of it as is written.

    Text that fits only the other order is read in that one. Buddhist years are turned into
    Gregorian ones and the text is kept as her words.

    Raises:
        TwoDigitYear: the year has two digits.
        NoSuchDay: the calendar has no such day (31/02/2020).
        NotADate: the text is none of the styles.

    """
    if isinstance(cell, date):
        return _day(cell.year, cell.month, cell.day)
    if isinstance(cell, bool) or cell is None:
        raise NotADate
    if isinstance(cell, (int, float)):
        cell = str(int(cell))
    return _read_text(cell, order)


def _plain(text: str) -> str:
    text = latin_digits(unicodedata.normalize("NFKC", text)).casefold()
    return TIME.sub("", " ".join(text.split()))


def _evidence(text: str) -> DateOrder | str:
    match = NUMERIC.fullmatch(text)
    if not match:
        return "other"
    first, second = int(match[1]), int(match[3])
    if first > MONTHS_IN_YEAR >= second:
        return DateOrder.DAY_FIRST
    if second > MONTHS_IN_YEAR >= first:
        return DateOrder.MONTH_FIRST
    if match[2] == "." and first <= MONTHS_IN_YEAR:
        return DateOrder.DAY_FIRST  # nobody parts month-first dates by dots
    return "other" if first == second or first > MONTHS_IN_YEAR else "either"


def _read_text(text: str, order: DateOrder) -> ApproximateDate:
    written = read_date_text(text) if "(" in text or "/" in text else None
    if written is not None:
        return written
    plain = _plain(text)
    exact = _exact(plain, order)
    if exact is not None:
        return _in_words(exact, text, plain)
    rest = _without_about(plain)
    around = _exact(rest, order) if rest else None
    if around is None:
        raise NotADate
    return around.model_copy(update={"precision": Precision.ABOUT, "words": text})


def _in_words(when: ApproximateDate, text: str, plain: str) -> ApproximateDate:
    """Keep what was typed where we turned a Buddhist year into a Gregorian one."""
    buddhist = any(int(year) in BUDDHIST_YEARS for year in re.findall(r"\d{4}", plain))
    return when.model_copy(update={"words": text}) if buddhist else when


def _without_about(plain: str) -> str:
    if plain.endswith("?"):
        return plain.rstrip("? ")
    for word in word_list("months")["about"]:
        if plain.startswith(word):
            return plain[len(word) :].lstrip(". ")
    return ""


def _exact(text: str, order: DateOrder) -> ApproximateDate | None:
    for pattern, read in READERS:
        match = pattern.fullmatch(text)
        if match:
            return read(match, order)
    return _month_named(text)


def _numeric(match: re.Match[str], order: DateOrder) -> ApproximateDate:
    first, second = int(match[1]), int(match[3])
    if len(match[4]) == SHORT_YEAR:
        raise TwoDigitYear
    if order is DateOrder.MONTH_FIRST:
        first, second = second, first
    if second > MONTHS_IN_YEAR >= first:
        first, second = second, first
    return _day(int(match[4]), second, first)


def _year_first(match: re.Match[str], _order: DateOrder) -> ApproximateDate:
    return _known(int(match[1]), *(int(part) for part in match.groups()[1:] if part))


def _vietnamese(match: re.Match[str], _order: DateOrder) -> ApproximateDate:
    return _known(int(match[3]), int(match[2]), *([int(match[1])] if match[1] else []))


def _month_year(match: re.Match[str], _order: DateOrder) -> ApproximateDate:
    return _known(int(match[2]), int(match[1]))


def _compact(match: re.Match[str], _order: DateOrder) -> ApproximateDate:
    return _day(int(match[1]), int(match[2]), int(match[3]))


def _serial(match: re.Match[str], _order: DateOrder) -> ApproximateDate:
    if int(match[1]) not in SERIALS:
        raise NotADate
    return ApproximateDate.day(from_serial(int(match[1])))


def _year(match: re.Match[str], _order: DateOrder) -> ApproximateDate:
    return _known(int(match[0]))


Reader = Callable[[re.Match[str], DateOrder], ApproximateDate]
READERS: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (NUMERIC, _numeric),
    (YEAR_FIRST, _year_first),
    (MONTH_YEAR, _month_year),
    (re.compile(r"\d{4}"), _year),
    (SERIAL, _serial),
    (re.compile(r"(\d{4})(\d{2})(\d{2})"), _compact),
    (IDEOGRAPHIC, _year_first),
    (VIETNAMESE, _vietnamese),
)


def _month_named(text: str) -> ApproximateDate | None:
    """Read "10 Oct 2023", "October 10th, 2023", "Oct-2023", in the languages of `months.json`."""
    tokens = TOKEN.findall(text)
    joining = _joining_words()
    words = [t for t in tokens if not t.isdecimal() and comparable(t) not in joining]
    numbers = [t for t in tokens if t.isdecimal()]
    month = _months().get(comparable("".join(words))) if words else None
    if month is None or not numbers:
        return None
    year = next((n for n in numbers if len(n) == len("2023")), None)
    if year is None:
        raise TwoDigitYear
    numbers.remove(year)
    if any(len(n) > len("31") for n in numbers) or len(numbers) > 1:
        return None
    return _known(int(year), month, *map(int, numbers))


@cache
def _joining_words() -> frozenset[str]:
    return frozenset(map(comparable, word_list("months")["joining"])) | {""}


@cache
def _months() -> dict[str, int]:
    found: dict[str, set[int]] = {}
    for month, names in enumerate(word_list("months")["months"], start=1):
        for name in map(comparable, names):
            shortest = SHORTEST_MONTH if max(name) <= LAST_GREEK else len(name)
            for length in range(shortest, len(name) + 1):
                found.setdefault(name[:length], set()).add(month)
    return {name: months.pop() for name, months in found.items() if len(months) == 1}


def _known(year: int, month: int | None = None, day: int | None = None) -> ApproximateDate:
    if day is not None and month is not None:
        return _day(year, month, day)
    year = _gregorian(year)
    if month is None:
        return ApproximateDate.year(year)
    if not 1 <= month <= MONTHS_IN_YEAR:
        raise NoSuchDay
    return ApproximateDate.month(year, month)


def _day(year: int, month: int, day: int) -> ApproximateDate:
    try:
        return ApproximateDate.day(date(_gregorian(year), month, day))
    except ValueError as wrong:
        raise NoSuchDay from wrong


def _gregorian(year: int) -> int:
    if year not in YEARS:
        raise NotADate
    return year - BUDDHIST_OFFSET if year in BUDDHIST_YEARS else year
