"""A day known exactly, in three boxes."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from alongside.ui.forms.widgets import DayBoxes


class NotANumber(ValueError):
    """Something else than digits stands in a box for digits."""


def digits(text: Any) -> int | None:
    """Return the number written in any script's digits, None for an empty box.

    Raises NotANumber.
    """
    written = str(text or "").strip()
    if not written:
        return None
    if not written.isdecimal():
        raise NotANumber
    return int(written)


class DayField(forms.Field):
    """A day known exactly, in three boxes; cleans to a date or None."""

    widget = DayBoxes
    default_error_messages = {
        "invalid": _("Put a real date, such as 27 3 2026."),
    }

    def to_python(self, value: Any) -> date | None:
        """Return the date of [day, month, year].

        Raises ValidationError for a date the calendar has not got.
        """
        if value is None or isinstance(value, date):
            return value
        try:
            day, month, year = (digits(part) for part in value)
            if day is month is year is None:
                return None
            return date(year or 0, month or 0, day or 0)
        except ValueError as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error
