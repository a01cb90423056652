"""Pages by key: the place of the last row, not how many came before it."""

from __future__ import annotations

import base64
import binascii
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from django.db.models import BooleanField, F, Func
from django.db.models.lookups import GreaterThan, LessThan

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet

_M = TypeVar("_M", bound="Model")

ROWS = 25


class Together(Func):
    """Two columns compared as one, which both databases do along an index."""

    template = "(%(expressions)s)"
    output_field = BooleanField()


def after_place(
    rows: QuerySet[_M], column: str, place: tuple[Any, Any] | None, *, descending: bool
) -> QuerySet[_M]:
    """Return the rows after a place in the order of a day and the id, in that order.

    :param place: a day and an id, or what stands for them in a prepared query
    """
    if place is not None:
        here = Together(F(column), F("id"))
        there = Together(*place)
        rows = rows.filter(LessThan(here, there) if descending else GreaterThan(here, there))
    sign = "-" if descending else ""
    return rows.order_by(f"{sign}{column}", f"{sign}id")


def token(*place: Any) -> str:
    """Return a place as an opaque word for an address."""
    text = "|".join(str(one) for one in place)
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _read(word: str) -> list[str]:
    try:
        return base64.urlsafe_b64decode(word + "=" * (-len(word) % 4)).decode().split("|")
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return []


def day_place(word: str) -> tuple[date, UUID] | None:
    """Return the day and id of a token; None for anything else, which is the first page."""
    try:
        day, last = _read(word)
        return date.fromisoformat(day), UUID(last)
    except ValueError:
        return None


def moment_place(word: str) -> tuple[datetime, UUID] | None:
    """Return the moment and id of a token; None for anything else, which is the first page."""
    try:
        moment, last = _read(word)
        return datetime.fromisoformat(moment), UUID(last)
    except ValueError:
        return None


def number_place(word: str) -> int:
    """Return the number of a token; 0 for anything else, which is the first page."""
    read = _read(word)
    return int(read[0]) if len(read) == 1 and read[0].isdecimal() else 0
