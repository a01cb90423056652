"""Why something dangerous has to be asked, and until when."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from alongside.ui import forms as ui


class AskForFieldForm(ui.PlainForm):
    """A reason and a last day."""

    reason = ui.LongTextField(
        label=_("What is it needed for?"),
        max_length=1000,
        rows=4,
        help_text=_(
            "Which help depends on it, and what happens to women who do not answer. Name nobody: "
            "this is not locked away."
        ),
        error_messages={"required": _("Say in a sentence or two what it is needed for.")},
    )
    until = ui.DayField(
        label=_("Until which day?"),
        help_text=_("At most two years. Then it is off again, unless somebody asks anew."),
        error_messages={"required": _("Choose a day within the next two years.")},
    )
