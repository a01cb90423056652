"""Make a table of counts safe to leave.

Rules: a cell under the minimum is not said (zero is such a cell too, or its absence would tell);
every other cell is rounded to a base; totals are added up from what is shown; a table in which one
category holds everybody is withheld whole, since it would tell about each of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

MINIMUM = 10
BASE = 5


@dataclass(frozen=True)
class Protected:
    """A table as it may be shown.

    :ivar cells: category → rounded count, or None for "fewer than ten"
    :ivar total: sum of the cells shown
    :ivar withheld: why the whole table is kept back; empty when it is shown
    """

    cells: dict[str, int | None]
    total: int
    withheld: str = ""


def rounded(count: int) -> int:
    """Return count rounded to the nearest multiple of BASE, halves away from zero."""
    return (2 * count + BASE) // (2 * BASE) * BASE


def protect(counts: Mapping[str, int], people: int) -> Protected:
    """Return the table as it may be shown.

    :param counts: category → number of people; one person may stand in several categories
    :param people: how many different people the table is about
    """
    if people < MINIMUM:
        return Protected(dict.fromkeys(counts), 0, withheld="few")
    if any(count == people for count in counts.values()) and len(counts) > 1:
        return Protected(dict.fromkeys(counts), 0, withheld="same")
    cells = {name: rounded(n) if n >= MINIMUM else None for name, n in counts.items()}
    return Protected(cells, sum(n for n in cells.values() if n is not None))
