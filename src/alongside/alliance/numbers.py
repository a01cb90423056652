"""Phone numbers as people write them."""

from __future__ import annotations

import re

_NUMBER = re.compile(r"\+?[\d()\-/. ]{3,39}")
# What turns a line around and is copied along unseen.
_MARKS = re.compile(r"[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def in_plain_digits(typed: str) -> str:
    """Return a number in digits of ours, without invisible marks."""
    visible = _MARKS.sub("", typed).strip()
    return "".join(str(int(sign)) if sign.isdecimal() else sign for sign in visible)


def is_number(plain: str) -> bool:
    """Return whether a text can be dialled; short numbers can."""
    return _NUMBER.fullmatch(plain) is not None
