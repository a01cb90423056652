"""Days of a bill, a case or a process as somebody writes them: one a line, as `2027-02-15 Review`.

Each language has its own lines. What is said of a day in several languages is one date.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from alongside.alliance.numbers import in_plain_digits

if TYPE_CHECKING:
    from collections.abc import Mapping

ISO_DAY = len("2027-02-15")


class NotADay(ValueError):
    """A line does not begin with a day, or says nothing about it; `str()` is the line."""


@dataclass(frozen=True)
class Dated:
    """A day and what happens on it, by language."""

    on: date
    what: dict[str, str] = field(default_factory=dict)


def read(text: str) -> list[tuple[date, str]]:
    """Return days and what happens on each, in the order written; raise NotADay."""
    return [_line(one.strip()) for one in text.splitlines() if one.strip()]


def gather(texts: Mapping[str, str]) -> list[Dated]:
    """Return the dates of all languages, the earliest first; a line that is none is left out."""
    found: dict[date, dict[str, str]] = {}
    for language, text in texts.items():
        for line in text.splitlines():
            try:
                on, what = _line(line.strip())
            except NotADay:
                continue
            said = found.setdefault(on, {})
            said[language] = f"{said[language]} · {what}" if language in said else what
    return [Dated(on, found[on]) for on in sorted(found)]


def _line(line: str) -> tuple[date, str]:
    written, _space, what = line.partition(" ")
    plain = in_plain_digits(written)
    try:
        # Nothing but a whole day: Python would also read weeks.
        on = date.fromisoformat(plain if len(plain) == ISO_DAY else "")
    except ValueError as fault:
        raise NotADay(line) from fault
    if not what.strip():
        raise NotADay(line)
    return on, what.strip()
