"""One sheet of a workbook, cell by cell."""

from __future__ import annotations

import re
from math import isfinite
from typing import TYPE_CHECKING

from alongside.core.spreadsheets.grid import Cell, Grid, Merge, letters
from alongside.core.spreadsheets.parts import Enough, Part, plain_number, typed_text
from alongside.core.spreadsheets.refusals import FormulaCell, TooMuchInside

if TYPE_CHECKING:
    from collections.abc import Sequence

    from alongside.core.spreadsheets.parts import Attributes, Shown

ADDRESS = re.compile(r"([A-Z]{1,3})(\d{1,7})")
MAX_MERGES = 10_000


class Worksheet(Part):
    """Fills a grid from `sheetN.xml`.

    With `rows_wanted` it only looks at the beginning and lets formulas pass: it may be the sheet
    that nobody chose.

    Raises:
        FormulaCell: a cell is calculated.
        TooManyRows, TooManyColumns, TooMuchInside: see `Grid.add`.

    """

    def __init__(
        self,
        name: str,
        *,
        texts: Sequence[str],
        shown: Sequence[Shown],
        rows_wanted: int | None = None,
    ) -> None:
        self.grid = Grid(name)
        self._texts = texts
        self._shown = shown
        self._rows_wanted = rows_wanted
        self._row = 0
        self._column = -1
        self._cells: list[Cell] = []
        self._type = "n"
        self._style = 0
        self._in_cell = False
        self._takes = False
        self._aside = False
        self._pieces: list[str] = []

    def opened(self, name: str, attrs: Attributes) -> None:
        if name == "c":
            self._begin_cell(attrs)
        elif name in {"v", "t"}:
            self._takes = not self._aside
        elif name == "f" and self._in_cell:
            self._formula()
        elif name == "row":
            self._row = int(attrs.get("r", str(self._row + 1)))
            self._column = -1
            self._cells = []
        elif name == "rPh":
            self._aside = True
        elif name == "mergeCell":
            self._merge(attrs.get("ref", ""))

    def characters(self, text: str) -> None:
        if self._takes:
            self._pieces.append(text)

    def closed(self, name: str) -> None:
        if name == "c":
            self._in_cell = False
            if self._pieces:
                self._keep("".join(self._pieces))
        elif name in {"v", "t"}:
            self._takes = False
        elif name == "row":
            self.grid.add(self._row, self._cells)
            if self._rows_wanted is not None and len(self.grid.rows) >= self._rows_wanted:
                raise Enough
        elif name == "rPh":
            self._aside = False

    def _begin_cell(self, attrs: Attributes) -> None:
        address = ADDRESS.fullmatch(attrs.get("r", ""))
        self._column = column_number(address[1]) if address else self._column + 1
        self._type = attrs.get("t", "n")
        self._style = int(attrs.get("s", "0"))
        self._in_cell = True
        self._pieces.clear()

    def _keep(self, raw: str) -> None:
        cell = self._cell(raw)
        missing = self._column - len(self._cells)
        if missing < 0:
            # A sheet that goes back in its row is not one that a spreadsheet wrote.
            raise ValueError
        self._cells += [None] * missing
        self._cells.append(cell)

    def _cell(self, raw: str) -> Cell:
        if self._type == "s":
            return self._texts[int(raw)]
        if self._type in {"inlineStr", "str"}:
            return typed_text(raw)
        if self._type == "b":
            return raw.strip() == "1"
        # What is left is an error such as #N/A, an ISO date, or a number.
        return self._number(raw) if self._type == "n" else raw

    def _number(self, raw: str) -> Cell:
        number = float(raw)
        if not isfinite(number):
            return raw
        shown = self._shown[self._style] if self._style < len(self._shown) else plain_number
        try:
            return shown(number)
        except OverflowError:
            return plain_number(number)

    def _formula(self) -> None:
        if self._rows_wanted is None:
            raise FormulaCell(f"{letters(self._column)}{self._row}")

    def _merge(self, reference: str) -> None:
        ends = [ADDRESS.fullmatch(end) for end in reference.split(":")]
        if len(ends) != len(("first", "last")) or not (ends[0] and ends[1]):
            return
        if len(self.grid.merges) >= MAX_MERGES:
            raise TooMuchInside
        first, last = ends[0], ends[1]
        self.grid.merges.append(
            Merge(int(first[2]), column_number(first[1]), int(last[2]), column_number(last[1]))
        )


def column_number(name: str) -> int:
    """Return the column under the letters, 0 for A."""
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
