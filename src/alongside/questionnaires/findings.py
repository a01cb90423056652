"""What is said about a form somebody brings: where, and whether it can be used all the same."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple


class Verdict(Enum):
    """What became of a fault."""

    REFUSED = "refused"
    MENDED = "mended"
    LEFT_OUT = "left_out"


class Finding(NamedTuple):
    """A sentence about a cell of a form; nothing in a form is about a person."""

    sheet: str
    row: int
    column: str
    verdict: Verdict
    sentence: str

    @property
    def cell(self) -> str:
        """Return the address as spreadsheets write it."""
        return f"{self.column}{self.row}"

    @property
    def is_refusal(self) -> bool:
        """Return whether the form cannot be used as it is."""
        return self.verdict is Verdict.REFUSED
