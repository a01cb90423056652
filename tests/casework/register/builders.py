"""Registers and broken files, made here: no workbook of anybody else is kept in the project."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

import openpyxl

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
COMPOUND_FILE = bytes.fromhex("d0cf11e0a1b11ae1")


def workbook(rows: Iterable[Sequence[Any]], *, merges: Sequence[str] = (), **sheets: Any) -> bytes:
    """Return what a spreadsheet program saves; texts that begin with "=" stay texts."""
    book = openpyxl.Workbook()
    _fill(book.active, rows, merges)
    book.active.title = "Register"
    for title, more in sheets.items():
        _fill(book.create_sheet(title), more, ())
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _fill(sheet: Any, rows: Iterable[Sequence[Any]], merges: Sequence[str]) -> None:
    for row_number, row in enumerate(rows, start=1):
        for column_number, value in enumerate(row, start=1):
            cell = sheet.cell(row_number, column_number, value)
            if isinstance(value, str):
                cell.data_type = "s"
    for merge in merges:
        sheet.merge_cells(merge)


def table(rows: Iterable[Sequence[Any]], delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    lines = (delimiter.join("" if c is None else str(c) for c in row) for row in rows)
    return "\r\n".join([*lines, ""]).encode(encoding)


def package(sheet: bytes, *, packing: int = zipfile.ZIP_DEFLATED, **parts: bytes) -> bytes:
    """Return a workbook around the XML of its one sheet; `parts` are named by their stem."""
    paths = {
        "texts": "xl/sharedStrings.xml",
        "styles": "xl/styles.xml",
        "macros": "xl/vbaProject.bin",
    }
    kinds = {"texts": "sharedStrings", "styles": "styles"}
    related = "".join(
        f'<Relationship Id="{stem}" Type="{OFFICE}/{kinds[stem]}" Target="/{paths[stem]}"/>'
        for stem in parts
        if stem in kinds
    )
    files = {
        "_rels/.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="a" '
        f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="Register" sheetId="1" r:id="s"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="s" '
        f'Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>{related}</Relationships>',
        "xl/worksheets/sheet1.xml": sheet,
        **{paths[stem]: content for stem, content in parts.items()},
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", packing) as archive:
        for path, content in files.items():
            archive.writestr(path, content)
    return stream.getvalue()


def sheet_xml(*rows: str, after: str = "") -> bytes:
    inside = "".join(f"<row>{row}</row>" for row in rows)
    return f'<worksheet xmlns="{MAIN}"><sheetData>{inside}</sheetData>{after}</worksheet>'.encode()


def text_cells(*texts: str) -> str:
    return "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in texts)
