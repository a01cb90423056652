"""Lists, some at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django.http import Http404

if TYPE_CHECKING:
    from django.db.models import QuerySet

AT_ONCE = 50
Row = TypeVar("Row")


@dataclass(frozen=True)
class Listed(Generic[Row]):
    """Some rows of a list, and whether there are more."""

    rows: list[Row]
    more: bool


def listed(found: QuerySet[Any, Row], page: int) -> Listed[Row]:
    """Return one page of a list; raise Http404 before the first."""
    if page < 1:
        raise Http404
    rows = list(found[(page - 1) * AT_ONCE : page * AT_ONCE + 1])
    return Listed(rows[:AT_ONCE], len(rows) > AT_ONCE)
