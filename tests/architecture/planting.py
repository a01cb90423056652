"""Planting violations in files of their own."""

import textwrap
from pathlib import Path


def plant(place: Path, name: str, text: str) -> Path:
    """Write a file into a stand-in for the source under `place` and return its path."""
    file = place / "src" / "alongside" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(textwrap.dedent(text))
    return file
