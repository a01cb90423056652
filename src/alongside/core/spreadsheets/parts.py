"""The small XML parts of a workbook: which sheets, which number is a date, which texts are shared.

Own readers on expat's stream, not openpyxl: openpyxl holds styles and shared strings in memory
before anything can be refused, trusts the stated size of a sheet, and reads no strict workbooks.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import IO, TYPE_CHECKING
from xml.parsers import expat

from alongside.core.spreadsheets.formulas import rearm
from alongside.core.spreadsheets.grid import ROWS_ABOVE
from alongside.core.spreadsheets.refusals import (
    MAX_CELLS,
    MAX_ROWS,
    MAX_TEXT,
    DamagedFile,
    TooManyRows,
    TooMuchInside,
)
from alongside.core.spreadsheets.serials import from_serial

if TYPE_CHECKING:
    from datetime import date

    from alongside.core.spreadsheets.grid import Cell

CHUNK = 1 << 16
# A sheet of MAX_CELLS filled cells has fewer tags, and its bytes stay under this.
MAX_TAGS = 4_000_000
MAX_PART = 64 * 1024 * 1024
# A cell holds at most 32,767 characters; longer stretches without a tag are made to exhaust.
MAX_STRETCH = 16
DAY_FORMATS = frozenset({14, 15, 16, 22, 27, 28, 29, 30, 31, 36, *range(50, 59)})
MONTH_FORMATS = frozenset({17})
NOT_A_CODE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
# How Excel writes what XML would not carry: _x000D_ is a line feed's companion.
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
# The end of </row>, whatever prefix a writer gives it.
ROW_END = b"row>"
# Beyond this a whole number no longer fits a float.
WHOLE = 10**15

Attributes = dict[str, str]
Shown = Callable[[float], "Cell"]


class Part:
    """What a part of a workbook tells, element by element."""

    def opened(self, name: str, attrs: Attributes) -> None:
        """Hear of an element that begins."""

    def closed(self, name: str) -> None:
        """Hear of an element that ends."""

    def characters(self, text: str) -> None:
        """Hear of the text between two tags."""


class Enough(Exception):
    """The rest of the part is not needed."""


def measure(file: IO[bytes]) -> None:
    """Unpack a part once without keeping it.

    Raises:
        TooMuchInside: it is larger, or has more tags, or longer stretches without one, than any
            register; whatever size the file says it has.
        TooManyRows: it has more rows than a table may have.

    """
    size = tags = silent = 0
    rows = RowCount()
    while chunk := file.read(CHUNK):
        size += len(chunk)
        found = chunk.count(b"<")
        tags += found
        silent = 0 if found else silent + 1
        if size > MAX_PART or tags > MAX_TAGS or silent > MAX_STRETCH:
            raise TooMuchInside
        rows.add(chunk)


class RowCount:
    """Counts rows with a value in the bytes of a sheet, long before its XML is read.

    At worst it counts too few: then the reader of the sheet refuses, later. Other parts of a
    workbook have no rows.
    """

    def __init__(self) -> None:
        self._rows = 0
        self._filled = False
        self._carried = b""

    def add(self, chunk: bytes) -> None:
        """Count on; raises TooManyRows."""
        *ended, last = (self._carried + chunk).split(ROW_END)
        for row in ended:
            self._rows += self._filled or _has_value(row)
            self._filled = False
        self._filled = self._filled or _has_value(last)
        self._carried = last[1 - len(ROW_END) :]
        if self._rows > MAX_ROWS + ROWS_ABOVE:
            raise TooManyRows


def _has_value(piece: bytes) -> bool:
    return b"v>" in piece or b"t>" in piece


def stream(file: IO[bytes], part: Part) -> None:
    """Feed a part to its reader until it ends or the reader has enough.

    Elements are told by their local names, those of other namespaces not at all.

    Raises:
        DamagedFile: it declares a document type, as no workbook does; without one there are no
            entities to multiply or to fetch.
        ExpatError: it is no XML.

    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.CharacterDataHandler = part.characters

    def root(name: str, _attrs: Attributes) -> None:
        prefix = name[: name.find(":") + 1]

        def opened(name: str, attrs: Attributes) -> None:
            if name.startswith(prefix):
                part.opened(name.removeprefix(prefix), attrs)

        def closed(name: str) -> None:
            if name.startswith(prefix):
                part.closed(name.removeprefix(prefix))

        parser.StartElementHandler = opened if prefix else part.opened
        parser.EndElementHandler = closed if prefix else part.closed

    parser.StartElementHandler = root
    try:
        while chunk := file.read(CHUNK):
            parser.Parse(chunk)
        parser.Parse(b"", True)
    except Enough:
        return


def _refuse(*_declaration: object) -> None:
    raise DamagedFile


class Contents(Part):
    """`workbook.xml`: names, relation ids and visibility of the sheets, and the day that is 0."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str, bool]] = []
        self.since_1904 = False

    def opened(self, name: str, attrs: Attributes) -> None:
        if name == "workbookPr":
            self.since_1904 = attrs.get("date1904", "0") in {"1", "true"}
        if name == "sheet":
            relation = next((v for k, v in attrs.items() if k.endswith(":id")), "")
            visible = attrs.get("state", "visible") == "visible"
            self.sheets.append((attrs.get("name", ""), relation, visible))


class Relations(Part):
    """A `.rels` part: kind and target by id."""

    def __init__(self) -> None:
        self.targets: dict[str, tuple[str, str]] = {}

    def opened(self, name: str, attrs: Attributes) -> None:
        if name == "Relationship":
            kind = attrs.get("Type", "").rpartition("/")[2]
            self.targets[attrs.get("Id", "")] = (kind, attrs.get("Target", ""))


class Styles(Part):
    """`styles.xml`: how the numbers of each style are shown."""

    def __init__(self, *, since_1904: bool) -> None:
        self.shown: list[Shown] = []
        self._formats: dict[str, str] = {}
        self._in_cells = False
        self._since_1904 = since_1904

    def opened(self, name: str, attrs: Attributes) -> None:
        if name == "numFmt":
            self._formats[attrs.get("numFmtId", "")] = attrs.get("formatCode", "")
        if name == "cellXfs":
            self._in_cells = True
        if name == "xf" and self._in_cells:
            self.shown.append(self._shown(attrs.get("numFmtId", "0")))

    def closed(self, name: str) -> None:
        if name == "cellXfs":
            self._in_cells = False

    def _shown(self, number: str) -> Shown:
        known = int(number) if number.isdecimal() else 0
        code = NOT_A_CODE.sub("", self._formats.get(number, "")).casefold()
        if known in DAY_FORMATS or ("d" in code and "general" not in code):
            return self._day
        if known in MONTH_FORMATS or ("y" in code and "m" in code):
            return lambda days: self._day(days).isoformat()[:7]
        if "y" in code:
            return lambda days: self._day(days).isoformat()[:4]
        if len(code) > 1 and not code.strip("0"):
            return lambda n: f"{n:0{len(code)}.0f}"
        return plain_number

    def _day(self, days: float) -> date:
        return from_serial(days, since_1904=self._since_1904)


class Texts(Part):
    """`sharedStrings.xml`: the texts by number; phonetic readings are left out."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._pieces: list[str] = []
        self._size = 0
        self._takes = False
        self._aside = 0

    def opened(self, name: str, _attrs: Attributes) -> None:
        if name == "rPh":
            self._aside += 1
        self._takes = name == "t" and not self._aside

    def characters(self, text: str) -> None:
        if self._takes:
            self._pieces.append(text)

    def closed(self, name: str) -> None:
        self._takes = False
        if name == "rPh":
            self._aside -= 1
        if name == "si":
            text = typed_text("".join(self._pieces))
            self._pieces.clear()
            self.texts.append(text)
            self._size += len(text)
            if len(self.texts) > MAX_CELLS or self._size > MAX_TEXT:
                raise TooMuchInside


def plain_number(number: float) -> Cell:
    """Return a number as it is shown without a format: 23 for 23.0."""
    return int(number) if number.is_integer() and abs(number) < WHOLE else number


def typed_text(text: str) -> str:
    """Return a text as it was typed: without Excel's `_x000D_` and the apostrophe of `disarm`."""
    return rearm(ESCAPED.sub(lambda m: chr(int(m[1], 16)), text) if "_x" in text else text)
