"""Tables as text (.csv): letters and signs between the cells are found out."""

from __future__ import annotations

import codecs
import csv
import io
from typing import IO, TYPE_CHECKING

from alongside.core.spreadsheets.formulas import rearm
from alongside.core.spreadsheets.grid import Grid
from alongside.core.spreadsheets.refusals import (
    MAX_COLUMNS,
    DamagedFile,
    TooManyColumns,
    UnknownKind,
    UnknownLetters,
    UnreadableTable,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CHUNK = 1 << 16
LONGEST_LINE = 1 << 20
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Excel's western default. Any byte could be a letter of it, so it comes last.
FALLBACK = "cp1252"
DELIMITERS = (",", ";", "\t", "|")
# Excel's own first line, which tells the delimiter.
STATED = "sep="


def find_encoding(file: IO[bytes]) -> str:
    """Return the name of the encoding: utf-8, utf-16 or, failing both, cp1252.

    Raises:
        UnknownKind: it is no text.
        UnknownLetters: it is text in none of them.

    """
    file.seek(0)
    start = file.read(CHUNK)
    for mark, encoding in BYTE_ORDER_MARKS:
        if start.startswith(mark):
            return _proven(file, encoding, UnknownLetters)
    zeros = start.count(0)
    if zeros:
        # Every other byte of plain letters in UTF-16 is zero; the parity tells the byte order.
        encoding = "utf-16-le" if start[1::2].count(0) > zeros // 2 else "utf-16-be"
        if zeros < len(start) // 8:
            raise UnknownKind
        return _proven(file, encoding, UnknownKind)
    if decodes(file, "utf-8"):
        return "utf-8"
    return _proven(file, FALLBACK, UnknownLetters)


def decodes(file: IO[bytes], encoding: str) -> bool:
    """Tell whether the whole file is text in the encoding."""
    decoder = codecs.getincrementaldecoder(encoding)()
    file.seek(0)
    try:
        while chunk := file.read(CHUNK):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def read_grid(
    file: IO[bytes], encoding: str, delimiter: str, *, rows_wanted: int | None = None
) -> Grid:
    """Return the filled rows; the row numbers are those a spreadsheet would show.

    Raises:
        DamagedFile: a line or cell has no end.
        TooManyRows, TooManyColumns, TooMuchInside: see `Grid.add`.

    """
    file.seek(0)
    text = io.TextIOWrapper(file, encoding, newline="")
    grid = Grid()
    try:
        for number, cells in enumerate(csv.reader(_lines(text), delimiter=delimiter), start=1):
            if number == 1 and delimiter.join(cells).lower().startswith(STATED):
                continue
            grid.add(number, [rearm(cell) or None for cell in cells])
            if rows_wanted is not None and len(grid.rows) >= rows_wanted:
                break
    except csv.Error:
        raise DamagedFile from None
    finally:
        text.detach()
    return grid


def find_delimiter(
    file: IO[bytes], encoding: str, worth: Callable[[Grid], int], *, rows_wanted: int
) -> str:
    """Return the delimiter under which the first rows are worth most as a table."""

    def score(delimiter: str) -> tuple[int, int]:
        try:
            grid = read_grid(file, encoding, delimiter, rows_wanted=rows_wanted)
        except TooManyColumns:
            return 0, MAX_COLUMNS + 1
        except UnreadableTable:
            return -1, 0
        widths = sorted(len(row.cells) for row in grid.rows)
        return worth(grid), widths[len(widths) // 2] if widths else 0

    return max(DELIMITERS, key=score)


def _proven(file: IO[bytes], encoding: str, otherwise: type[Exception]) -> str:
    if not decodes(file, encoding):
        raise otherwise
    return encoding


def _lines(text: io.TextIOWrapper) -> Iterator[str]:
    while line := text.readline(LONGEST_LINE):
        if len(line) == LONGEST_LINE and not line.endswith("\n"):
            raise DamagedFile
        yield line
