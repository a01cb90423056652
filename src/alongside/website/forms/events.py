"""Registering for an event."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.validators import EmailValidator
from django.utils.translation import gettext_lazy as _
from pydantic import TypeAdapter, ValidationError as Unfit

from alongside.alliance.letters import Address, Registration
from alongside.alliance.published import plain_code
from alongside.ui import forms as ui, names
from alongside.website.forms.visitor import VisitorForm
from alongside.website.sealing import digest

if TYPE_CHECKING:
    from datetime import datetime

    from alongside.alliance.published import Event

NEEDS = (
    ("visa", _("A letter for my visa")),
    ("interpreter", _("An interpreter, also for sign language")),
    ("childcare", _("Somebody who looks after my children")),
    ("cost", _("Help with what it costs to come, or with data")),
    ("access", _("A place I can reach and move about in")),
)
SHORT = 300
NO_ADDRESS = _("Write an e-mail address, as mira@example.org.")
ADDRESS: TypeAdapter[str] = TypeAdapter(Address)


class RegistrationForm(VisitorForm):
    """Who comes, and what she needs to be able to come."""

    name = ui.TextField(
        label=_("What shall we call you?"),
        max_length=SHORT,
        help_text=_("It need not be the name on your papers, unless you need a visa letter."),
        error_messages={"required": _("Write what we shall call you.")},
    )
    address = ui.TextField(
        label=_("Your e-mail address"),
        max_length=254,
        validators=[EmailValidator(NO_ADDRESS)],
        help_text=_("We write to it about this event, and about nothing else."),
        error_messages={"required": _("Write an address, so that we can answer.")},
        widget=forms.EmailInput,
    )
    organisation = ui.TextField(
        label=_("Your organisation or group (optional)"),
        max_length=SHORT,
        required=False,
    )
    country = ui.SelectField(
        label=_("The country you work or live in (optional)"),
        choices=names.countries,
        required=False,
        help_text=_("We count countries afterwards. Your name does not stand beside it."),
    )
    spoken = ui.MultipleChoiceField(
        label=_("Which of these languages do you follow well? (optional)"), required=False
    )
    needs = ui.MultipleChoiceField(
        label=_("What do you need to be able to come? (optional)"),
        choices=NEEDS,
        required=False,
        help_text=_("Only those who prepare the event read this."),
    )
    needs_words = ui.LongTextField(
        label=_("Anything else we should know (optional)"),
        rows=4,
        max_length=5000,
        required=False,
    )
    invitation = ui.TextField(
        label=_("Your invitation code"),
        max_length=SHORT,
        help_text=_("It stands in the invitation you had."),
        error_messages={"required": _("Write the code that stands in your invitation.")},
    )
    may_be_named = ui.TickField(
        label=_("My name and my organisation may stand in the list of those who came"),
        help_text=_("Without it you are only counted."),
    )
    may_be_pictured = ui.TickField(
        label=_("I may be seen in photographs and recordings"),
        help_text=_("Without it we keep you out of the picture. Tell us there too."),
    )

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        """Ask what this event needs to know, and nothing else."""
        super().__init__(*args, **kwargs)
        self.event = event
        spoken = names.own_languages({*event.languages, *event.interpreted})
        self.fields["spoken"].choices = spoken  # type: ignore[attr-defined]
        if len(spoken) < 2:  # noqa: PLR2004  nothing to choose from
            del self.fields["spoken"]
        if not event.by_invitation:
            del self.fields["invitation"]

    def letter(self, *, language: str, now: datetime) -> Registration:
        """Return what was written as the letter that carries it."""
        said = self.cleaned_data
        return Registration(
            id=said["once"],
            written_at=now,
            language=language,
            event=self.event.id,
            name=said["name"],
            organisation=said["organisation"],
            country=said["country"],
            address=said["address"],
            spoken=tuple(said.get("spoken", ())),
            needs=tuple(said["needs"]),
            needs_words=said["needs_words"],
            invitation=said.get("invitation", ""),
            may_be_named=said["may_be_named"],
            may_be_pictured=said["may_be_pictured"],
        )

    def clean_address(self) -> str:
        """Return the address as a letter may carry it."""
        try:
            return ADDRESS.validate_python(self.cleaned_data["address"])
        except Unfit as error:
            raise forms.ValidationError(NO_ADDRESS) from error

    def clean_invitation(self) -> str:
        """Return the code that was written, where the event knows it."""
        code: str = self.cleaned_data["invitation"]
        if digest(plain_code(code)) not in self.event.codes:
            raise forms.ValidationError(
                _("We do not know this code. Write it as it stands in your invitation.")
            )
        return code
