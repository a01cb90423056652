"""Bringing in a register: the sheet, what its columns are, and what cannot be guessed."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _now, gettext_lazy as _

from alongside.casework.exchange.keeping_out import kept_out
from alongside.casework.register.columns import questions
from alongside.casework.register.dates import DateOrder
from alongside.casework.register.htcds import FIELDS
from alongside.casework.register.mapping import Use
from alongside.ui import forms as ui

if TYPE_CHECKING:
    from collections.abc import Iterable

    from alongside.casework.register.layout import Sheet
    from alongside.casework.register.mapping import Column, Mapping

EXAMPLES = 2
EXAMPLE_LENGTH = 40
NO_KEY = ""
ORDERS = [
    (DateOrder.DAY_FIRST.value, _("The day comes first: 03/04 is 3 April")),
    (DateOrder.MONTH_FIRST.value, _("The month comes first: 03/04 is 4 March")),
]


class SheetForm(ui.PlainForm):
    """The register as a file."""

    sheet = ui.FileField(
        label=_("Your register"),
        help_text=_(
            "A workbook (.xlsx) or a table (.csv) with one person on each row, up to 20 MB."
        ),
        error_messages={
            "required": _("Choose the file that holds your register."),
            "empty": _("This file is empty. Choose another."),
        },
    )


class ColumnsForm(ui.PlainForm):
    """What each column is; suggested from its heading and changed where that is wrong."""

    match_key = forms.ChoiceField(
        label=_("Which column tells people apart?"),
        required=False,
        help_text=_(
            "Your own file number, for example. A second import with the same number updates the "
            "file instead of opening another."
        ),
    )

    def __init__(self, data: Any = None, *, sheet: Sheet, mapping: Mapping) -> None:
        super().__init__(data)
        self.sheet = sheet
        self.mapping = mapping
        self.fields["match_key"].choices = [  # type: ignore[attr-defined]
            (NO_KEY, _now("None: every row is a new person")),
            *((str(column.index), column.title) for column in mapping.columns),
        ]
        key = mapping.match_key
        self.fields["match_key"].initial = NO_KEY if key is None else str(key)
        for column in mapping.columns:
            self.fields[_use(column)] = _use_field(column)
        self.asked = self._add_orders()

    def _add_orders(self) -> list[int]:
        """Ask for the order of day and month where no cell decides it."""
        chosen = {c.index: c.date_order for c in self.mapping.columns if c.date_order}
        asked = {q.column.index: q.examples for q in questions(self.sheet, self.mapping)}
        for index in sorted({*chosen, *asked}):
            self.fields[_order(index)] = ui.ChoiceField(
                label=_now("Which comes first in this column?"),
                choices=ORDERS,
                initial=chosen.get(index),
                help_text=_now("For example: %(dates)s")
                % {"dates": ", ".join(asked.get(index, ()))}
                if asked.get(index)
                else "",
                error_messages={"required": _now("Choose what comes first, the day or the month.")},
            )
        return sorted({*chosen, *asked})

    def clean(self) -> dict[str, Any]:
        """Refuse a field that two columns claim."""
        values = self.cleaned_data
        taken: dict[str, str] = {}
        for column in self.mapping.columns:
            field = values.get(_use(column), "")
            if field in FIELDS and field in taken:
                sentence = _now(
                    "“%(column)s” is this already. Choose something else for one of them."
                )
                self.add_error(_use(column), sentence % {"column": taken[field]})
            taken.setdefault(field, column.title)
        return values

    def result(self) -> Mapping:
        """Return the mapping as it was chosen."""
        mapping = self.mapping
        for column in self.mapping.columns:
            use = self.cleaned_data[_use(column)]
            if use == Use.OWN:
                mapping = mapping.with_own(column.index)
            elif use == Use.IGNORE:
                mapping = mapping.with_ignored(column.index)
            else:
                mapping = mapping.with_field(column.index, use)
        for index in self.asked:
            mapping = mapping.with_date_order(index, DateOrder(self.cleaned_data[_order(index)]))
        key = self.cleaned_data["match_key"]
        return mapping.with_match_key(int(key) if key else None)

    def rows(self) -> Iterable[dict[str, Any]]:
        """Return the columns as the page shows them, each with what its cells look like."""
        outside = kept_out(self.mapping)
        for column in self.mapping.columns:
            yield {
                "column": column,
                "examples": _examples(self.sheet, column.index),
                "use": self[_use(column)],
                "kept_out": outside.get(column.index, ""),
                "order": self[_order(column.index)] if column.index in self.asked else None,
            }


def _use(column: Column) -> str:
    return f"use-{column.index}"


def _order(index: int) -> str:
    return f"order-{index}"


def _use_field(column: Column) -> forms.ChoiceField:
    sections = groupby(FIELDS.values(), key=lambda field: field.section)
    return forms.ChoiceField(
        label=_now("What is in “%(column)s”?") % {"column": column.title},
        choices=[
            (Use.OWN.value, _now("Our own column: keep it as it is")),
            (Use.IGNORE.value, _now("Leave it out")),
            *(
                (section, [(field.name, field.label) for field in fields])
                for section, fields in sections
            ),
        ],
        initial=column.field or column.use.value,
    )


def _examples(sheet: Sheet, index: int) -> list[str]:
    found: list[str] = []
    for row in sheet.rows:
        cell = row.cells[index] if index < len(row.cells) else None
        text = "" if cell is None else str(cell).strip()
        if text and text not in found:
            found.append(text if len(text) <= EXAMPLE_LENGTH else f"{text[:EXAMPLE_LENGTH]}…")
        if len(found) == EXAMPLES:
            break
    return found
