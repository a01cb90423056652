"""A spreadsheet of services, row by row: what each says, or why it cannot be read.

Columns are told by what stands above them: the names of the fields, or their labels; texts also
with a language behind (`name_es`). Others are left out and named. There is no column for an
address, so none can be brought in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import IO, TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from alongside.alliance.errors import ShelterSaysWhere
from alongside.alliance.given import ServiceGiven
from alongside.alliance.labels import CODES, LABELS, SERVICE_TEXTS
from alongside.alliance.languages import LANGUAGES
from alongside.alliance.numbers import in_plain_digits, is_number
from alongside.core.spreadsheets.opening import ROWS_TO_LOOK_AT, open_grid
from alongside.core.spreadsheets.refusals import EmptyTable, NoHeader
from alongside.ui.names import country_code, language_code

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from alongside.alliance.enums import RowOutcome
    from alongside.alliance.models import Service
    from alongside.core.spreadsheets.grid import Cell, Grid

AS_TYPED = ("reference", "country", "place", "area", "phone", "whatsapp", "website")
AS_LISTS = ("kinds", "situations", "languages")
TICKS = ("is_free", "is_public")
NUMBERS = ("phone", "whatsapp")
COLUMNS = (*SERVICE_TEXTS, *AS_LISTS, *AS_TYPED, *TICKS, "confirmed_on")
LONGEST = {"reference": 100, "place": 100, "phone": 40, "whatsapp": 40, "website": 300}
LONGEST_TEXT = 5_000
WITH_LANGUAGE = re.compile(r"(\w+?)_([a-z]{2,3})")
YES = frozenset({"yes", "y", "1", "true", "x", "sí", "si", "হ্যাঁ", "✓"})
NO = frozenset({"no", "n", "0", "false", "না", ""})
ENOUGH_COLUMNS = 2

Named = tuple[str, str]


@dataclass(frozen=True)
class Read:
    """One row: what it says, on which day it was right, and what cannot be read of it."""

    number: int
    given: ServiceGiven
    # The fields there was a column for; what has none stays as it is.
    told: frozenset[str]
    confirmed_on: date | None = None
    problems: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Return what the row calls the service."""
        return next(iter(self.given.texts.get("name", {}).values()), "")

    def over(self, service: Service | None) -> ServiceGiven:
        """Return what is said of a service when this row is written over it."""
        if service is None:
            return self.given
        names = {one.name for one in fields(ServiceGiven)} - self.told - {"texts"}
        kept: dict[str, Any] = {name: getattr(service, name) for name in names}
        kept |= {name: tuple(one) for name, one in kept.items() if isinstance(one, list)}
        return replace(self.given, **kept)


@dataclass(frozen=True)
class Table:
    """The rows of a spreadsheet, and the columns that were left out."""

    rows: list[Read]
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True)
class Told:
    """What became, or would become, of one row."""

    number: int
    name: str
    outcome: RowOutcome
    sentences: tuple[str, ...] = field(default=())


def read_table(file: IO[bytes], *, filename: str, language: str, today: date) -> Table:
    """Return the services in a workbook or text table; raises UnreadableTable.

    :param language: of texts whose column names none
    """
    grid = open_grid(file, worth=_worth, filename=filename).grid
    if not grid.rows:
        raise EmptyTable
    at = max(range(len(grid.rows[:ROWS_TO_LOOK_AT])), key=lambda place: _known(grid, place))
    if _known(grid, at) < ENOUGH_COLUMNS:
        raise NoHeader
    headings = [_text(cell) for cell in grid.rows[at].cells]
    columns = [_column(one, language) for one in headings]
    if len(grid.rows) == at + 1:
        raise EmptyTable
    left_out = tuple(
        heading for heading, named in zip(headings, columns, strict=True) if heading and not named
    )
    rows = [_row(row.number, row.cells, columns, today) for row in grid.rows[at + 1 :]]
    return Table(_once(rows), left_out)


def _worth(grid: Grid) -> int:
    return max((_known(grid, at) for at in range(len(grid.rows[:ROWS_TO_LOOK_AT]))), default=0)


def _known(grid: Grid, at: int) -> int:
    return sum(_column(_text(cell), "en") is not None for cell in grid.rows[at].cells)


def _column(heading: str, language: str) -> Named | None:
    """Return field and language that a column holds; None for anything else."""
    plain = heading.strip().casefold()
    machine = re.sub(r"[\s-]+", "_", plain)
    for name in COLUMNS:
        if machine == name or plain == str(LABELS[name]).casefold():
            return name, language
    found = WITH_LANGUAGE.fullmatch(machine)
    if found and found[1] in SERVICE_TEXTS and found[2] in LANGUAGES:
        return found[1], found[2]
    return None


def _row(number: int, cells: tuple[Cell, ...], columns: list[Named | None], today: date) -> Read:
    said: dict[str, Any] = {}
    texts: dict[str, dict[str, str]] = {}
    problems: list[str] = []
    confirmed_on: date | None = None
    for cell, named in zip(cells, columns, strict=False):
        if named is None:
            continue
        name, language = named
        if name in SERVICE_TEXTS:
            texts.setdefault(name, {})[language] = _text(cell)[:LONGEST_TEXT]
        elif name == "confirmed_on":
            confirmed_on = _day(cell, today, problems)
        else:
            said[name] = _value(name, _text(cell), problems)
    given = ServiceGiven(**({"country": ""} | said), texts=texts)
    return Read(number, given, frozenset(said), confirmed_on, tuple(problems))


def lacking(given: ServiceGiven, names: Mapping[str, str]) -> list[str]:
    """Return what is missing or too much, each as a sentence; `names` are those it will have."""
    found = []
    if not any(names.values()):
        found.append(_("Give it a name."))
    if not given.kinds:
        found.append(_("Say what kind of help it is."))
    if country_code(given.country) is None:
        found.append(_("Say in which country: its name, or its two letters."))
    if given.is_shelter and given.says_where:
        found.append(str(ShelterSaysWhere()))
    return found


def _value(name: str, text: str, problems: list[str]) -> Any:
    if name in TICKS:
        if text.casefold() not in YES | NO:
            problems.append(_said_of(name, text))
        return text.casefold() in YES
    if name in AS_LISTS:
        return tuple(_codes(name, text, problems))
    if name == "country":
        return country_code(text) or ""
    if name == "area":
        return "\n".join(_pieces(text))
    return _typed(name, text, problems)


def _typed(name: str, text: str, problems: list[str]) -> str:
    if name == "website" and text and not text.startswith(("http://", "https://")):
        problems.append(_said_of(name, text))
    if name in NUMBERS:
        text = in_plain_digits(text)
        if text and not is_number(text):
            problems.append(_said_of(name, text))
    if len(text) > LONGEST[name]:
        problems.append(_said_of(name, text[:40]))
    return text


def _codes(name: str, text: str, problems: list[str]) -> Iterable[str]:
    for piece in _pieces(text):
        code = _code(name, piece)
        if code is None:
            problems.append(_said_of(name, piece))
        else:
            yield code


def _code(name: str, text: str) -> str | None:
    """Return the code of a list that is written in one of the ways to write it."""
    if name == "languages":
        code = language_code(text)
        return code if code in LANGUAGES else None
    ways = {str(way).casefold(): one.value for one in CODES[name] for way in (one.value, one.label)}
    return ways.get(text.casefold())


def _day(cell: Cell, today: date, problems: list[str]) -> date | None:
    if cell is None:
        return None
    try:
        day = cell if isinstance(cell, date) else date.fromisoformat(_text(cell))
    except ValueError:
        problems.append(_said_of("confirmed_on", _text(cell)))
        return None
    if day > today:
        problems.append(_("It cannot have been confirmed on a day that has not come."))
        return None
    return day


def _once(rows: list[Read]) -> list[Read]:
    """Refuse the second row of a number: nobody could say which of the two is right."""
    seen: set[str] = set()
    found = []
    for row in rows:
        key = row.given.reference or row.name.casefold()
        again = (_("Another row above says the same number or name."),) if key in seen else ()
        seen.add(key)
        found.append(replace(row, problems=(*row.problems, *again)))
    return found


def _said_of(name: str, text: str) -> str:
    sentence = _("%(column)s: we do not understand “%(words)s”.")
    return sentence % {"column": LABELS[name], "words": text}


def _pieces(text: str) -> list[str]:
    return [piece.strip() for piece in re.split(r"[;,\n|]", text) if piece.strip()]


def _text(cell: Cell) -> str:
    return "" if cell is None else str(cell).strip()
