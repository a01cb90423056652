"""Workbooks (.xlsx): what is refused before a cell is read, and the sheets inside."""

from __future__ import annotations

import posixpath
import struct
import zipfile
import zlib
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING
from xml.parsers.expat import ExpatError

from alongside.core.spreadsheets.parts import (
    Contents,
    Part,
    Relations,
    Styles,
    Texts,
    measure,
    stream,
)
from alongside.core.spreadsheets.refusals import (
    DamagedFile,
    MacroWorkbook,
    PasswordProtected,
    TooMuchInside,
    UnknownKind,
)
from alongside.core.spreadsheets.worksheet import Worksheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from alongside.core.spreadsheets.grid import Grid

# What all parts of a workbook say they unpack to, pictures included.
MAX_UNPACKED = 200 * 1024 * 1024
MAX_PARTS = 5_000
MAX_DIRECTORY = 1024 * 1024
MAX_SHEETS = 100
END_OF_ZIP = struct.Struct("<4s4H2LH")
LONGEST_COMMENT = 1 << 16
PACKINGS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
ENCRYPTED = 0x1


class Workbook:
    """An opened workbook; `sheets` are the names, visible ones first.

    Raises:
        DamagedFile, PasswordProtected, MacroWorkbook, UnknownKind, TooMuchInside: see there.

    """

    def __init__(self, file: IO[bytes]) -> None:
        _check_directory(file)
        with damage_refused():
            self._zip = zipfile.ZipFile(file)
            self._parts = {_plain(i.filename): i for i in self._zip.infolist()}
            self._check_parts()
            main = self._main_part()
            contents = Contents()
            self._read(main, contents)
            related = self._related(main)
            self._styles, self._texts = Styles(since_1904=contents.since_1904), Texts()
            for kind, path in related.values():
                if kind in {"styles", "sharedStrings"} and path in self._parts:
                    self._read(path, self._styles if kind == "styles" else self._texts)
        self._paths = self._sheet_paths(contents, related)
        self.sheets = tuple(self._paths)

    def grid(self, sheet: str, *, rows_wanted: int | None = None) -> Grid:
        """Return the filled rows of a sheet; of its first rows alone, formulas are let through."""
        worksheet = Worksheet(
            sheet,
            texts=self._texts.texts,
            shown=self._styles.shown,
            rows_wanted=rows_wanted,
        )
        with damage_refused():
            self._read(self._paths[sheet], worksheet)
        return worksheet.grid

    def _check_parts(self) -> None:
        infos = self._parts.values()
        if len(infos) > MAX_PARTS or sum(i.file_size for i in infos) > MAX_UNPACKED:
            raise TooMuchInside
        if any(i.flag_bits & ENCRYPTED for i in infos):
            raise PasswordProtected
        if any(name.endswith("vbaproject.bin") for name in self._parts):
            raise MacroWorkbook

    def _main_part(self) -> str:
        """Return the path of what the package says it is."""
        main = [path for kind, path in self._related("").values() if kind == "officeDocument"]
        if not main or not main[0].endswith(".xml") or main[0] not in self._parts:
            raise UnknownKind
        return main[0]

    def _related(self, path: str) -> dict[str, tuple[str, str]]:
        """Return kind and path by id of the parts that a part names."""
        folder, name = posixpath.split(path)
        relations = Relations()
        beside = posixpath.join(folder, "_rels", f"{name}.rels")
        if beside in self._parts:
            self._read(beside, relations)
        return {
            id_: (kind, _plain(posixpath.normpath(posixpath.join("/", folder, target))))
            for id_, (kind, target) in relations.targets.items()
        }

    def _read(self, path: str, part: Part) -> None:
        info = self._parts[path]
        if info.compress_type not in PACKINGS:
            raise DamagedFile  # spreadsheets use no other; some unpack without any bound
        with self._zip.open(info) as file:
            measure(file)
        with self._zip.open(info) as file:
            stream(file, part)

    def _sheet_paths(
        self, contents: Contents, related: dict[str, tuple[str, str]]
    ) -> dict[str, str]:
        ordered = sorted(contents.sheets, key=lambda sheet: not sheet[2])
        paths = {}
        for name, relation, _visible in ordered[:MAX_SHEETS]:
            kind, path = related.get(relation, ("", ""))
            if kind == "worksheet" and path in self._parts:
                paths[name] = path
        return paths


@contextmanager
def damage_refused() -> Iterator[None]:
    """Turn what a broken file makes the readers raise into `DamagedFile`.

    What they raised is not kept, because it may quote a cell.
    """
    try:
        yield
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        ExpatError,
        struct.error,
        ValueError,
        LookupError,
        OverflowError,
    ):
        raise DamagedFile from None


def _check_directory(file: IO[bytes]) -> None:
    """Refuse a zip whose table of contents alone would fill the memory."""
    size = file.seek(0, 2)
    file.seek(max(0, size - LONGEST_COMMENT - END_OF_ZIP.size))
    end = file.read()
    at = end.rfind(b"PK\5\6")
    if at < 0 or len(end) - at < END_OF_ZIP.size:
        raise DamagedFile
    directory = END_OF_ZIP.unpack_from(end, at)[5]
    if directory > MAX_DIRECTORY:
        raise TooMuchInside


def _plain(path: str) -> str:
    return path.replace("\\", "/").lstrip("/").lower()
