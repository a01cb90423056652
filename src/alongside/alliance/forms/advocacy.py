"""What is written of a bill, a case or a process."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now, gettext_lazy as _

from alongside.alliance import advocacy_dates
from alongside.alliance.enums.advocacy import AdvocacyKind, AdvocacyState
from alongside.alliance.forms.texts import TextsForm, WebsiteField
from alongside.alliance.given import AdvocacyGiven
from alongside.alliance.labels import ADVOCACY_TEXTS, LABELS
from alongside.ui import forms as ui

LONG = 10_000
AS_TYPED = ("kind", "state", "where", "led_by", "link", "is_public")


class AdvocacyForm(TextsForm):
    """What is followed, what we ask, and what happened."""

    texts = ADVOCACY_TEXTS

    kind = ui.ChoiceField(
        label=_("What is it?"),
        choices=AdvocacyKind.choices,
        error_messages={"required": _("Choose what it is.")},
    )
    title = ui.TextField(
        label=LABELS["title"],
        max_length=200,
        error_messages={"required": _("Say what it is called.")},
    )
    where = ui.TextField(
        label=LABELS["where"],
        max_length=200,
        help_text=_("Such as “Kenya” or “CEDAW Committee”."),
        error_messages={"required": _("Say in which country, or before which body.")},
    )
    state = ui.SelectField(
        label=LABELS["state"],
        choices=AdvocacyState.choices,
        error_messages={"required": _("Choose how it stands.")},
    )
    led_by = ui.TextField(label=LABELS["led_by"], required=False, max_length=200)
    words = ui.LongTextField(label=LABELS["words"], required=False, max_length=LONG)
    demands = ui.LongTextField(
        label=LABELS["demands"], required=False, max_length=LONG, help_text=_("One a line.")
    )
    dates = ui.LongTextField(
        label=LABELS["dates"],
        required=False,
        max_length=LONG,
        help_text=_(
            "One day a line, what was and what comes: 2027-02-15 The committee asks the state"
        ),
    )
    happened = ui.LongTextField(label=LABELS["happened"], required=False, max_length=LONG)
    link = WebsiteField(label=LABELS["link"])
    is_public = ui.TickField(
        label=_("Show it to the public"),
        help_text=_("Without this, only members of the alliance see it."),
    )

    def clean_dates(self) -> str:
        """Refuse a line that does not begin with a day."""
        typed: str = self.cleaned_data["dates"]
        try:
            advocacy_dates.read(typed)
        except advocacy_dates.NotADay as fault:
            sentence = _now("Begin each line with a day, as 2027-02-15, and say what happens: “%s”")
            raise ValidationError(sentence % str(fault)[:60]) from fault
        return typed

    def given(self) -> AdvocacyGiven:
        """Return what was written, after `is_valid`."""
        said = self.cleaned_data
        return AdvocacyGiven(**{name: said[name] for name in AS_TYPED}, texts=self.given_texts())


class WhichForm(ui.PlainForm):
    """Which entries are looked for; asked in the address, as it tells nothing of anybody."""

    kind = ui.SelectField(
        label=LABELS["kind"], required=False, choices=AdvocacyKind.choices, empty=_("Every kind")
    )
    state = ui.SelectField(
        label=LABELS["state"], required=False, choices=AdvocacyState.choices, empty=_("Any")
    )
