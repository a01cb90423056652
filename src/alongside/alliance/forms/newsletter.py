"""What is asked before an issue leaves, and what came back."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _now, gettext_lazy as _
from pydantic import TypeAdapter, ValidationError as NotValid

from alongside.alliance.enums import Theme
from alongside.alliance.enums.newsletter import Bounce
from alongside.alliance.errors import Unreadable
from alongside.alliance.letters import Address
from alongside.alliance.newsletter import returned
from alongside.ui import forms as ui

ADDRESS: TypeAdapter[str] = TypeAdapter(Address)
NOT_AN_ADDRESS = _("Write one address, such as name@example.org.")
LARGEST = 5 * 1024 * 1024


class TrialForm(ui.PlainForm):
    """Where a trial goes."""

    address = ui.TextField(
        label=_("Send it to"),
        max_length=254,
        widget=forms.TextInput(attrs={"inputmode": "email", "dir": "ltr"}),
        help_text=_("One mail for each language. Nobody else gets it."),
        error_messages={"required": NOT_AN_ADDRESS},
    )

    def clean_address(self) -> str:
        """Return the address; raises ValidationError for what is none."""
        try:
            return ADDRESS.validate_python(self.cleaned_data["address"])
        except NotValid as fault:
            raise ValidationError(str(NOT_AN_ADDRESS)) from fault


class ScheduleForm(ui.PlainForm):
    """When an issue is sent."""

    day = ui.DayField(
        label=_("On which day?"),
        error_messages={"required": _("Say on which day it is sent.")},
    )
    hour = forms.TimeField(
        label=_("At what time?"),
        input_formats=["%H:%M", "%H.%M", "%H"],
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
        error_messages=dict.fromkeys(("required", "invalid"), _("Put an hour such as 14:30.")),
    )

    themes = ui.MultipleChoiceField(
        label=_("What is it about?"),
        choices=Theme.choices,
        required=False,
        help_text=_(
            "Whoever asked for other themes alone does not get it. Skip it and everybody does."
        ),
        error_messages={"invalid_choice": _("Choose among these.")},
    )

    @property
    def due_at(self) -> datetime:
        """Return the moment, where this node stands."""
        day, hour = self.cleaned_data["day"], self.cleaned_data["hour"]
        return timezone.make_aware(datetime.combine(day, hour or time.min))


class BouncesForm(ui.PlainForm):
    """Addresses mail came back from, pasted or in a mail server's own report."""

    kind = ui.ChoiceField(
        label=_("What happened?"),
        choices=Bounce.choices,
        required=False,
        help_text=_("For the addresses below. A report says it by itself."),
    )
    addresses = ui.LongTextField(
        label=_("Addresses"),
        required=False,
        max_length=200_000,
        rows=6,
        help_text=_("Any text that holds them will do."),
        widget=forms.Textarea(attrs={"rows": 6, "dir": "ltr"}),
    )
    report = ui.FileField(
        label=_("Or the report a mail server sent back"),
        required=False,
        help_text=_("A mail saved as a file (.eml), or many of them in one (.mbox)."),
    )

    def clean_report(self) -> list[tuple[str, Bounce]]:
        """Return what the report says; raises ValidationError where it says nothing we read."""
        uploaded = self.cleaned_data["report"]
        if not uploaded:
            return []
        if uploaded.size > LARGEST:
            raise ValidationError(_now("This file is larger than 5 MB. Send it in parts."))
        try:
            return returned.read_report(uploaded.read())
        except Unreadable as fault:
            raise ValidationError(str(fault)) from fault

    def clean(self) -> dict[str, Any]:
        """Say what is missing beside the field where it is."""
        said: dict[str, Any] = super().clean() or {}
        typed = said.get("addresses", "")
        if typed and not returned.addresses_in(typed):
            self.add_error("addresses", _now("There is no address in this text."))
        elif typed and not said.get("kind") and "kind" not in self.errors:
            self.add_error("kind", _now("Say what happened to these addresses."))
        elif not typed and not said.get("report") and not self.errors:
            self.add_error("addresses", _now("Paste an address, or choose a report."))
        return said

    @property
    def bounces(self) -> list[tuple[str, Bounce]]:
        """Return each address with what happened; what was typed outweighs a report."""
        said = self.cleaned_data
        typed = returned.addresses_in(said["addresses"])
        return [*said["report"], *((one, Bounce(said["kind"])) for one in typed)]
