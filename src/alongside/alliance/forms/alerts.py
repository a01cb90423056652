"""Writing an urgent alert, answering one, and saying what happened since."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now, gettext_lazy as _

from alongside.alliance.alerts_papers import Told
from alongside.alliance.enums.alerts import AlertKind, Ask, Chosen, Onward
from alongside.alliance.forms.texts import country_field
from alongside.ui import forms as ui

if TYPE_CHECKING:
    from datetime import date

    from alongside.alliance.queries.alerts import Tellable

LONG = 10_000
# What cannot be asked together.
QUIET_OR_LOUD = {Ask.QUIET, Ask.SPEAK}


class AlertForm(ui.PlainForm):
    """What happened, what is asked, and who is told."""

    title = ui.TextField(
        label=_("In a few words"),
        max_length=200,
        help_text=_("Such as “Two colleagues were taken”. It is sealed like all of this."),
        error_messages={"required": _("Say in a few words what it is about.")},
    )
    kind = ui.ChoiceField(
        label=_("What happened?"),
        choices=AlertKind.choices,
        error_messages={"required": _("Choose what happened.")},
    )
    country = country_field(_("In which country?"), _("Choose the country it happened in."))
    city = ui.TextField(
        label=_("In which city?"),
        max_length=100,
        required=False,
        help_text=_("A city, never a street: nobody must find her through this."),
    )
    words = ui.LongTextField(
        label=_("What must they know?"),
        max_length=LONG,
        rows=8,
        help_text=_(
            "Only what they need to help. Where she hides, or who hides her, does not belong here."
        ),
        error_messages={"required": _("Say what they must know.")},
    )
    asked = ui.MultipleChoiceField(
        label=_("What do you ask of them?"), choices=Ask.choices, required=False
    )
    urgent_until = ui.DayField(
        label=_("Until when is it urgent?"),
        required=False,
        help_text=_("After this day it reads as over. Leave it empty where nobody knows."),
    )
    onward = ui.ChoiceField(
        label=_("Whom may they tell?"),
        choices=Onward.choices,
        error_messages={"required": _("Choose whom they may tell.")},
    )
    chosen = ui.ChoiceField(
        label=_("Who is told?"),
        choices=Chosen.choices,
        error_messages={"required": _("Choose who is told. Nobody is before you do.")},
    )
    to = ui.MultipleChoiceField(
        label=_("These members"),
        required=False,
        help_text=_("Only you see who is told. None of them sees who else is."),
    )

    def __init__(self, data: Any = None, *, members: list[Tellable], today: date) -> None:
        super().__init__(data)
        self.today = today
        choices = [(str(one.member_id), one.name) for one in members]
        self.fields["to"].choices = choices  # type: ignore[attr-defined]  # a choice field

    def clean_urgent_until(self) -> date | None:
        """Refuse a day that is over: nobody would see the alert."""
        day: date | None = self.cleaned_data["urgent_until"]
        if day is not None and day < self.today:
            raise ValidationError(_now("This day is over. Put today or a later one."))
        return day

    def clean(self) -> dict[str, Any]:
        """Refuse what contradicts itself: quiet and loud, all and some."""
        said = super().clean() or self.cleaned_data
        asked = set(said.get("asked", ()))
        if asked >= QUIET_OR_LOUD:
            self.add_error("asked", _now("Choose either to speak about it or to keep quiet."))
        if Ask.QUIET in asked and said.get("onward") == Onward.PUBLICLY:
            self.add_error("onward", _now("You ask to keep quiet: then it is not told in public."))
        if said.get("chosen") == Chosen.SOME and "to" in said and not said["to"]:
            self.add_error("to", _now("Tick at least one member."))
        if said.get("chosen") == Chosen.ALL and said.get("to"):
            sentence = _now("You ticked some members and chose to tell all. Choose one of the two.")
            self.add_error("chosen", sentence)
        return said

    def told(self) -> Told:
        """Return what the alert says, after `is_valid`."""
        said = self.cleaned_data
        plain = ("title", "kind", "country", "city", "words", "onward", "urgent_until")
        return Told(**{name: said[name] for name in plain}, asked=tuple(said["asked"]))

    def to_whom(self) -> list[UUID] | None:
        """Return the members that were ticked; None for all of them."""
        if self.cleaned_data["chosen"] == Chosen.ALL:
            return None
        return [UUID(one) for one in self.cleaned_data["to"]]


class AnswerForm(ui.PlainForm):
    """What we say to the sender, if anything."""

    words = ui.LongTextField(
        label=_("Do you want to tell them something?"),
        required=False,
        max_length=LONG,
        rows=3,
        help_text=_("Only they read it. You can also leave it empty."),
    )


class UpdateForm(ui.PlainForm):
    """What happened since."""

    words = ui.LongTextField(
        label=_("What happened since?"),
        max_length=LONG,
        rows=4,
        error_messages={"required": _("Say what happened since.")},
    )


class EndForm(ui.PlainForm):
    """Why it is no longer urgent."""

    words = ui.LongTextField(
        label=_("Why is it no longer urgent?"),
        max_length=LONG,
        rows=3,
        error_messages={"required": _("Say in a few words why it is no longer urgent.")},
    )
