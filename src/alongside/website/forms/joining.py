"""A group that wants to become a member of the alliance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import get_language, gettext_lazy as _

from alongside.alliance.letters import Application
from alongside.ui import forms as ui, names
from alongside.website.forms.visitor import VisitorForm

if TYPE_CHECKING:
    from datetime import datetime


class JoinForm(VisitorForm):
    """Who the group is and how it is reached; what it may leave out it may leave out."""

    name = ui.TextField(
        label=_("What is your group called?"),
        help_text=_("A name you chose for this is enough."),
        max_length=200,
        error_messages={
            "required": _("Say what we may call your group."),
            "max_length": _("Write a shorter name: at most 200 letters."),
        },
    )
    country = ui.SelectField(
        label=_("In which country do you work?"),
        choices=names.countries,
        error_messages={
            "required": _("Choose the country where you work."),
            "invalid_choice": _("Choose a country of the list."),
        },
    )
    about = ui.LongTextField(
        label=_("Who are you, and what do you do together?"),
        help_text=_("No names of people are needed."),
        max_length=5000,
        rows=8,
        error_messages={
            "required": _("Say in a few words what you do."),
            "max_length": _("This is too long. Leave out what can wait."),
        },
    )
    is_registered = ui.TickField(
        label=_("We are registered with an authority"),
        help_text=_("You need not be. We ask only to know what papers there are."),
    )
    wants_to_be_seen = ui.TickField(
        label=_("We want to be named on this site"),
        help_text=_("Leave it empty, and only members of the alliance know that you are one."),
    )
    references = ui.LongTextField(
        label=_("Who knows you?"),
        help_text=_(
            "Members of the alliance, or others. We may ask members whether they know you, and "
            "tell them your group's name and country, and not what you write here. Say so if "
            "somebody must not be asked."
        ),
        required=False,
        max_length=5000,
        rows=4,
        error_messages={"max_length": _("This is too long. Leave out what can wait.")},
    )
    contact = ui.TextField(
        label=_("How may we reach you?"),
        help_text=_(
            "A telephone number, an e-mail address or a name in a chat that is safe for you."
        ),
        max_length=300,
        error_messages={
            "required": _("Say how we can answer you."),
            "max_length": _("Write it shorter: at most 300 letters."),
        },
    )

    def letter(self, *, now: datetime) -> Application:
        """Return what was written, as a letter."""
        typed = self.cleaned_data
        return Application(
            id=typed["once"],
            written_at=now,
            language=get_language() or "en",
            name=typed["name"],
            country=typed["country"],
            about=typed["about"],
            is_registered=typed["is_registered"],
            wants_to_be_seen=typed["wants_to_be_seen"],
            references=typed["references"],
            contact=typed["contact"],
        )
