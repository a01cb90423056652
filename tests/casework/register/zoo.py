"""Files that must be refused, and the class that each must be refused with."""

from __future__ import annotations

import io
import random
import struct
import zipfile
from functools import cache

from openpyxl import Workbook

from tests.casework.register.builders import (
    COMPOUND_FILE,
    MAIN,
    package,
    saved,
    sheet_xml,
    table,
    text_cells,
    workbook,
)

HEADER = ("File no.", "First Name", "Birthdate")
PERSON = ("A-1", "Mira", "1990-01-02")
NAMES = text_cells(*HEADER)
MEGABYTE = 1024 * 1024


@cache
def zoo() -> dict[str, tuple[str, bytes, str]]:
    """Return file name, content and expected refusal by what is wrong."""
    good = workbook([HEADER, PERSON])
    return {
        "not a zip behind its ending": ("a.xlsx", b"no workbook at all", "DamagedFile"),
        "truncated": ("a.xlsx", good[: len(good) // 2], "DamagedFile"),
        "a flipped byte in a part": ("a.xlsx", _flipped(good), "DamagedFile"),
        "XML that ends early": ("a.xlsx", package(b"<worksheet><sheetData><row>"), "DamagedFile"),
        "a text that is not there": (
            "a.xlsx",
            package(sheet_xml('<c t="s"><v>7</v></c>')),
            "DamagedFile",
        ),
        "an entity bomb": ("a.xlsx", package(_laughs()), "DamagedFile"),
        "an outside entity": ("a.xlsx", package(_outside()), "DamagedFile"),
        "a packing without bound": (
            "a.xlsx",
            package(_spaces(60), packing=zipfile.ZIP_LZMA),
            "DamagedFile",
        ),
        "protected by a password": ("a.xlsx", _encrypted(), "PasswordProtected"),
        "an encrypted zip": ("a.xlsx", _zip_encrypted(good), "PasswordProtected"),
        "a workbook of the old kind": ("a.xls", COMPOUND_FILE + bytes(4096), "OldWorkbook"),
        "an old workbook by its ending": ("a.xls", b"<table></table>", "OldWorkbook"),
        "an old workbook renamed": ("a.xlsx", COMPOUND_FILE + bytes(4096), "OldWorkbook"),
        "macros by its ending": ("a.XLSM", good, "MacroWorkbook"),
        "macros renamed": (
            "a.xlsx",
            package(sheet_xml(NAMES), macros=b"\0" * 100),
            "MacroWorkbook",
        ),
        "100 MB": ("a.csv", b"x" * (100 * MEGABYTE), "TooLarge"),
        "a bomb of blanks": ("a.xlsx", package(_spaces(150)), "TooMuchInside"),
        "a bomb beside the register": ("a.xlsx", _picture(), "TooMuchInside"),
        "a bomb that lies about its size": ("a.xlsx", _liar(), "DamagedFile"),
        "a bomb of tags": ("a.xlsx", package(_tags("<c/>", 14 * MEGABYTE)), "TooMuchInside"),
        "a bomb of texts": (
            "a.xlsx",
            package(sheet_xml(NAMES), texts=_tags("<si><t>a</t></si>", 3_000_000)),
            "TooMuchInside",
        ),
        "one endless attribute": (
            "a.xlsx",
            package(b'<worksheet a="' + b"x" * (60 * MEGABYTE) + b'"/>'),
            "TooMuchInside",
        ),
        "a long table of contents": ("a.xlsx", _many_entries(), "TooMuchInside"),
        "a formula": ("a.xlsx", _formula(), "FormulaCell"),
        "a shared formula without text": (
            "a.xlsx",
            package(sheet_xml(NAMES, '<c r="B2"><f t="shared" si="0"/><v>3</v></c>')),
            "FormulaCell",
        ),
        "too many rows": ("a.xlsx", package(_long(20_030)), "TooManyRows"),
        "too many rows as text": ("a.csv", table([HEADER, *[PERSON] * 20_001]), "TooManyRows"),
        "too many columns": ("a.csv", table([[f"name {i}" for i in range(301)]]), "TooManyColumns"),
        "too much text": (
            "a.csv",
            table([HEADER, *[(n, f"🌸{n:.>900}") for n in range(19_000)]]),
            "TooMuchInside",
        ),
        "no names": ("a.csv", table([("A-1", "27/02/2023", 23), PERSON]), "NoHeader"),
        "nothing": ("a.csv", b"", "EmptyTable"),
        "blank rows": ("a.csv", b"\r\n   \r\n\r\n", "EmptyTable"),
        "names only": ("a.xlsx", workbook([HEADER]), "EmptyTable"),
        "no sheet": ("a.xlsx", package(b"<worksheet/>"), "EmptyTable"),
        "a picture": ("a.csv", b"\xff\xd8\xff\xe0\0\x10JFIF\0" + bytes(range(256)), "UnknownKind"),
        "a document": ("a.pdf", b"%PDF-1.7\n", "UnknownKind"),
        "another zip": ("a.xlsx", _other_zip(), "UnknownKind"),
        "half a UTF-16 letter": ("a.csv", b"\xff\xfeF\0i", "UnknownLetters"),
        "no letters of ours": ("a.csv", b"Nam\x81\x8d\x8f\n", "UnknownLetters"),
        "a line without end": ("a.csv", b"a" * (3 * MEGABYTE), "DamagedFile"),
        "a quote without end": (
            "a.csv",
            b'First Name,Gender\n"' + b"a\n" * MEGABYTE,
            "DamagedFile",
        ),
    }


def _flipped(content: bytes) -> bytes:
    at = content.index(b"xl/worksheets/sheet1.xml") + 80
    return content[:at] + bytes([content[at] ^ 0xFF]) + content[at + 1 :]


def _laughs() -> bytes:
    entities = '<!ENTITY a0 "ha">' + "".join(
        f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 12)
    )
    return (f"<!DOCTYPE worksheet [{entities}]>" + sheet_xml(text_cells("&a11;")).decode()).encode()


def _outside() -> bytes:
    declared = '<!DOCTYPE worksheet [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
    return (declared + sheet_xml(text_cells("&a;")).decode()).encode()


def _spaces(megabytes: int) -> bytes:
    return b"<worksheet>" + b" " * (megabytes * MEGABYTE) + b"</worksheet>"


def _tags(tag: str, times: int) -> bytes:
    return f'<worksheet xmlns="{MAIN}">'.encode() + tag.encode() * times + b"</worksheet>"


def _picture() -> bytes:
    stream = io.BytesIO()
    stream.write(package(sheet_xml(NAMES)))
    with (
        zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/media/image1.png", "w", force_zip64=True) as entry,
    ):
        for _ in range(256):
            entry.write(bytes(MEGABYTE))
    return stream.getvalue()


def _liar() -> bytes:
    """State 100 bytes for a sheet that unpacks to 60 MB, in both places that state it."""
    content = bytearray(package(_spaces(60)))
    stated = struct.pack("<L", 60 * MEGABYTE + len(b"<worksheet></worksheet>"))
    assert content.count(stated) == 2
    return bytes(content.replace(stated, struct.pack("<L", 100)))


def _many_entries() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for number in range(30_000):
            archive.writestr(f"{number}", b"")
    return stream.getvalue()


def _encrypted() -> bytes:
    filling = random.Random(1).randbytes(3 * MEGABYTE)  # the directory is not near the start
    return COMPOUND_FILE + filling + "EncryptedPackage".encode("utf-16-le") + bytes(100)


def _zip_encrypted(content: bytes) -> bytes:
    at = content.index(b"PK\x01\x02")
    return content[: at + 8] + b"\x01" + content[at + 9 :]


def _other_zip() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    return stream.getvalue()


def _formula() -> bytes:
    book = Workbook()
    for row in (HEADER, PERSON, ("A-2", "Elena", "=TODAY()")):
        book.active.append(row)
    return saved(book)


def _long(rows: int) -> bytes:
    return sheet_xml(NAMES, *[text_cells(*PERSON)] * rows)
