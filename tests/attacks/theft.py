"""A thief's grep: does any cell of any table say one of these words, however it is encoded?"""

from __future__ import annotations

import base64
import binascii
import json
import re
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import connection

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{16,}={0,2}")
HEX = re.compile(rb"(?:[0-9a-fA-F]{2}){6,}")
ESCAPED = re.compile(rb"\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}|%[0-9a-fA-F]{2}|&#x?[0-9a-fA-F]+;")


def scan_rows(words: Iterable[str]) -> set[tuple[str, str]]:
    """Return (table, word) for every word that lies in a table in clear or merely encoded."""
    wanted = {word: _encodings(word) for word in words}
    found = set()
    for table, cell in _cells():
        for text in _readings(cell):
            found |= {
                (table, word)
                for word, encodings in wanted.items()
                if any(encoding in text for encoding in encodings)
            }
    return found


def scan_files(words: Iterable[str]) -> set[tuple[str, str]]:
    """Return (file, word) for every word in the files of the home: database, log, attachments."""
    wanted = {word: _encodings(word) for word in words}
    found = set()
    for path in settings.HOME.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            found |= {
                (path.name, word)
                for word, encodings in wanted.items()
                if any(encoding in content for encoding in encodings)
            }
    return found


def _encodings(word: str) -> set[bytes]:
    plain = word.encode()
    return {
        plain,
        plain.lower(),
        plain.upper(),
        word.encode("utf-16-le"),
        word.encode("utf-16-be"),
        plain.hex().encode(),
        plain.hex().upper().encode(),
        json.dumps(word)[1:-1].encode(),
        plain[::-1],
        # Base64 of the word at each of the three places it may have in a longer text.
        *(base64.b64encode(b"\0" * pad + plain)[_skip(pad) : -4] for pad in range(3)),
    }


def _skip(pad: int) -> int:
    return 0 if pad == 0 else 4


def _cells() -> Iterator[tuple[str, bytes]]:
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608  a table's own name, quoted
            for row in cursor.fetchall():
                for cell in row:
                    raw = isinstance(cell, bytes | memoryview)
                    yield table, bytes(cell) if raw else str(cell).encode()


def _readings(cell: bytes) -> Iterator[bytes]:
    """Yield a cell as it is and as everything it may merely be an encoding of."""
    yield cell
    if ESCAPED.search(cell):
        yield cell.decode("unicode_escape", "replace").encode("utf-8", "replace")
    for run in BASE64.findall(cell):
        for altchars in (b"+/", b"-_"):
            try:
                yield base64.b64decode(run + b"=" * (-len(run) % 4), altchars=altchars)
            except (binascii.Error, ValueError):
                continue
    for run in HEX.findall(cell):
        yield bytes.fromhex(run.decode())
