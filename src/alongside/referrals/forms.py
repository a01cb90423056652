"""What is asked before somebody is handed on, and when a request is answered."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.translation import gettext, gettext_lazy as _

from alongside.consent.enums import Category, HowGiven
from alongside.referrals.contents import Receipt
from alongside.referrals.enums import Decline, State, Urgency
from alongside.ui import forms as ui
from alongside.ui.components import isolate

if TYPE_CHECKING:
    from alongside.organisations.models import Organisation
    from alongside.referrals.contents import Shared
    from alongside.referrals.queries.forming import Beginning

ANOTHER_DAY = "day"
QUICK = (30, 90)
AT_MOST = 3 * 365


class ReferralForm(ui.PlainForm):
    """Who can help, what she needs from them, and what she agreed to show."""

    to = ui.ChoiceField(
        label=_("Who can help?"),
        cards=True,
        error_messages={
            "required": _("Choose who can help her."),
            "invalid_choice": _("Choose one of these organisations."),
        },
    )
    needs = ui.LongTextField(
        label=_("What does she need from them?"),
        help_text=_("Use her words where you can. Leave out what they do not need."),
        rows=3,
        max_length=8000,
        error_messages={"required": _("Say what she needs from them.")},
    )
    shared = ui.MultipleChoiceField(
        label=_("What did she agree to share?"),
        help_text=_("Nothing is ticked for you. Ask about each one."),
        choices=[(one.value, one.label) for one in Category],
        error_messages={"required": _("Choose what she agreed to share.")},
    )
    work_words = ui.LongTextField(
        label=_("About her work and wages, if you ticked it"),
        help_text=_("The facts in her file are added. Her story is not."),
        required=False,
        rows=3,
        max_length=8000,
    )
    health_words = ui.LongTextField(
        label=_("Which health needs, if you ticked it"),
        help_text=_("Only what they must know."),
        required=False,
        rows=2,
        max_length=8000,
    )
    how_given = ui.ChoiceField(
        label=_("How did she say yes?"),
        choices=HowGiven.choices,
        error_messages={"required": _("Choose how she said yes.")},
    )
    until_choice = ui.ChoiceField(
        label=_("Until when?"),
        error_messages={"required": _("Say until when she agrees.")},
    )
    until = ui.DayField(label=_("Another day"), required=False)
    onward = ui.TickField(label=_("They may pass it on to others who help her"))
    urgency = ui.ChoiceField(
        label=_("How soon does she need it?"),
        help_text=_("This is the one thing they see before they open it."),
        choices=Urgency.choices,
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        beginning: Beginning,
        today: date,
        kept: Shared | None = None,
        to: UUID | None = None,
        **kwargs: Any,
    ) -> None:
        if kept is not None:
            kwargs["initial"] = first_values(kept, to)
        super().__init__(*args, **kwargs)
        self.today = today
        recipients = self.fields["to"]
        recipients.choices = [(str(one.id), one.name) for one in beginning.others]  # type: ignore[attr-defined]
        recipients.widget.hints = {str(one.id): where(one) for one in beginning.others}
        self.fields["shared"].widget.hints = {
            Category.CONTACT.value: isolate(beginning.contact_hint),
            Category.PAPERS.value: gettext("Only if they need it, as for a court"),
        }
        self.fields["until_choice"].choices = until_choices()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Turn the quick choice into a day, and ask for the day where it was left open."""
        said = super().clean() or self.cleaned_data
        choice = said.get("until_choice")
        if choice == ANOTHER_DAY:
            self._check_day(said.get("until"))
        elif choice:
            said["until"] = self.today + timedelta(days=int(choice))
        return said

    def _check_day(self, day: date | None) -> None:
        if "until" in self.errors:
            return
        if day is None:
            self.add_error("until", gettext("Say until when she agrees."))
        elif day < self.today:
            self.add_error("until", gettext("Say a day that is still to come."))
        elif day > self.today + timedelta(days=AT_MOST):
            self.add_error(
                "until",
                gettext("Say a day within the next three years; you can ask her again then."),
            )

    @property
    def recipient(self) -> UUID:
        """Return the organisation chosen."""
        return UUID(self.cleaned_data["to"])

    @property
    def chosen_urgency(self) -> Urgency:
        """Return how soon it is needed; no answer is "when they can"."""
        return Urgency(self.cleaned_data["urgency"] or Urgency.ROUTINE)

    def receipt(self) -> Receipt:
        """Return what she agreed to."""
        said = self.cleaned_data
        return Receipt(
            categories=[Category(one) for one in said["shared"]],
            how_given=HowGiven(said["how_given"]),
            given_on=self.today,
            until=said["until"],
            onward_sharing=said["onward"],
        )


def until_choices() -> list[tuple[str, str]]:
    """Return the quick choices with their days, in the active language."""
    days = [(str(one), gettext("For %(days)d days") % {"days": one}) for one in QUICK]
    return [*days, (ANOTHER_DAY, gettext("Until the day below"))]


def where(organisation: Organisation) -> str:
    """Return in which place an organisation is."""
    return str(isolate(organisation.place)) if organisation.place else ""


def first_values(kept: Shared, to: UUID | None) -> dict[str, Any]:
    """Return a draft as the form shows it again."""
    receipt = kept.receipt
    return {
        "to": str(to) if to else "",
        "needs": kept.asked,
        "shared": [one.value for one in receipt.categories],
        "work_words": kept.items.work_words,
        "health_words": kept.items.health_words,
        "how_given": receipt.how_given.value,
        "until_choice": ANOTHER_DAY,
        "until": receipt.until,
        "onward": receipt.onward_sharing,
        "urgency": kept.urgency.value,
    }


class StepForm(ui.PlainForm):
    """One step, with what is said to the other side about it."""

    words = ui.LongTextField(
        label=_("What shall they know?"), required=False, rows=4, max_length=8000
    )

    @property
    def decline(self) -> Decline | None:
        """Return why it is declined; only where that was asked."""
        return None


class DeclineForm(StepForm):
    """No, and why: so that they can look elsewhere for her."""

    field_order = ("reason", "words")

    reason = ui.ChoiceField(
        label=_("Why?"),
        choices=Decline.choices,
        error_messages={
            "required": _("Choose why, so that they can look elsewhere for her."),
            "invalid_choice": _("Choose one of these reasons."),
        },
    )

    def clean(self) -> dict[str, Any]:
        """Ask for words where no reason of the list fits."""
        said = super().clean() or self.cleaned_data
        if said.get("reason") == Decline.OTHER and not said.get("words"):
            self.add_error("words", gettext("Say why, so that they can tell her."))
        return said

    @property
    def decline(self) -> Decline | None:
        """Return why it is declined."""
        return Decline(self.cleaned_data["reason"])


def step_form(state: State, *args: Any, **kwargs: Any) -> StepForm:
    """Return the form of a step."""
    return DeclineForm(*args, **kwargs) if state == State.REJECTED else StepForm(*args, **kwargs)


class CompareForm(ui.PlainForm):
    """Two people read numbers to each other."""

    compared = ui.TextField(
        label=_("The numbers you compared"),
        error_messages={"required": _("Open this page again and compare the numbers.")},
    )
    same = ui.TickField(
        label=_("We talked to each other, and both numbers are the same"),
        required=True,
        error_messages={"required": _("Compare both numbers by voice first.")},
    )
