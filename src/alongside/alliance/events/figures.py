"""How many people, organisations and countries were at an event: counted, never typed."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from alongside.alliance.events.papers import Registered

# Letters, digits, and the signs that belong to letters in many scripts.
WRITTEN = frozenset("LNM")


class Figures(NamedTuple):
    """What is said of an event afterwards."""

    people: int = 0
    organisations: int = 0
    countries: int = 0


def count(attended: Iterable[Registered]) -> Figures:
    """Count those who were there; nobody's organisation counts twice for how it is written."""
    found = list(attended)
    names = {same(one.counted_as or one.organisation) for one in found}
    countries = {one.country for one in found}
    return Figures(len(found), len(names - {""}), len(countries - {""}))


def same(name: str) -> str:
    """Return an organisation's name without case, spaces and punctuation."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return "".join(one for one in folded if unicodedata.category(one)[0] in WRITTEN)
