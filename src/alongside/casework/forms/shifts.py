"""A note for the next shift."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from alongside.casework.forms.fields import offer
from alongside.ui import forms as ui

LASTS = (
    ("12", _("Until the next shift: 12 hours")),
    ("24", _("One day")),
    ("48", _("Two days")),
    ("96", _("Four days")),
    ("168", _("A week")),
)
USUAL = "48"


class ShiftNoteForm(ui.PlainForm):
    """What the next shift has to know."""

    team = ui.ChoiceField(
        label=_("For whom?"), error_messages={"required": _("Choose the team it is for.")}
    )
    text = ui.LongTextField(
        label=_("What does the next shift have to know?"),
        rows=8,
        help_text=_("What has to stay belongs into her file. This note is destroyed when it ends."),
        error_messages={"required": _("Write what the next shift has to know.")},
    )
    about = ui.MultipleChoiceField(
        label=_("About whom?"),
        required=False,
        help_text=_("A colleague sees who it is only where she may open the file herself."),
    )
    lasts = ui.SelectField(
        label=_("How long is it needed?"),
        choices=LASTS,
        initial=USUAL,
        error_messages={"required": _("Choose how long it is needed.")},
    )

    def __init__(
        self,
        *args: Any,
        teams: list[tuple[str, str]],
        files: list[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        """Offer her teams and her files."""
        super().__init__(*args, **kwargs)
        offer(self.fields["team"], teams)
        offer(self.fields["about"], files)
        if not files:
            del self.fields["about"]

    def clean_lasts(self) -> timedelta:
        """Return the time it is kept."""
        return timedelta(hours=int(self.cleaned_data["lasts"]))
