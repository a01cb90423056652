"""What a volunteer is given for some hours."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _now, gettext_lazy as _

from alongside.casework import vocabulary
from alongside.casework.forms.fields import HourField, offer
from alongside.ui import forms as ui

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


class SlotForm(ui.PlainForm):
    """Who goes with her, for what, when, and what exactly she or he is told."""

    volunteer = ui.ChoiceField(
        label=_("To whom?"), error_messages={"required": _("Choose a volunteer.")}
    )
    purpose = ui.ChoiceField(
        label=_("What for?"), error_messages={"required": _("Choose what it is for.")}
    )
    purpose_words = ui.TextField(label=_("What exactly?"), required=False)
    day = ui.DayField(
        label=_("On which day?"),
        help_text=_("Within the next 30 days."),
        error_messages={"required": _("Say on which day.")},
    )
    begins = HourField(label=_("From"))
    ends = HourField(label=_("Until"), help_text=_("Ten hours at most. Then it is gone by itself."))
    fields_given = ui.MultipleChoiceField(
        label=_("What may be told of her file?"),
        required=False,
        help_text=_("Only what is needed for these hours. Nothing else of the file is opened."),
    )
    meet = ui.LongTextField(label=_("Where and when do they meet?"), required=False, rows=2)
    watch = ui.LongTextField(
        label=_("What is there to watch for?"),
        required=False,
        rows=3,
        help_text=_("For example: she must not be left alone at the door."),
    )
    agreed = ui.TickField(
        label=_("She was asked, and wants this person to know exactly this"),
        required=True,
        error_messages={
            "required": _("Ask her first. Without her yes nothing is given to anybody.")
        },
    )
    her_words = ui.TextField(label=_("What did she say?"), required=False)

    def __init__(
        self,
        *args: Any,
        volunteers: list[tuple[str, str]],
        answers: Mapping[str, str],
        **kwargs: Any,
    ) -> None:
        """Offer volunteers, and the answers there are, each with what it says."""
        super().__init__(*args, **kwargs)
        offer(self.fields["volunteer"], volunteers)
        offer(self.fields["purpose"], vocabulary.listed("slot_purposes"))
        words = [(code, label) for code, label in vocabulary.listed("slot_fields")]
        offer(self.fields["fields_given"], [one for one in words if one[0] in answers])
        self.fields["fields_given"].widget.hints = dict(answers)

    def clean(self) -> dict[str, Any]:
        """Put the hours together; until an hour before the first one is the next day."""
        values = super().clean() or self.cleaned_data
        for name in ("begins", "ends"):
            if name in values and not values[name]:
                self.add_error(name, _now("Put an hour such as 14:30."))
        if not self.errors:
            begins = _at(values["day"], values["begins"])
            ends = _at(values["day"], values["ends"])
            if ends <= begins:
                ends = _at(values["day"] + timedelta(days=1), values["ends"])
            values["begins_at"], values["ends_at"] = begins, ends
        return values


def _at(day: date, hour: str) -> datetime:
    try:
        return timezone.make_aware(datetime.combine(day, time.fromisoformat(hour)))
    except ValueError as fault:
        raise ValidationError(_now("Put an hour such as 14:30.")) from fault
