"""Opening a register: a workbook (.xlsx) or a table as text (.csv), whatever is inside."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path, PurePath
from typing import IO

from django.utils.translation import gettext as _

from alongside.casework.register.delimited import (
    FALLBACK,
    find_delimiter,
    find_encoding,
    read_grid,
)
from alongside.casework.register.layout import ROWS_TO_LOOK_AT, Sheet, find_table, grid_worth
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

CHUNK = 1 << 20
ZIP = b"PK\x03\x04"
EMPTY_ZIP = b"PK\x05\x06"
# The container of old workbooks, and of new ones that are encrypted.
COMPOUND_FILE = bytes.fromhex("d0cf11e0a1b11ae1")
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
TABLES = frozenset({".csv", ".txt", ".tsv", ""})
OLD_KINDS = frozenset({".xls", ".xlt"})
MACRO_KINDS = frozenset({".xlsm", ".xltm", ".xlsb", ".xlam"})


def open_register(
    path_or_stream: Path | str | IO[bytes], *, filename: str = "", sheet: str = ""
) -> Sheet:
    """Return the register in a file.

    `filename` is what the sender called it; only its ending counts. Of several sheets the one with
    the most names we know is read, unless `sheet` names one. Nothing is written to disk.

    Raises:
        UnreadableTable: a subclass with the reason (see `refusals`).

    """
    if isinstance(path_or_stream, (str, Path)):
        path = Path(path_or_stream)
        if path.stat().st_size > MAX_BYTES:
            raise TooLarge
        with path.open("rb") as file:
            return _read(file, PurePath(filename or path.name).suffix.lower(), sheet)
    return _read(_bounded(path_or_stream), PurePath(filename).suffix.lower(), sheet)


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


def _read(file: IO[bytes], suffix: str, wanted: str) -> Sheet:
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
        return _from_workbook(Workbook(file), wanted)
    if suffix not in TABLES:
        raise UnknownKind
    return _from_table(file)


def _from_workbook(workbook: Workbook, wanted: str) -> Sheet:
    if wanted in workbook.sheets:
        return find_table(workbook.grid(wanted))
    if not workbook.sheets:
        raise EmptyTable
    if len(workbook.sheets) == 1:
        return find_table(workbook.grid(workbook.sheets[0]))
    seen = {name: _attraction(workbook, name) for name in workbook.sheets}
    best = max(seen, key=seen.__getitem__)
    others = (n for n, (known, _) in seen.items() if n != best and known * 2 >= seen[best][0] > 0)
    return replace(find_table(workbook.grid(best)), other_sheets=tuple(others))


def _attraction(workbook: Workbook, name: str) -> tuple[int, int]:
    try:
        grid = workbook.grid(name, rows_wanted=ROWS_TO_LOOK_AT)
    except (TooManyColumns, TooMuchInside):
        return -1, 0  # refused only if it turns out to be the register
    return grid_worth(grid), grid.size


def _from_table(file: IO[bytes]) -> Sheet:
    encoding = find_encoding(file)
    delimiter = find_delimiter(file, encoding, grid_worth, rows_wanted=ROWS_TO_LOOK_AT)
    found = find_table(read_grid(file, encoding, delimiter))
    if encoding != FALLBACK:
        return found
    doubt = _("This file does not say which letters it uses. Look whether names are shown right.")
    return replace(found, notes=(doubt,))


def _contains(file: IO[bytes], wanted: bytes) -> bool:
    file.seek(0)
    tail = b""
    while chunk := file.read(CHUNK):
        if wanted in tail + chunk:
            return True
        tail = chunk[-len(wanted) :]
    return False
