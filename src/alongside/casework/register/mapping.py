"""Which column holds what: suggested from the headings, changed by the person who imports."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Self

from pydantic import BaseModel, ConfigDict

from alongside.casework.register.dates import DateOrder
from alongside.casework.register.headings import (
    DAY_FIRST_HINT,
    LIKELY,
    MONTH_FIRST_HINT,
    OWN_MARK,
    is_counter,
    is_match_key,
)
from alongside.casework.register.htcds import FIELDS
from alongside.casework.register.matching import match_fields
from alongside.casework.register.spelling import clean
from alongside.core.spreadsheets.grid import letters

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Use(StrEnum):
    """What becomes of a column."""

    FIELD = "field"
    OWN = "own"
    IGNORE = "ignore"


class Column(BaseModel):
    """One column: `title` is its heading, or its letters where it has none.

    `unsure` asks a person to look: the heading may mean something else.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    index: int
    title: str
    use: Use
    field: str | None = None
    date_order: DateOrder | None = None
    unsure: bool = False

    @property
    def letters(self) -> str:
        """The letters above the column in a spreadsheet."""
        return letters(self.index)


class Mapping(BaseModel):
    """The use of every column, in order, and the column of the file numbers (None: there is none).

    The match key stands apart: its column is not kept a second time as an own column.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    columns: tuple[Column, ...]
    match_key: int | None = None
    match_key_candidates: tuple[int, ...] = ()

    def with_field(self, index: int, field: str) -> Self:
        """Return the mapping with a column read as the field; another column loses it.

        Raises KeyError for a field that HTCDS 2.0 does not have.
        """
        name = FIELDS[field].name
        columns = [
            c.model_copy(update={"use": Use.OWN, "field": None}) if c.field == name else c
            for c in self.columns
        ]
        changes = {"use": Use.FIELD, "field": name, "unsure": False}
        columns[index] = columns[index].model_copy(update=changes)
        return self.model_copy(update={"columns": tuple(columns)})

    def with_own(self, index: int) -> Self:
        """Return the mapping with a column kept under its own title."""
        return self._changed(index, use=Use.OWN, field=None, unsure=False)

    def with_ignored(self, index: int) -> Self:
        """Return the mapping with a column left out."""
        return self._changed(index, use=Use.IGNORE, field=None, unsure=False)

    def with_date_order(self, index: int, order: DateOrder) -> Self:
        """Return the mapping with the order of day and month that a person chose for a column."""
        return self._changed(index, date_order=order)

    def with_match_key(self, index: int | None) -> Self:
        """Return the mapping with another column, or none, that tells the people apart."""
        if index is not None:
            self.columns[index]
        return self.model_copy(update={"match_key": index})

    def without(self, left_out: Iterable[int]) -> Self:
        """Return the mapping with several columns left out."""
        mapping = self
        for index in left_out:
            mapping = mapping.with_ignored(index)
        return mapping

    def column_of(self, field: str) -> Column | None:
        """Return the column that is read as the field."""
        return next((c for c in self.columns if c.field == field), None)

    def _changed(self, index: int, **changes: object) -> Self:
        columns = list(self.columns)
        columns[index] = columns[index].model_copy(update=changes)
        return self.model_copy(update={"columns": tuple(columns)})


def suggest_mapping(headers: Sequence[str], machine_names: Sequence[str] = ()) -> Mapping:
    """Suggest the use of each column from its heading.

    Headings may be labels or machine names of HTCDS 2.0, everyday words, or anything else, which
    becomes an own column. `machine_names` is the hidden row of the standard's template: where it
    disagrees with the labels, people typed by the labels.
    """
    names = [*machine_names, *[""] * (len(headers) - len(machine_names))]
    matched = match_fields(headers, names)
    keys = [i for i, h in enumerate(headers) if is_match_key(h) and i not in matched]
    counters = [i for i, h in enumerate(headers) if clean(h) and is_counter(h)]
    columns = []
    for index, title in enumerate(_titles(headers)):
        field, sure = matched.get(index, (None, LIKELY))
        columns.append(
            Column(
                index=index,
                title=title,
                use=Use.FIELD if field else Use.OWN,
                field=field,
                date_order=_hinted_order(headers[index]),
                unsure=sure < LIKELY,
            )
        )
    identity = [i for i, (field, _) in matched.items() if field == "prs_IdentityNumber"]
    return Mapping(
        columns=tuple(columns),
        # A count of rows starts anew in every file and would join strangers: never suggested.
        match_key=keys[0] if keys else None,
        match_key_candidates=tuple(keys + counters + identity),
    )


def _titles(headers: Sequence[str]) -> list[str]:
    """Return one title a column: its letters where it has no heading, counted where it repeats."""
    titles: list[str] = []
    for index, header in enumerate(headers):
        plain = title = clean(header) or f"Column {letters(index)}"
        number = 2
        while title in titles:
            title = f"{plain} ({number})"
            number += 1
        titles.append(title)
    return [title.removesuffix(OWN_MARK) for title in titles]


def _hinted_order(header: str) -> DateOrder | None:
    """Return the order that a heading itself states: "Birthdate (dd/mm/yyyy)"."""
    if DAY_FIRST_HINT.search(header):
        return DateOrder.DAY_FIRST
    return DateOrder.MONTH_FIRST if MONTH_FIRST_HINT.search(header) else None
