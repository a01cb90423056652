"""A record as the cells of one row, and the headings above them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from alongside.casework.register.date_cells import date_text
from alongside.casework.register.headings import OWN_MARK
from alongside.casework.register.htcds import FIELDS, Field, Kind, other
from alongside.casework.register.mapping import suggest_mapping
from alongside.core.dates import Precision

if TYPE_CHECKING:
    from alongside.casework.register.record import RegisterRow
    from alongside.core.approximate import ApproximateDate

WrittenCell = str | int | float | date
# Each writer gets values of its own kind only; the record has seen to that.
Write = Callable[[Any], WrittenCell]

MATCH_KEY = "File no."
# Spreadsheets count no days before 1900, and the first two months of it wrongly.
FIRST_YEAR_AS_DATE = 1901


class Layout:
    """The columns of a written register: the match key, fields of the standard, own columns.

    Raises KeyError for a field that HTCDS 2.0 does not have.
    """

    def __init__(self, fields: Sequence[str], own: Sequence[str]) -> None:
        self._fields = [(name, other(name), _writer(FIELDS[name])) for name in fields]
        self._own = tuple(own)
        self.headings = headings(fields, own)

    def cells(self, row: RegisterRow) -> list[WrittenCell]:
        """Return one cell a column, "" where the row says nothing."""
        cells: list[WrittenCell] = [row.match_key]
        cells += _cells(self._fields, row)
        cells += [row.own.get(title, "") for title in self._own]
        return cells


class StandardLayout:
    """The 83 columns of the standard, in its order, and no other: as its own templates have them.

    With labels in the cells there are two rows of headings, machine names and labels, as in the
    template for Excel; with codes there are machine names alone, as in the survey form.
    """

    def __init__(self, *, codes: bool) -> None:
        write = _code_writer if codes else _writer
        self._fields = [(name, other(name), write(field)) for name, field in FIELDS.items()]
        labels = [] if codes else [[field.label for field in FIELDS.values()]]
        self.heading_rows = [list(FIELDS), *labels]

    def cells(self, row: RegisterRow) -> list[WrittenCell]:
        """Return one cell a column, "" where the row says nothing."""
        return _cells(self._fields, row)


def headings(fields: Sequence[str], own: Sequence[str]) -> list[str]:
    """Return the labels of the standard, so that reading them again finds the same fields.

    Labels that several sections share say their section where the columns around them do not tell;
    own titles that read like a field say that they are none.
    """
    names = [FIELDS[name] for name in fields]
    plain = [MATCH_KEY, *(field.label for field in names), *own]
    if _understood(plain, fields, own):
        return plain
    full = [_unmistakable(field) for field in names]
    return [MATCH_KEY, *full, *(f"{title}{OWN_MARK}" for title in own)]


def _cells(fields: Iterable[tuple[str, str, Write]], row: RegisterRow) -> list[WrittenCell]:
    found = row.fields
    cells: list[WrittenCell] = []
    for name, words, write in fields:
        value = found.get(name)
        cell = "" if value is None else write(value)
        if words in found:
            cell = f"{cell};{found[words]}" if cell != "" else str(found[words])
        cells.append(cell)
    return cells


def _unmistakable(field: Field) -> str:
    alone = suggest_mapping([field.label]).columns[0]
    return field.label if alone.field == field.name else field.full_label


def _understood(headings: list[str], fields: Sequence[str], own: Sequence[str]) -> bool:
    mapping = suggest_mapping(headings)
    found = [column.field for column in mapping.columns]
    titles = [column.title for column in mapping.columns][len(fields) + 1 :]
    keyed = mapping.match_key == 0
    return keyed and found == [None, *fields, *([None] * len(own))] and titles == list(own)


def _writer(field: Field) -> Write:
    if field.kind is Kind.CHOICE and field.many:
        return lambda codes: ";".join(map(field.values.__getitem__, codes))
    if field.kind is Kind.CHOICE:
        return field.values.__getitem__
    if field.kind is Kind.YES_NO:
        return lambda value: "Yes" if value else "No"
    if field.kind is Kind.DATE:
        return _date
    if field.many:
        return ";".join
    return lambda value: value


def _code_writer(field: Field) -> Write:
    if field.kind is not Kind.CHOICE:
        return _writer(field)
    return ";".join if field.many else str


def _date(when: ApproximateDate) -> WrittenCell:
    start = when.start
    exact = when.precision is Precision.DAY and start == when.end and not when.words
    return start if exact and start and start.year >= FIRST_YEAR_AS_DATE else date_text(when)
