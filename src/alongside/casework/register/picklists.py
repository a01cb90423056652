"""One cell with one or several picklist values, as labels or as codes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from alongside.casework.register.spelling import clean, comparable

if TYPE_CHECKING:
    from alongside.casework.register.htcds import Field

BETWEEN = re.compile(r"[;；؛\n]")
SOMETIMES_BETWEEN = re.compile(r"[,،、|/•&+]|\band\b|\by\b")
# "Activities of households as employers" is the beginning of one label only.
ENOUGH_OF_A_LABEL = 10
# The longest labels hold one semicolon themselves.
PARTS_OF_ONE_LABEL = 3


class Choice(NamedTuple):
    """The codes that were understood, and the words that were not."""

    codes: tuple[str, ...]
    rest: str


def pieces(text: str) -> list[str]:
    """Return the non-empty parts between semicolons or lines."""
    return [part for part in map(clean, BETWEEN.split(clean(text))) if part]


def read_choice(field: Field, text: str) -> Choice:
    """Return the codes in a cell; what is no value of the field is handed back as it was typed.

    Values are parted by semicolons or lines (Excel), by blanks where every part is a code (XForm),
    or by commas and the like where every part is a value.
    """
    parts = pieces(text)
    codes: list[str] = []
    rest: list[str] = []
    at = 0
    while at < len(parts):
        found, used = _longest(field, parts[at : at + PARTS_OF_ONE_LABEL])
        codes += found
        if not found:
            rest.append(parts[at])
        at += used
    codes = list(dict.fromkeys(codes))
    if len(codes) > 1 and not field.many:
        return Choice((), "; ".join(parts))
    return Choice(tuple(codes), "; ".join(rest))


def _longest(field: Field, parts: list[str]) -> tuple[list[str], int]:
    for end in range(len(parts), 1, -1):
        code = field.codes_by_spelling.get(comparable("".join(parts[:end])))
        if code:
            return [code], end
    return _one_part(field, parts[0]), 1


def _one_part(field: Field, part: str) -> list[str]:
    code = find_code(field, part)
    if code:
        return [code]
    listed = [find_code(field, piece) for piece in SOMETIMES_BETWEEN.split(part)]
    if all(listed):
        return [code for code in listed if code]
    words = part.split()
    if all(word in field.values for word in words):
        return words
    return []


def find_code(field: Field, text: str) -> str | None:
    """Return the code that a label, a code, or the one label that begins so stands for."""
    spelling = comparable(text)
    code = field.codes_by_spelling.get(spelling)
    if code or len(spelling) < ENOUGH_OF_A_LABEL:
        return code
    begun = {code for known, code in field.codes_by_spelling.items() if known.startswith(spelling)}
    return begun.pop() if len(begun) == 1 else None
