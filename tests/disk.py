"""Files as they lie on the disk, read as a thief reads them."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def as_it_lies(path: Path) -> bytes:
    """Return a file's bytes; those of a database are read by another process.

    Whoever closes a file gives up every lock that its process has on it, SQLite's own among them:
    the next process to open the database would take it for nobody's, and throw away the log that
    this one still writes to (https://sqlite.org/howtocorrupt.html, 2.2).
    """
    if "sqlite3" not in path.name:
        return path.read_bytes()
    return subprocess.run(["/bin/cat", str(path)], check=True, capture_output=True).stdout


def files_in(folder: Path) -> Iterator[tuple[Path, bytes]]:
    """Yield every file in a folder and the folders below it."""
    for path in folder.rglob("*"):
        if path.is_file():
            yield path, as_it_lies(path)
