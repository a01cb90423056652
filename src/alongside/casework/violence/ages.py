"""Age groups as the GBVIMS intake form has them."""

from __future__ import annotations

from enum import StrEnum


class AgeGroup(StrEnum):
    """How old somebody was, as coarse as the register needs it."""

    CHILD = "0-11"
    ADOLESCENT = "12-17"
    YOUNG = "18-25"
    ADULT = "26-40"
    MIDDLE = "41-60"
    OLDER = "61+"


CHILDREN = frozenset({AgeGroup.CHILD, AgeGroup.ADOLESCENT})


def is_child(group: str) -> bool | None:
    """Return whether somebody of this group is under 18; None where the group is not known."""
    return AgeGroup(group) in CHILDREN if group else None
