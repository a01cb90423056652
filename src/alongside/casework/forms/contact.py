"""How to reach her without putting her at risk, and her safety plan."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _now, gettext_lazy as _

from alongside.casework import reaching, vocabulary
from alongside.casework.contents import SafeContact, SafetyPlan
from alongside.casework.forms.content import ContentForm
from alongside.casework.forms.fields import LinesField
from alongside.ui import forms as ui


class FirstContactForm(ContentForm):
    """Page 2: how to reach her safely."""

    content = SafeContact
    vocabularies: ClassVar = {
        "channel": vocabulary.channels,
        "days": vocabulary.weekdays,
        "never": vocabulary.nevers,
    }

    channel = ui.SkippableChoiceField(label=_("How may we reach her?"))
    number = ui.TextField(
        label=_("Number, address or name there"),
        required=False,
        help_text=_("Only one she says is safe."),
    )
    days = ui.MultipleChoiceField(label=_("On which days?"), required=False, inline=True)
    hours = ui.TextField(
        label=_("At what hours?"),
        required=False,
        help_text=_("For example: 10 to 13, when she is alone."),
    )
    safe_words = ui.TextField(
        label=_("Words that are safe to say"),
        required=False,
        help_text=_("What somebody who reads or hears the message may think it is about."),
    )
    code_phrase = ui.TextField(
        label=_("Code phrase"),
        required=False,
        help_text=_("If she says or writes this, she needs help or cannot speak."),
    )
    never = ui.MultipleChoiceField(label=_("Never"), required=False)
    checked = ui.TickField(
        label=_("She said herself that this is safe"),
        help_text=_("Until then nobody plans to call, write to or visit her."),
    )

    def clean(self) -> dict[str, Any]:
        """Ask which holds, where the safe way is also one that must never be used."""
        values = super().clean()
        unclear = reaching.contradiction(values.get("channel", ""), values.get("never", []))
        if unclear:
            self.add_error("never", unclear)
        return values


class SafeContactForm(FirstContactForm):
    """Everything about how to reach her, to be changed later."""

    email = ui.TextField(label=_("E-mail"), required=False)
    friend = ui.TextField(
        label=_("Through whom?"),
        required=False,
        help_text=_("If a friend passes messages on: who it is, and how to reach her or him."),
    )
    other_numbers = LinesField(label=_("Other numbers"), rows=2, help_text=_("One on each line."))
    never_words = ui.TextField(label=_("Something else we must never do"), required=False)

    field_order = (
        "channel",
        "number",
        "email",
        "friend",
        "other_numbers",
        "days",
        "hours",
        "safe_words",
        "code_phrase",
        "never",
        "never_words",
        "checked",
    )

    def clean_email(self) -> str:
        """Return the address.

        Raises ValidationError for something that is none.
        """
        address: str = self.cleaned_data["email"]
        if address:
            try:
                validate_email(address)
            except ValidationError as error:
                sentence = _now("Look at the e-mail address again, for example name@example.org.")
                raise ValidationError(sentence) from error
        return address


class SafetyPlanForm(ContentForm):
    """What she does, and whom she calls, when it becomes dangerous."""

    content = SafetyPlan

    active = ui.TickField(
        label=_("The safety plan is active"),
        help_text=_("Everybody who opens her file sees it first."),
    )
    dangers = ui.LongTextField(
        label=_("What could happen, and how she would notice"), required=False, rows=4
    )
    steps = ui.LongTextField(label=_("What she does then"), required=False, rows=4)
    people = ui.LongTextField(
        label=_("Who helps her then"),
        required=False,
        rows=3,
        help_text=_("Names and numbers of people she trusts."),
    )
    agreed_on = ui.DayField(label=_("Agreed with her on"), required=False)
    review_on = ui.DayField(label=_("Look at it together again on"), required=False)
