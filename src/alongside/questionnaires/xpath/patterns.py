"""Regular expressions that cannot run away.

A pattern comes with a form from anywhere, and Python's own matcher may take years over `(a+)+b`.
RE2 reads a text once from left to right whatever the pattern is; it knows no back-references and
does not look ahead or behind, so patterns that do are refused.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import re2
from django.utils.translation import gettext as _

MOST_TEXT = 1_000
MEMORY = 1 << 20
REMEMBERED = 256


class BadPattern(ValueError):
    """A regular expression that cannot be used; its text is a sentence that says why."""


@lru_cache(maxsize=REMEMBERED)
def read(pattern: str) -> Any:
    """Return a pattern ready to `fullmatch`; raises BadPattern."""
    if len(pattern) > MOST_TEXT:
        raise BadPattern(_("This pattern is too long."))
    options = re2.Options()
    options.max_mem = MEMORY
    options.log_errors = False
    try:
        return re2.compile(pattern, options)
    except re2.error as fault:
        raise BadPattern(
            _("This pattern cannot be read: %(why)s.") % {"why": _said(fault)}
        ) from fault


def _said(fault: Exception) -> str:
    """Return what RE2 objects to; it speaks English."""
    words = fault.args[0] if fault.args else ""
    return words.decode(errors="replace") if isinstance(words, bytes) else str(words)
