"""Writing a register: HTCDS 2.0 labels in the first row, one person a row.

Rows are streamed: memory does not grow with them, and nothing is written to disk on the way (which
is why openpyxl does not write here: it keeps sheets in temporary files, in clear).
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from datetime import date
from html import escape
from typing import IO, TYPE_CHECKING

from django.utils.translation import gettext as _

from alongside.casework.register.cells import Layout, StandardLayout
from alongside.casework.register.spelling import UNFIT
from alongside.casework.register.workbook_parts import (
    DAY,
    PARTS,
    SHEET_END,
    SHEET_PATH,
    TEXT,
    sheet_start,
)
from alongside.core.spreadsheets.formulas import RISKY, disarm
from alongside.core.spreadsheets.grid import letters

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from alongside.casework.register.cells import WrittenCell
    from alongside.casework.register.record import RegisterRow

ROWS_AT_ONCE = 200
# Excel cuts longer cells off itself, in the middle of a word and without saying so.
LONGEST_CELL = 32_000
DAY_ZERO = date(1899, 12, 30)
LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def write_csv(
    rows: Iterable[RegisterRow],
    fields: Sequence[str],
    stream: IO[bytes],
    *,
    own: Sequence[str] = (),
) -> None:
    """Write the rows as UTF-8 text with commas; `fields` are HTCDS names, `own` own titles.

    Texts that a spreadsheet would run as a formula begin with an apostrophe, which reading drops.
    """
    for chunk in csv_chunks(rows, fields, own=own):
        stream.write(chunk)


def csv_chunks(
    rows: Iterable[RegisterRow], fields: Sequence[str], *, own: Sequence[str] = ()
) -> Iterator[bytes]:
    """Return the same as `write_csv`, piece by piece."""
    return csv_table(_all_rows(Layout(fields, own), rows))


def csv_table(table: Iterable[Sequence[WrittenCell]]) -> Iterator[bytes]:
    """Return any table as UTF-8 text with commas, piece by piece; its first row is the headings."""
    buffer = io.StringIO()
    write = csv.writer(buffer).writerow
    yield b"\xef\xbb\xbf"  # without it, Excel takes the letters for western ones
    for number, cells in enumerate(table):
        write([disarm(cell) if cell and isinstance(cell, str) else cell for cell in cells])
        if number % ROWS_AT_ONCE == 0:
            yield _emptied(buffer)
    yield _emptied(buffer)


def write_xlsx(
    rows: Iterable[RegisterRow],
    fields: Sequence[str],
    stream: IO[bytes],
    *,
    own: Sequence[str] = (),
) -> None:
    """Write the rows as a workbook of one sheet; `fields` are HTCDS names, `own` own titles.

    Texts are marked as text, so that none becomes a formula, now or when somebody edits the cell.
    Cells beyond what Excel holds (32,767 characters) are cut, and say so; a CSV is not.
    """
    xlsx_table(_all_rows(Layout(fields, own), rows), stream)


def xlsx_table(
    table: Iterable[Sequence[WrittenCell]], stream: IO[bytes], *, hidden: int = 0
) -> None:
    """Write any table as a workbook of one sheet; its first row is the headings.

    :param hidden: how many rows above the headings a spreadsheet does not show
    """
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for path, content in PARTS.items():
            package.writestr(_entry(path), content)
        with package.open(_entry(SHEET_PATH), "w") as sheet:
            sheet.write(sheet_start(hidden + 1).encode())
            columns: list[str] = []
            for number, cells in enumerate(table, start=1):
                columns = columns or [letters(i) for i in range(len(cells))]
                sheet.write(_row(number, columns, cells, is_hidden=number <= hidden).encode())
            sheet.write(SHEET_END.encode())


def standard_csv(rows: Iterable[RegisterRow]) -> Iterator[bytes]:
    """Return the rows in the standard's 83 columns, machine names and codes, piece by piece."""
    return csv_table(_standard_rows(StandardLayout(codes=True), rows))


def standard_xlsx(rows: Iterable[RegisterRow], stream: IO[bytes]) -> None:
    """Write the rows in the standard's 83 columns, labels in the cells, names in a hidden row."""
    layout = StandardLayout(codes=False)
    xlsx_table(_standard_rows(layout, rows), stream, hidden=len(layout.heading_rows) - 1)


def _standard_rows(
    layout: StandardLayout, rows: Iterable[RegisterRow]
) -> Iterator[Sequence[WrittenCell]]:
    yield from layout.heading_rows
    yield from map(layout.cells, rows)


def _all_rows(layout: Layout, rows: Iterable[RegisterRow]) -> Iterator[Sequence[WrittenCell]]:
    yield layout.headings
    yield from map(layout.cells, rows)


def _emptied(buffer: io.StringIO) -> bytes:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text.encode("utf-8", "replace")


def _entry(path: str) -> zipfile.ZipInfo:
    """Return an entry without the time of writing: equal registers make equal files."""
    entry = zipfile.ZipInfo(path)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _row(number: int, columns: list[str], cells: Sequence[WrittenCell], *, is_hidden: bool) -> str:
    inside = "".join(
        _cell(f"{column}{number}", cell)
        for column, cell in zip(columns, cells, strict=True)
        if cell != ""
    )
    unseen = ' hidden="1"' if is_hidden else ""
    return f'<row r="{number}"{unseen}>{inside}</row>'


def _cell(address: str, cell: WrittenCell) -> str:
    if isinstance(cell, str):
        text = escape(_fitting(cell), quote=False)
        start = f'<c r="{address}" s="{TEXT}" t="inlineStr"><is><t xml:space="preserve">'
        return f"{start}{text}</t></is></c>"
    if isinstance(cell, date):
        return f'<c r="{address}" s="{DAY}"><v>{(cell - DAY_ZERO).days}</v></c>'
    return f'<c r="{address}"><v>{cell!r}</v></c>'


def _fitting(text: str) -> str:
    """Return the text as a workbook can hold it; reading gives back what was there."""
    if len(text) > LONGEST_CELL // 2 and len(text.encode("utf-16-le")) // 2 > LONGEST_CELL:
        text = text[: LONGEST_CELL // 2] + _(" … (cut: a workbook holds no more)")
    if text.startswith("'") and RISKY.match(text):
        text = f"'{text}"  # reading drops one
    return LOOKS_ESCAPED.sub("_x005F_", UNFIT.sub("", text))
