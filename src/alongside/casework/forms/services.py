"""What she received, and keeping in touch."""

from __future__ import annotations

from datetime import date  # noqa: TC003  a field's cleaned type
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now, gettext_lazy as _

from alongside.casework import vocabulary
from alongside.casework.contents import FollowUp, Service
from alongside.casework.forms.content import ContentForm
from alongside.casework.forms.fields import YesNoField, offer
from alongside.ui import forms as ui

MOST_HOURS = Decimal(1000)


class ServiceForm(ContentForm):
    """A service she received."""

    content = Service

    kind = ui.SelectField(
        label=_("What did she receive?"),
        error_messages={"required": _("Choose what she received.")},
    )
    given_on = ui.DayField(
        label=_("When?"), required=False, help_text=_("Leave it empty if it was today.")
    )
    provider = ui.TextField(
        label=_("From whom?"), required=False, help_text=_("Leave it empty if it was from us.")
    )
    text = ui.LongTextField(label=_("What should be remembered about it?"), required=False)
    hours = forms.DecimalField(
        label=_("How many hours?"),
        required=False,
        min_value=Decimal(0),
        max_value=MOST_HOURS,
        max_digits=6,
        decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "govuk-input--width-4"}),
        error_messages={"invalid": _("Put a number, such as 1.5.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = vocabulary.services(self.today)
        # One that is no longer offered stays on the service that was given then.
        then = self.initial.get("kind")
        if then and then not in dict(offered):
            offered = [*offered, (then, vocabulary.label("services", then))]
        offer(self.fields["kind"], offered)

    def clean_given_on(self) -> date:
        """Return the day, today where none was given.

        Raises ValidationError for a day that has not come yet.
        """
        day: date = self.cleaned_data["given_on"] or self.today
        if day > self.today:
            raise ValidationError(_now("This day has not come yet. Plan it in her plan instead."))
        return day

    def typed(self) -> dict[str, Any]:
        """Return the answers; hours as the digits that were typed."""
        values = super().typed()
        hours = values.get("hours")
        return values | {"hours": "" if hours is None else format(hours.normalize(), "f")}


class FollowUpForm(ContentForm):
    """When and how we are in touch again."""

    content = FollowUp
    vocabularies: ClassVar = {"how": vocabulary.follow_up_hows}

    how = ui.ChoiceField(
        label=_("How?"), error_messages={"required": _("Choose how you will be in touch.")}
    )
    planned_on = ui.DayField(
        label=_("On which day?"),
        required=False,
        help_text=_("Leave it empty if she will say when."),
    )
    text = ui.LongTextField(label=_("What is it about?"), required=False, rows=3)


class FollowUpOutcomeForm(ui.PlainForm):
    """What came of a follow-up, and when the next one is."""

    reached = YesNoField(label=_("Did you reach her?"))
    done_on = ui.DayField(
        label=_("When?"), required=False, help_text=_("Leave it empty if it was today.")
    )
    outcome = ui.LongTextField(label=_("How is she?"), required=False)
    next_on = ui.DayField(
        label=_("When are you in touch again?"),
        required=False,
        help_text=_("Leave it empty if nothing is planned."),
    )
    next_how = ui.ChoiceField(label=_("How?"), required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        offer(self.fields["next_how"], vocabulary.follow_up_hows())

    def clean_done_on(self) -> date:
        """Return the day, today where none was given.

        Raises ValidationError for a day that has not come yet.
        """
        day: date = self.cleaned_data["done_on"] or self.today
        if day > self.today:
            raise ValidationError(_now("This day has not come yet."))
        return day

    def answers(self) -> dict[str, Any]:
        """Return what was typed, as the action takes it."""
        typed = dict(self.cleaned_data)
        # How is only asked for where there is a next time.
        how = typed.pop("next_how")
        return typed | ({"next_how": how} if how else {})
