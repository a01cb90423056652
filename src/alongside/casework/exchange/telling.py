"""What a register said that no page of a file asks, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from alongside.casework.contents import OwnColumns
from alongside.casework.exchange.fields import PLACES
from alongside.casework.exchange.fitting import left_over
from alongside.casework.exchange.rows import imported_fields
from alongside.casework.register.htcds import FIELDS, OTHER, Kind
from alongside.core.approximate import ApproximateDate
from alongside.ui.dates import approximate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from alongside.casework.contents import Content

# Coordinates are kept, and told as numbers: nothing here asks for them or draws a map.
COORDINATES = tuple(name for name, field in FIELDS.items() if field.kind is Kind.PLACE)


def beside(contents: Iterable[Content]) -> list[tuple[str, str]]:
    """Return own columns, words that fitted no list, and coordinates, as (title, words)."""
    parts = list(contents)
    found = [pair for part in parts for pair in _coordinates(part)]
    kept = [part for part in parts if isinstance(part, OwnColumns)]
    return [*found, *(pair for part in kept for pair in own_columns(part))]


def _coordinates(content: Content) -> list[tuple[str, str]]:
    places = [(name, PLACES[name]) for name in COORDINATES]
    values = [
        (FIELDS[name].full_label, getattr(content, place.field))
        for name, place in places
        if type(content) is place.content
    ]
    return [(title, str(value)) for title, value in values if value is not None]


def own_columns(content: OwnColumns) -> list[tuple[str, str]]:
    """Return what an import brought beside what has a place of its own in the file."""
    key = [(_("Their file number"), content.match_key)] if content.match_key else []
    words = [(_title(name), _one_line(value)) for name, value in kept_beside(content).items()]
    return [*key, *content.own.items(), *words]


def kept_beside(content: OwnColumns) -> dict[str, Any]:
    """Return the fields of an imported row that did not fit the place they have in the file."""
    return left_over(imported_fields(content))


def _title(name: str) -> str:
    field = FIELDS.get(name.removeprefix(OTHER))
    return field.label if field else name


def _one_line(value: Any) -> str:
    if isinstance(value, ApproximateDate):
        return approximate(value)
    return "; ".join(value) if isinstance(value, tuple) else str(value)
