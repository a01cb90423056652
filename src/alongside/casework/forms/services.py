"""What she received, practical help, and keeping in touch."""

from __future__ import annotations

from datetime import date  # noqa: TC003  a field's cleaned type
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now, gettext_lazy as _

from alongside.casework import vocabulary
from alongside.casework.contents import FollowUp, PracticalSupport, Service
from alongside.casework.forms.content import ContentForm
from alongside.casework.forms.fields import AmountField, HoursField, offer, warn
from alongside.casework.vocabulary.everyday import CURRENCIES
from alongside.ui import forms as ui
from alongside.ui.dates import long_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from alongside.casework.reaching import Spoken


class CostForm(ContentForm):
    """What something cost, in which money, and who paid."""

    vocabularies: ClassVar = {"paid_by": partial(vocabulary.listed, "payers")}

    amount = AmountField(
        label=_("What did it cost?"),
        required=False,
        help_text=_("Leave it empty if it cost nothing or you do not know."),
    )
    currency = ui.SuggestField(
        label=_("In which money?"),
        required=False,
        help_text=_("For example: BDT or taka."),
    )
    paid_by = ui.SkippableChoiceField(label=_("Who paid?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["currency"].suggest(CURRENCIES)  # type: ignore[attr-defined]  # a SuggestField

    def clean(self) -> dict[str, Any]:
        """Ask for the kind of money where there is an amount: a sum without it says nothing."""
        values = super().clean()
        if values.get("amount") and not values.get("currency") and "currency" not in self.errors:
            self.add_error("currency", _now("Say in which money, such as BDT or taka."))
        return values


class KindOfServiceForm(CostForm):
    """What kind of service it is; those that are offered today, and the one it was."""

    content = Service

    kind = ui.SelectField(
        label=_("What did she receive?"),
        error_messages={"required": _("Choose what she received.")},
    )
    provider = ui.SuggestField(
        label=_("From whom?"), required=False, help_text=_("Leave it empty if it was from us.")
    )

    def __init__(self, *args: Any, providers: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["provider"].suggest(providers)  # type: ignore[attr-defined]  # a SuggestField
        offered = vocabulary.services(self.today)
        # One that is no longer offered stays on the service that was given then.
        then = self.initial.get("kind")
        if then and then not in dict(offered):
            offered = [*offered, (then, vocabulary.label("services", then))]
        offer(self.fields["kind"], offered)


class ServiceForm(KindOfServiceForm):
    """A service she received."""

    given_on = ui.DayField(
        label=_("When?"), required=False, help_text=_("Leave it empty if it was today.")
    )
    text = ui.LongTextField(label=_("What should be remembered about it?"), required=False)
    hours = HoursField()

    field_order = ("kind", "given_on", "provider", "text", "hours", "amount", "currency", "paid_by")

    def clean_given_on(self) -> date:
        """Return the day, today where none was given.

        Raises ValidationError for a day that has not come yet.
        """
        return has_come(self.cleaned_data["given_on"], self.today)

    def typed(self) -> dict[str, Any]:
        """Return the answers; hours as the digits that were typed."""
        return plain_hours(super().typed()) | {"state": "given"}


class SupportForm(CostForm):
    """Practical help: travel, lodging, money and other things."""

    content = PracticalSupport
    vocabularies: ClassVar = {
        **CostForm.vocabularies,
        "kind": partial(vocabulary.listed, "support_kinds"),
    }

    kind = ui.SelectField(
        label=_("What kind of help?"), error_messages={"required": _("Choose what it was.")}
    )
    item = ui.TextField(
        label=_("What was it?"),
        required=False,
        help_text=_("For example: bus to Jashore and back, for two."),
    )
    given_on = ui.DayField(
        label=_("When?"), required=False, help_text=_("Leave it empty if it was today.")
    )
    receipt = ui.TextField(
        label=_("Number of the receipt"),
        required=False,
        help_text=_("So that a figure can be proved without naming her."),
    )

    field_order = ("kind", "item", "given_on", "amount", "currency", "paid_by", "receipt")

    def clean_given_on(self) -> date:
        """Return the day, today where none was given.

        Raises ValidationError for a day that has not come yet.
        """
        return has_come(self.cleaned_data["given_on"], self.today)


def has_come(day: date | None, today: date) -> date:
    """Return the day, today where none was given; raises ValidationError for one still to come."""
    if day is not None and day > today:
        raise ValidationError(_now("This day has not come yet. Plan an appointment instead."))
    return day or today


def plain_hours(values: dict[str, Any]) -> dict[str, Any]:
    """Return the answers with hours as the digits that were typed."""
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

    def __init__(self, *args: Any, hints: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        warn(self.fields["how"], hints)


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
        offer(self.fields["answered"], vocabulary.listed("answered"))
        offer(self.fields["via"], vocabulary.channels())
        offer(self.fields["needs"], vocabulary.needs())
        offer(self.fields["next_how"], vocabulary.follow_up_hows())
        warn(self.fields["via"], spoken_of.channels)
        warn(self.fields["next_how"], spoken_of.ways)
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
