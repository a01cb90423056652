"""One place where a rule is broken."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """Line, the words that break the rule, and what to do instead."""

    line: int
    found: str
    advice: str

    def __str__(self) -> str:
        """Return it as one line for a terminal."""
        return f"{self.line}: {self.found}: {self.advice}"


def line_of(text: str, position: int) -> int:
    """Return the line, from 1, on which a position lies."""
    return text.count("\n", 0, position) + 1


def blank(text: str) -> str:
    """Return as many characters that mean nothing, with the line ends where they were."""
    return "".join("\n" if char == "\n" else " " for char in text)
