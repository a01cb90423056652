"""Opening a table: a workbook (.xlsx) or text (.csv), whatever is inside."""

from __future__ import annotations

import io
from pathlib import Path, PurePath
from typing import IO, TYPE_CHECKING, NamedTuple

from alongside.core.spreadsheets.delimited import (
    FALLBACK,
    find_delimiter,
    find_encoding,
    read_grid,
)
from alongside.core.spreadsheets.refusals import (
    MAX_BYTES,
    EmptyTable,
    MacroWorkbook,
    OldWorkbook,
    PasswordProtected,
    TooLarge,
    TooManyColumns,
    TooMuchInside,
    UnknownKind,
)
from alongside.core.spreadsheets.workbook import Workbook

if TYPE_CHECKING:
    from collections.abc import Callable

    from alongside.core.spreadsheets.grid import Grid

    Worth = Callable[[Grid], int]

# The names of the columns stand somewhere in the first rows.
ROWS_TO_LOOK_AT = 25
CHUNK = 1 << 20
ZIP = b"PK\x03\x04"
EMPTY_ZIP = b"PK\x05\x06"
# The container of old workbooks, and of new ones that are encrypted.
COMPOUND_FILE = bytes.fromhex("d0cf11e0a1b11ae1")
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
TABLES = frozenset({".csv", ".txt", ".tsv", ""})
OLD_KINDS = frozenset({".xls", ".xlt"})
MACRO_KINDS = frozenset({".xlsm", ".xltm", ".xlsb", ".xlam"})


class Opened(NamedTuple):
    """A sheet as it stands in a file.

    `others` are the names of sheets that look as much like a table of this kind and were not read;
    `is_doubtful` where the file does not say which letters it uses.
    """

    grid: Grid
    others: tuple[str, ...] = ()
    is_doubtful: bool = False


def open_grid(
    path_or_stream: Path | str | IO[bytes],
    *,
    worth: Callable[[Grid], int],
    filename: str = "",
    sheet: str = "",
) -> Opened:
    """Return the cells of the sheet in a file that is worth most.

    `worth` says how much the beginning of a sheet looks like what is wanted. `filename` is what the
    sender called it; only its ending counts. `sheet` names one of several. Nothing is written to
    disk.

    Raises:
        UnreadableTable: a subclass with the reason (see `refusals`).

    """
    if isinstance(path_or_stream, (str, Path)):
        path = Path(path_or_stream)
        if path.stat().st_size > MAX_BYTES:
            raise TooLarge
        with path.open("rb") as file:
            return _read(file, PurePath(filename or path.name).suffix.lower(), sheet, worth)
    return _read(_bounded(path_or_stream), PurePath(filename).suffix.lower(), sheet, worth)


def _bounded(stream: IO[bytes]) -> IO[bytes]:
    """Return the content in memory, refused by its stated size before anything is read."""
    if stream.seekable():
        if stream.seek(0, io.SEEK_END) > MAX_BYTES:
            raise TooLarge
        stream.seek(0)
    held = io.BytesIO()
    while chunk := stream.read(CHUNK):
        if held.write(chunk) and held.tell() > MAX_BYTES:
            raise TooLarge
    return held


def _read(file: IO[bytes], suffix: str, wanted: str, worth: Worth) -> Opened:
    file.seek(0)
    start = file.read(len(COMPOUND_FILE))
    if not start:
        raise EmptyTable
    if start == COMPOUND_FILE:
        raise PasswordProtected if _contains(file, ENCRYPTED_STREAM) else OldWorkbook
    if suffix in MACRO_KINDS:
        raise MacroWorkbook
    if suffix in OLD_KINDS:
        raise OldWorkbook
    if start.startswith((ZIP, EMPTY_ZIP)) or suffix == ".xlsx":
        return _from_workbook(Workbook(file), wanted, worth)
    if suffix not in TABLES:
        raise UnknownKind
    return _from_table(file, worth)


def _from_workbook(workbook: Workbook, wanted: str, worth: Worth) -> Opened:
    if wanted in workbook.sheets:
        return Opened(workbook.grid(wanted))
    if not workbook.sheets:
        raise EmptyTable
    if len(workbook.sheets) == 1:
        return Opened(workbook.grid(workbook.sheets[0]))
    seen = {name: _attraction(workbook, name, worth) for name in workbook.sheets}
    best = max(seen, key=seen.__getitem__)
    others = (n for n, (known, _) in seen.items() if n != best and known * 2 >= seen[best][0] > 0)
    return Opened(workbook.grid(best), tuple(others))


def _attraction(workbook: Workbook, name: str, worth: Worth) -> tuple[int, int]:
    try:
        grid = workbook.grid(name, rows_wanted=ROWS_TO_LOOK_AT)
    except (TooManyColumns, TooMuchInside):
        return -1, 0  # refused only if it turns out to be the table
    return worth(grid), grid.size


def _from_table(file: IO[bytes], worth: Worth) -> Opened:
    encoding = find_encoding(file)
    delimiter = find_delimiter(file, encoding, worth, rows_wanted=ROWS_TO_LOOK_AT)
    return Opened(read_grid(file, encoding, delimiter), is_doubtful=encoding == FALLBACK)


def _contains(file: IO[bytes], wanted: bytes) -> bool:
    file.seek(0)
    tail = b""
    while chunk := file.read(CHUNK):
        if wanted in tail + chunk:
            return True
        tail = chunk[-len(wanted) :]
    return False
