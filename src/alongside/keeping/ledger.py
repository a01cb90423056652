"""The list of what was destroyed, outside of the database: a backup of it knows nothing of this.

One line of JSON for each erased file, with ids, roles and days only: enough to destroy the same
again after a backup was put back, and to write the certificate anew.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Line(NamedTuple):
    """One erased file as the list names it; days and moments as ISO 8601."""

    erasure: str
    organisation: str
    team: str
    case: str
    pseudonym: str
    ground: str
    asked_by: str
    asked_role: str
    asked_on: str
    decided_by: str
    decided_role: str
    decided_on: str
    destroyed_at: str
    backups_until: str
    subjects: list[str]
    stored: list[str]


def place() -> Path:
    """Return where the list lies: beside the pepper, to be copied as that is."""
    found: Path = settings.HOME / "erased"
    return found


def add(line: Line) -> None:
    """Write one line to the disk, unless the list has it."""
    if any(one.erasure == line.erasure for one in read()):
        return
    text = json.dumps(line._asdict(), separators=(",", ":")) + "\n"
    handle = os.open(place(), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        if _is_cut_off():
            text = "\n" + text
        os.write(handle, text.encode())
        os.fsync(handle)
    finally:
        os.close(handle)


def read(path: Path | None = None) -> Iterator[Line]:
    """Yield the lines of the list, or of another one; a line that was cut off is passed over."""
    source = path or place()
    if not source.exists():
        return
    for text in source.read_text().splitlines():
        try:
            yield Line(**json.loads(text))
        except (ValueError, TypeError):
            continue


def _is_cut_off() -> bool:
    """Return whether a power cut left half a line at the end."""
    content = place().read_bytes()
    return bool(content) and not content.endswith(b"\n")
