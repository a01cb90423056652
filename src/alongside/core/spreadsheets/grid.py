"""The cells of one sheet as they stand in the file, before anybody knows what they mean."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from alongside.core.spreadsheets.refusals import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    MAX_TEXT,
    TooManyColumns,
    TooManyRows,
    TooMuchInside,
)

Cell = str | int | float | bool | date | None
LETTERS = 26
# Titles and names of columns, which are not counted as rows.
ROWS_ABOVE = 25


class Row(NamedTuple):
    """A row with anything in it: its number in the spreadsheet (from 1) and its cells from A."""

    number: int
    cells: tuple[Cell, ...]

    def __repr__(self) -> str:
        """Show no content: a row may end up in a log."""
        return f"<Row {self.number}>"


class Merge(NamedTuple):
    """Joined cells: rows from 1, columns from 0, all ends included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass
class Grid:
    """The filled rows of a sheet; refuses to grow beyond what a table needs."""

    name: str = ""
    rows: list[Row] = field(default_factory=list, repr=False)
    merges: list[Merge] = field(default_factory=list, repr=False)
    size: int = 0
    text: int = 0
    _known: dict[str, str] = field(default_factory=dict, repr=False)

    def add(self, number: int, cells: list[Cell]) -> None:
        """Keep the row without the blanks at its end; a row of blanks alone is left out.

        Raises:
            TooManyRows, TooManyColumns, TooMuchInside: one more than a table may have.

        """
        cells = [self._shared(cell) if isinstance(cell, str) else cell for cell in cells]
        while cells and cells[-1] is None:
            cells.pop()
        if not cells:
            return
        self.size += len(cells) - cells.count(None)
        if len(self.rows) >= MAX_ROWS + ROWS_ABOVE:
            raise TooManyRows
        if len(cells) > MAX_COLUMNS:
            raise TooManyColumns
        if self.size > MAX_CELLS or self.text > MAX_TEXT:
            raise TooMuchInside
        self.rows.append(Row(number, tuple(cells)))

    def _shared(self, text: str) -> str | None:
        """Hold a text that many cells repeat once."""
        if not text or text.isspace():
            return None
        if text not in self._known:
            self._known[text] = text
            self.text += len(text)
        return self._known[text]


def letters(column: int) -> str:
    """Return the letters above a column, A for 0."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, LETTERS)
        name = chr(ord("A") + rest) + name
    return name
