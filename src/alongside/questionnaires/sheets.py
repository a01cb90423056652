"""The sheets of an XLSForm as rows of named cells, each of which still knows where it stood."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import IO, TYPE_CHECKING

from alongside.core.spreadsheets.grid import letters
from alongside.core.spreadsheets.refusals import DamagedFile, OldWorkbook
from alongside.core.spreadsheets.workbook import Workbook

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from alongside.core.spreadsheets.grid import Cell, Grid

SURVEY, CHOICES, SETTINGS = "survey", "choices", "settings"
# Where forms put long lists so that a telephone need not load them at once.
EXTERNAL = "external_choices"
KNOWN_SHEETS = (SURVEY, CHOICES, SETTINGS, EXTERNAL)
# The container of old workbooks; encrypted ones are in it too.
COMPOUND_FILE = bytes.fromhex("d0cf11e0a1b11ae1")
# What forms call a column otherwise than the standard does.
ALIASES = {
    "relevance": "relevant",
    "calculate": "calculation",
    "list name": "list_name",
    "list_name": "list_name",
    "value": "name",
    "read_only": "readonly",
    "read only": "readonly",
    "choice filter": "choice_filter",
    "repeat count": "repeat_count",
    "constraint message": "constraint_message",
    "constraint_msg": "constraint_message",
    "constraining message": "constraint_message",
    "required message": "required_message",
    "title": "form_title",
    "id_string": "form_id",
    "set form title": "form_title",
    "set form id": "form_id",
}
BLANKS = re.compile(r"\s+")


@dataclass
class Row:
    """A row with anything in it; `cells` by the heading as it is written."""

    number: int
    cells: dict[str, str]

    def __repr__(self) -> str:
        """Show where it is; what it says may be long."""
        return f"<Row {self.number}>"


@dataclass
class FormSheet:
    """One sheet: its headings with the letters above them, and its rows."""

    name: str
    columns: dict[str, str] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)

    def heading(self, meaning: str) -> str:
        """Return how this sheet writes a heading; "" where it has none of that meaning.

        "label" also finds "label::English (en)".
        """
        means = {meant(one): one for one in reversed(self.columns)}
        if meaning in means:
            return means[meaning]
        return next((one for one in self.columns if meant(one).startswith(f"{meaning}::")), "")

    def add_column(self, heading: str) -> str:
        """Add a column after the last one and return its heading."""
        self.columns[heading] = letters(len(self.columns))
        return heading

    def said(self, row: Row, meaning: str) -> str:
        """Return what a row says in the column of that meaning."""
        return row.cells.get(self.heading(meaning), "")

    def column(self, meaning: str) -> str:
        """Return the letters above the column of that meaning, "A" where there is none."""
        return self.columns.get(self.heading(meaning), "A")


def read_sheets(file: IO[bytes]) -> dict[str, FormSheet]:
    """Return the sheets of a workbook (.xlsx) by their names in small letters.

    :raises UnreadableTable: a subclass with the reason, the cell where there is one
    """
    file.seek(0)
    start = file.read(len(COMPOUND_FILE))
    if start == COMPOUND_FILE:
        raise OldWorkbook
    if not start.startswith(b"PK"):
        raise DamagedFile
    workbook = Workbook(file)
    found = {}
    only = len(workbook.sheets) == 1
    for name in workbook.sheets:
        # A form with one sheet needs no name for it.
        known = SURVEY if only else name.strip().lower()
        # What is in other sheets is neither read nor judged.
        found[known] = (
            _sheet(known, workbook.grid(name)) if known in KNOWN_SHEETS else FormSheet(known)
        )
    return found


def sheets_of(tables: Mapping[str, Iterable[Mapping[str, str]]]) -> dict[str, FormSheet]:
    """Return sheets from rows of named cells, as the forms that come with the program are kept."""
    found = {}
    for name, rows in tables.items():
        listed = [dict(row) for row in rows]
        headings = list(dict.fromkeys(heading for row in listed for heading in row))
        found[name] = FormSheet(
            name,
            {heading: letters(place) for place, heading in enumerate(headings)},
            [Row(number, row) for number, row in enumerate(listed, start=2)],
        )
    return found


def meant(heading: str) -> str:
    """Return the standard's name of a heading, with its language where it has one."""
    name, mark, language = heading.partition("::")
    plain = BLANKS.sub(" ", name).strip().lower()
    plain = ALIASES.get(plain, plain)
    return f"{plain}::{language.strip()}" if mark else plain


def _sheet(name: str, grid: Grid) -> FormSheet:
    if not grid.rows:
        return FormSheet(name)
    first, *rest = grid.rows
    headings = [(place, _text(cell)) for place, cell in enumerate(first.cells)]
    columns = {heading: letters(place) for place, heading in headings if heading}
    sheet = FormSheet(name, columns)
    for row in rest:
        cells = {
            heading: text
            for place, heading in headings
            if heading and place < len(row.cells) and (text := _text(row.cells[place]))
        }
        if cells:
            sheet.rows.append(Row(row.number, cells))
    return sheet


def _text(cell: Cell) -> str:
    """Return a cell as somebody would have typed it."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell).strip()
