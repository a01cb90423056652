"""Finding the table in a sheet: titles above it, joined cells, two rows of names, blank rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from alongside.casework.register.headings import is_machine_name, worth
from alongside.casework.register.spelling import clean
from alongside.core.spreadsheets.opening import ROWS_TO_LOOK_AT
from alongside.core.spreadsheets.refusals import (
    MAX_ROWS,
    EmptyTable,
    NoHeader,
    TooManyRows,
)

if TYPE_CHECKING:
    from alongside.core.spreadsheets.grid import Cell, Grid, Merge, Row

LONGEST_HEADING = 250
MOSTLY = 0.8
HEADER_ROWS = 3
# Three names that we know make a header even where other columns are called 2022 and 2023.
CERTAIN = 6


@dataclass(frozen=True)
class Sheet:
    """A register as it was found: names of the columns, and the rows below them.

    `machine_names` is the hidden row of the standard's template, () where there is none. Row
    numbers are those of the spreadsheet. `other_sheets` look like registers too and were not read.
    """

    headers: tuple[str, ...]
    rows: tuple[Row, ...] = field(repr=False)
    machine_names: tuple[str, ...] = ()
    header_row: int = 1
    name: str = ""
    other_sheets: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def column(self, index: int) -> list[Cell]:
        """Return the cells of a column."""
        return [row.cells[index] if index < len(row.cells) else None for row in self.rows]


def grid_worth(grid: Grid) -> int:
    """Return how much the best row of a sheet looks like the names of columns we know."""
    return max((worth(_texts(row)) for row in grid.rows[:ROWS_TO_LOOK_AT]), default=0)


def find_table(grid: Grid) -> Sheet:
    """Return the table of a sheet.

    Raises:
        EmptyTable: nothing stands in the sheet, or nothing below the names.
        NoHeader: no row names the columns.
        TooManyRows: see there.

    """
    if not grid.rows:
        raise EmptyTable
    at = _header_at(grid.rows)
    names: tuple[str, ...] = ()
    if _is_machine_row(grid.rows[at]) and _is_label_row(grid.rows, at + 1):
        at += 1
    if at and _is_machine_row(grid.rows[at - 1]):
        names = tuple(_texts(grid.rows[at - 1]))
    header = grid.rows[at]
    end = header.number + _rows_below(grid.merges, header)
    headers = _headings(grid, at, end)
    rows = _people(grid, header, end)
    if not rows:
        raise EmptyTable
    if len(rows) > MAX_ROWS:
        raise TooManyRows
    width = max(len(headers), *(len(row.cells) for row in rows))
    return Sheet(
        headers=tuple(headers + [""] * (width - len(headers))),
        rows=tuple(rows),
        machine_names=names,
        header_row=header.number,
        name=grid.name,
    )


def _header_at(rows: list[Row]) -> int:
    head = rows[:ROWS_TO_LOOK_AT]
    worths = [_worth_as_header(row) for row in head]
    best = max(worths)
    if best > 0:
        return worths.index(best)
    # No name that we know: the first broad row of words, with nothing but titles above it.
    broad = max(_filled(row) for row in head)
    for at, row in enumerate(head):
        if _filled(row) > max(1, broad // 2):
            if worths[at] < 0 or _filled(row) == 1:
                break
            return at
    raise NoHeader


def _worth_as_header(row: Row) -> int:
    found = worth(_texts(row))
    return found if found >= CERTAIN or _names_columns(row) else -1


def _names_columns(row: Row) -> bool:
    cells = [cell for cell in row.cells if cell is not None]
    words = [c for c in cells if isinstance(c, str) and _is_wording(c)]
    return len(words) >= MOSTLY * len(cells)


def _is_wording(text: str) -> bool:
    digits = sum(c.isdecimal() for c in text)
    return len(text) <= LONGEST_HEADING and digits * 2 < len(text)


def _is_machine_row(row: Row) -> bool:
    texts = [text for text in _texts(row) if text]
    return sum(map(is_machine_name, texts)) * 2 > len(texts)


def _is_label_row(rows: list[Row], at: int) -> bool:
    """Tell whether the row below machine names holds labels and is not the first person."""
    if at >= len(rows) or not _names_columns(rows[at]):
        return False
    return worth(_texts(rows[at])) >= _filled(rows[at])


def _rows_below(merges: list[Merge], header: Row) -> int:
    """Return how many rows under the header belong to it, by cells joined downwards."""
    ends = [m.last_row for m in merges if m.first_row == header.number]
    return min(max(ends, default=header.number) - header.number, HEADER_ROWS)


def _headings(grid: Grid, at: int, end: int) -> list[str]:
    headings = _texts(grid.rows[at])
    for row in grid.rows[at + 1 : at + 1 + HEADER_ROWS]:
        if row.number <= end:
            below = _texts(row)
            headings += [""] * (len(below) - len(headings))
            headings = [below[i] if below[i : i + 1] > [""] else h for i, h in enumerate(headings)]
    above = _texts(grid.rows[at - 1]) if at else []
    for i, text in enumerate(above):
        # A name joined downwards from the row above, beside names in two rows.
        if text and worth([text]) and not is_machine_name(text):
            headings += [""] * (i + 1 - len(headings))
            headings[i] = headings[i] or text
    return headings


def _people(grid: Grid, header: Row, end: int) -> list[Row]:
    # Printed registers repeat the names on every page.
    rows = [row for row in grid.rows if row.number > end and row.cells != header.cells]
    return _unjoined(rows, grid.merges, end)


def _unjoined(rows: list[Row], merges: list[Merge], end: int) -> list[Row]:
    """Give each row what stands in a cell that is joined downwards over several rows."""
    at = {row.number: i for i, row in enumerate(rows)}
    for merge in merges:
        if merge.first_row <= end or merge.first_row not in at:
            continue
        source = rows[at[merge.first_row]].cells
        value = source[merge.first_column] if merge.first_column < len(source) else None
        for i in range(at[merge.first_row] + 1, len(rows)):
            if rows[i].number > merge.last_row:
                break
            rows[i] = rows[i]._replace(cells=_put(rows[i].cells, merge.first_column, value))
    return rows


def _put(cells: tuple[Cell, ...], column: int, value: Cell) -> tuple[Cell, ...]:
    padded = [*cells, *[None] * (column + 1 - len(cells))]
    padded[column] = value
    return tuple(padded)


def _filled(row: Row) -> int:
    return len(row.cells) - row.cells.count(None)


def _texts(row: Row) -> list[str]:
    return [" ".join(clean(str(cell)).split()) if cell is not None else "" for cell in row.cells]
