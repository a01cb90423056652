"""Columns as they are read: one date style a column, and equal cells read once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from alongside.casework.register.dates import DateOrder, DateStyle, has_evidence, infer_style
from alongside.casework.register.htcds import FIELDS, Kind, other
from alongside.casework.register.mapping import Use
from alongside.casework.register.values import Context, as_text, read_value

if TYPE_CHECKING:
    from datetime import date

    from alongside.casework.register.htcds import Field
    from alongside.casework.register.layout import Sheet
    from alongside.casework.register.mapping import Column, Mapping
    from alongside.casework.register.troubles import Answer, Trouble
    from alongside.core.spreadsheets.grid import Cell

MOST_REMEMBERED = 2_000
EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Question:
    """A date column that fits both orders: a person must choose before anything is imported."""

    column: Column
    likely: DateOrder
    examples: tuple[str, ...]


class ColumnReader:
    """Reads the cells of one column; short answers are remembered, because registers repeat."""

    def __init__(self, column: Column, context: Context) -> None:
        self.column = column
        self._context = context
        self._field = FIELDS[column.field] if column.field else None
        self._remembered: dict[tuple[type, Cell], Answer] = {}

    def read(self, cell: Cell) -> tuple[dict[str, object], tuple[Trouble, ...]]:
        """Return what the cell adds to the fields of its row, and what there is to say."""
        if self._field is None:
            return {}, ()
        answer = self._answer(self._field, cell)
        found: dict[str, object] = {}
        if answer.value not in (None, "", ()):
            found[self._field.name] = answer.value
        if answer.words:
            found[other(self._field.name)] = answer.words
        return found, answer.troubles

    def _answer(self, field: Field, cell: Cell) -> Answer:
        if field.kind is Kind.TEXT:
            return read_value(field, cell, self._context)
        known = (type(cell), cell)
        if known not in self._remembered:
            if len(self._remembered) >= MOST_REMEMBERED:
                self._remembered.clear()
            self._remembered[known] = read_value(field, cell, self._context)
        return self._remembered[known]


def readers(sheet: Sheet, mapping: Mapping, today: date) -> list[ColumnReader]:
    """Return a reader for every column that is used."""
    styles = _styles(sheet, mapping)
    return [
        ColumnReader(
            column,
            Context(
                today=today,
                order=styles[column.index].order if column.index in styles else DateOrder.DAY_FIRST,
            ),
        )
        for column in mapping.columns
        if column.use is not Use.IGNORE or column.index == mapping.match_key
    ]


def questions(sheet: Sheet, mapping: Mapping) -> tuple[Question, ...]:
    """Return the date columns whose order nobody has chosen and no cell decides."""
    found = []
    for index, style in _styles(sheet, mapping).items():
        column = mapping.columns[index]
        if style.needs_choice and column.date_order is None:
            texts = [c for c in sheet.column(index) if isinstance(c, str)]
            undecided = [as_text(c) for c in texts if infer_style([c]).needs_choice]
            found.append(Question(column, style.order, tuple(undecided[:EXAMPLES])))
    return tuple(found)


def _styles(sheet: Sheet, mapping: Mapping) -> dict[int, DateStyle]:
    dated = [c for c in mapping.columns if c.field and FIELDS[c.field].kind is Kind.DATE]
    cells = {c.index: sheet.column(c.index) for c in dated}
    decided = {infer_style(cells[c.index]).order for c in dated if has_evidence(cells[c.index])}
    elsewhere = decided.pop() if len(decided) == 1 else None
    return {
        c.index: DateStyle(c.date_order)
        if c.date_order
        else infer_style(cells[c.index], elsewhere=elsewhere)
        for c in dated
    }
