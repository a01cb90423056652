"""Whether she can return to her family, and what two people decide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.utils.translation import gettext as _now, gettext_lazy as _

from alongside.casework import vocabulary
from alongside.casework.contents import Suitability
from alongside.casework.forms.content import ContentForm
from alongside.casework.forms.fields import offer
from alongside.casework.forms.pathway import past_day
from alongside.ui import forms as ui

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

CONFIRM, SEND_BACK = "confirm", "send_back"
# What an approval is asked with, in place of what two decide.
APPROVE = ((CONFIRM, _("I approve it")), (SEND_BACK, _("Send it back")))


class SuitabilityForm(ContentForm):
    """What was seen and heard about a return to her family."""

    content = Suitability
    vocabularies: ClassVar = {"relatives_involved": lambda: vocabulary.listed("known")}
    short_labels: ClassVar = {
        "visited_on": _("Visit"),
        "visited_by": _("Who went"),
        "whom_met": _("Whom they met"),
        "visit": _("Seen and heard"),
        "community": _("Neighbours and village"),
        "relatives_involved": _("Relatives had a part in the trafficking"),
        "relatives": _("What is known of that"),
        "safety": _("Her safety"),
        "stigma": _("Blame and shame"),
        "to_change": _("What would have to change"),
    }

    visited_on = ui.DayField(label=_("When was the visit?"), required=False)
    visited_by = ui.TextField(label=_("Who went there?"), required=False)
    whom_met = ui.TextField(label=_("Whom did they meet?"), required=False)
    visit = ui.LongTextField(
        label=_("What did they see and hear at her family's?"), required=False, rows=5
    )
    community = ui.LongTextField(
        label=_("How do the neighbours and the village speak of it?"),
        required=False,
        rows=4,
        help_text=_("What was asked must not tell anybody what happened to her."),
    )
    relatives_involved = ui.SkippableChoiceField(
        label=_("Did relatives have a part in the trafficking?"),
        inline=True,
        help_text=_("It decides whom she would be safe with. Nobody is accused by it."),
    )
    relatives = ui.LongTextField(label=_("What is known of that?"), required=False, rows=4)
    safety = ui.LongTextField(label=_("Would she be safe there?"), required=False, rows=4)
    stigma = ui.LongTextField(
        label=_("Would she be blamed, hidden or sent away?"), required=False, rows=4
    )
    to_change = ui.LongTextField(
        label=_("What would have to change before she could live there well?"),
        required=False,
        rows=4,
    )

    def clean_visited_on(self) -> date | None:
        """Return the day; raises ValidationError for one that is still to come."""
        return past_day(self, "visited_on")


class ProposeForm(ui.PlainForm):
    """What follows, and who decides it as the second person."""

    finding = ui.ChoiceField(
        label=_("What do you propose?"),
        error_messages={"required": _("Choose what you propose.")},
    )
    reasons = ui.LongTextField(
        label=_("Why?"),
        required=False,
        rows=3,
        help_text=_("In a few words. What relatives did stays in the assessment alone."),
    )
    to = ui.ChoiceField(
        label=_("Who decides with you?"),
        help_text=_("Two people decide. What you propose waits on her or his Today page."),
        error_messages={"required": _("Choose a colleague.")},
    )

    def __init__(
        self, *args: Any, words: str, colleagues: list[tuple[UUID, str]], **kwargs: Any
    ) -> None:
        """Offer these colleagues, and the findings of a group of words; "" only asks to approve."""
        super().__init__(*args, **kwargs)
        if words:
            offer(self.fields["finding"], vocabulary.listed(words))
        else:
            del self.fields["finding"], self.fields["reasons"]
            self.fields["to"].label = _("Who approves it?")
            self.fields["to"].help_text = _("It waits on her or his Today page.")
        offer(self.fields["to"], [(str(key), name) for key, name in colleagues])


class DecideForm(ui.PlainForm):
    """What the second person says."""

    answer = ui.ChoiceField(
        label=_("What do you decide?"),
        choices=[(CONFIRM, _("I agree: so it is decided")), (SEND_BACK, _("Send it back"))],
        error_messages={"required": _("Choose what you decide.")},
    )
    comment = ui.LongTextField(
        label=_("If you send it back: what is missing?"), required=False, rows=3
    )

    def ask_to_approve(self) -> None:
        """Ask with the words of an approval."""
        offer(self.fields["answer"], [(code, str(words)) for code, words in APPROVE])

    def clean(self) -> dict[str, Any]:
        """Ask for words where it is sent back."""
        values = super().clean() or self.cleaned_data
        if values.get("answer") == SEND_BACK and not values.get("comment"):
            self.add_error("comment", _now("Say what is missing, so that it can be done."))
        return values
