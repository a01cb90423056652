"""Columns of a register that tell what the organisation does not ask: they stay outside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alongside.casework.register.mapping import Use
from alongside.casework.vocabulary.dangerous import DANGEROUS, is_on, meant_by

if TYPE_CHECKING:
    from alongside.casework.register.mapping import Mapping


def kept_out(mapping: Mapping) -> dict[int, str]:
    """Return the columns that must not come in, each with what it would tell of her.

    Their headings decide, whatever a column was said to be: a cell about her faith is one under
    any name.
    """
    found = {}
    for column in mapping.columns:
        key = "" if column.use is Use.IGNORE else meant_by(column.title)
        if key and not is_on(key):
            found[column.index] = str(DANGEROUS[key].title)
    return found
