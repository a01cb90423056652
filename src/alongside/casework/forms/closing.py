"""Closing a file, opening it again, handing it over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now, gettext_lazy as _

from alongside.casework import vocabulary
from alongside.casework.contents import Closing
from alongside.casework.forms.fields import offer
from alongside.ui import forms as ui

if TYPE_CHECKING:
    from datetime import date


class ClosingForm(ui.PlainForm):
    """Why her file is closed."""

    reason = ui.ChoiceField(
        label=_("Why is her file closed?"),
        error_messages={"required": _("Choose why her file is closed.")},
    )
    words = ui.LongTextField(
        label=_("How do things stand, and what did you agree?"), required=False
    )
    closed_on = ui.DayField(
        label=_("On which day?"), required=False, help_text=_("Leave it empty if it is today.")
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        offer(self.fields["reason"], vocabulary.closed_reasons())

    def clean_closed_on(self) -> date:
        """Return the day, today where none was given.

        Raises ValidationError for a day that has not come yet.
        """
        day: date = self.cleaned_data["closed_on"] or self.today
        if day > self.today:
            raise ValidationError(_now("This day has not come yet."))
        return day

    def result(self) -> Closing:
        """Return what was typed as a document."""
        said = self.cleaned_data
        chosen = said["reason"]
        reason = vocabulary.standard_code("closing_reasons", chosen)
        own = "" if chosen == reason else chosen
        return Closing(
            reason=reason, own_reason=own, words=said["words"], closed_on=said["closed_on"]
        )


class ReopenForm(ui.PlainForm):
    """Why her file is opened again."""

    why = ui.LongTextField(
        label=_("Why is her file opened again?"),
        rows=3,
        error_messages={"required": _("Say why her file is opened again.")},
    )


class HandOverForm(ui.PlainForm):
    """Who walks with her from now on."""

    to = ui.ChoiceField(
        label=_("Who walks with her from now on?"),
        error_messages={"required": _("Choose a colleague.")},
    )
    words = ui.LongTextField(
        label=_("What should your colleague know first?"),
        required=False,
        rows=4,
        help_text=_("It is kept in her file."),
    )

    def __init__(self, *args: Any, colleagues: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["to"], colleagues)
