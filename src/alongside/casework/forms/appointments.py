"""A service that is planned, and what came of it."""

from __future__ import annotations

from datetime import date  # noqa: TC003  a field's cleaned type
from functools import partial
from typing import Any, ClassVar

from django.utils.translation import gettext as _now, gettext_lazy as _

from alongside.casework import vocabulary
from alongside.casework.contents import Service
from alongside.casework.forms.fields import HourField, HoursField, offer
from alongside.casework.forms.services import CostForm, KindOfServiceForm, has_come, plain_hours
from alongside.ui import forms as ui


class AppointmentForm(KindOfServiceForm):
    """A service that is planned: when, where, and who goes with her."""

    planned_on = ui.DayField(
        label=_("On which day?"),
        required=False,
        help_text=_("Leave it empty if she will say when."),
    )
    planned_at = HourField(
        label=_("At what hour?"), help_text=_("For example: 14:30. It may stay empty.")
    )
    place = ui.TextField(
        label=_("Where?"),
        required=False,
        help_text=_("In words she would use herself, such as: the clinic by the market."),
    )
    companion = ui.TextField(
        label=_("Who goes with her?"),
        required=False,
        help_text=_("Leave it empty if she goes alone."),
    )
    text = ui.LongTextField(label=_("What should be remembered about it?"), required=False, rows=3)

    field_order = (
        "kind",
        "planned_on",
        "planned_at",
        "place",
        "companion",
        "provider",
        "text",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].label = _("What is planned?")
        self.fields["kind"].error_messages["required"] = _now("Choose what is planned.")
        # What it costs is known afterwards.
        for name in ("amount", "currency", "paid_by"):
            del self.fields[name]

    def typed(self) -> dict[str, Any]:
        """Return the answers; what is planned was not given yet."""
        return super().typed() | {"state": "planned", "given_on": None}


class AppointmentOutcomeForm(CostForm):
    """What came of an appointment: done, or not and why."""

    content = Service
    vocabularies: ClassVar = {
        **CostForm.vocabularies,
        "why_not": partial(vocabulary.listed, "why_nots"),
    }

    state = ui.ChoiceField(
        label=_("Did it take place?"),
        error_messages={"required": _("Say whether it took place.")},
    )
    given_on = ui.DayField(
        label=_("When?"), required=False, help_text=_("Leave it empty if it was today.")
    )
    why_not = ui.SkippableChoiceField(
        label=_("If it did not: why?"),
        help_text=_("So that the next one fits her better. It is never held against her."),
    )
    why_not_words = ui.TextField(label=_("More about why, in her words"), required=False)
    text = ui.LongTextField(label=_("What should be remembered about it?"), required=False)
    hours = HoursField()

    field_order = (
        "state",
        "given_on",
        "why_not",
        "why_not_words",
        "text",
        "hours",
        "amount",
        "currency",
        "paid_by",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        came_of_it = vocabulary.listed("service_states")
        offer(self.fields["state"], [one for one in came_of_it if one[0] != "planned"])
        if self.initial.get("state") == "planned":
            self.initial.pop("state")

    def clean_given_on(self) -> date:
        """Return the day, today where none was given.

        Raises ValidationError for a day that has not come yet.
        """
        return has_come(self.cleaned_data["given_on"], self.today)

    def typed(self) -> dict[str, Any]:
        """Return the answers; why it did not take place is kept only where it did not."""
        values = plain_hours(super().typed())
        if values.get("state") == "given":
            return values | {"why_not": "", "why_not_words": ""}
        return values | {"given_on": None}
