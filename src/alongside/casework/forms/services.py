"""What she received, and keeping in touch."""

from __future__ import annotations

from datetime import date  # noqa: TC003  a field's cleaned type
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now, gettext_lazy as _

from alongside.casework import vocabulary
from alongside.casework.contents import FollowUp, Service
from alongside.casework.forms.content import ContentForm
from alongside.casework.forms.fields import offer, warn
from alongside.ui import forms as ui
from alongside.ui.dates import long_date

if TYPE_CHECKING:
    from alongside.casework.reaching import Spoken

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

    answered = ui.SkippableChoiceField(
        label=_("Did you reach her?"),
        hints={"lost": _("Nobody did anything wrong. What is planned for her stays planned.")},
    )
    via = ui.SkippableChoiceField(label=_("In which way?"))
    done_on = ui.DayField(
        label=_("When?"), required=False, help_text=_("Leave it empty if it was today.")
    )
    outcome = ui.LongTextField(
        label=_("How is she?"), required=False, help_text=_("As she says it herself.")
    )
    needs = ui.MultipleChoiceField(label=_("What does she need now?"), required=False)
    next_on = ui.DayField(
        label=_("When are you in touch again?"),
        required=False,
        help_text=_("Leave it empty if nothing is planned."),
    )
    next_how = ui.ChoiceField(label=_("How?"), required=False)

    def __init__(
        self,
        *args: Any,
        today: date,
        spoken_of: Spoken,
        planned: date | None = None,
        is_closed: bool = False,
        **kwargs: Any,
    ) -> None:
        """Say beside each way what she said of it; `planned` is the day that stands already."""
        super().__init__(*args, **kwargs)
        self.today = today
        self.forbidden = spoken_of.forbidden
        offer(self.fields["answered"], vocabulary.offered("answered"))
        offer(self.fields["via"], vocabulary.channels())
        offer(self.fields["needs"], vocabulary.needs())
        offer(self.fields["next_how"], vocabulary.follow_up_hows())
        for name in ("via", "next_how"):
            warn(self.fields[name], spoken_of)
        if is_closed:
            # What goes on after closing is the clock, and its days are planned already.
            del self.fields["next_on"], self.fields["next_how"]
        elif planned:
            self.fields["next_on"].help_text = _now(
                "%(day)s is planned already. Leave it empty to keep to that."
            ) % {"day": long_date(planned)}

    def clean_done_on(self) -> date:
        """Return the day, today where none was given.

        Raises ValidationError for a day that has not come yet.
        """
        day: date = self.cleaned_data["done_on"] or self.today
        if day > self.today:
            raise ValidationError(_now("This day has not come yet."))
        return day

    def used_what_she_forbade(self) -> bool:
        """Return whether it was done in a way she said never to use."""
        return self.cleaned_data["via"] in self.forbidden

    def answers(self) -> dict[str, Any]:
        """Return what was typed, as the action takes it."""
        typed = dict(self.cleaned_data)
        # How is only asked for where there is a next time.
        how = typed.pop("next_how", "")
        return typed | ({"next_how": how} if how else {})
