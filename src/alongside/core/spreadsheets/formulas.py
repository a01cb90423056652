"""Texts that a spreadsheet would run."""

from __future__ import annotations

import re

# A spreadsheet runs a cell that begins like this; an apostrophe before it makes it text.
RISKY = re.compile(r"'*(?:\s*[=+\-@＝＋－＠]|[\t\r\n])")


def disarm(text: str) -> str:
    """Return text that no spreadsheet takes for a formula: an apostrophe before a risky start."""
    return f"'{text}" if RISKY.match(text) else text


def rearm(text: str) -> str:
    """Undo `disarm`; also drops the apostrophe that people type before a phone number."""
    return text[1:] if text.startswith("'") and RISKY.match(text, 1) else text
