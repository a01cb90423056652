"""The form in which somebody asks for something in her language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from alongside.alliance.letters import Message
from alongside.ui.forms import LongTextField, TextField
from alongside.website.forms.visitor import VisitorForm

if TYPE_CHECKING:
    from datetime import datetime


class TranslationForm(VisitorForm):
    """Which language, what for, and how to answer if she wants an answer."""

    wanted = TextField(
        label=_("Which language?"),
        max_length=100,
        error_messages={"required": _("Write which language you need.")},
    )
    why = LongTextField(
        label=_("What would you use it for? You need not say."),
        help_text=_("It helps us to choose what to translate first."),
        required=False,
        max_length=2000,
    )
    reply_to = TextField(
        label=_("Where may we tell you when it is there? You need not say."),
        help_text=_("An e-mail address or a telephone number that is safe for you."),
        required=False,
        max_length=300,
    )

    def letter(self, *, about: str, now: datetime) -> Message:
        """Return what was filled in as a letter to the alliance; `about` names what is meant."""
        given = self.cleaned_data
        lines = [f"Translation wanted: {about}", f"Language: {given['wanted']}", given["why"]]
        return Message(
            id=given["once"],
            written_at=now,
            language=translation.get_language() or "en",
            reply_to=given["reply_to"],
            text="\n".join(line for line in lines if line),
        )
