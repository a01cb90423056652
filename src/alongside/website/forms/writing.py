"""Writing to the alliance, or to one of its members."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import get_language, gettext_lazy as _

from alongside.alliance.letters import Message
from alongside.ui import forms as ui
from alongside.website.forms.visitor import VisitorForm

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID


class WriteForm(VisitorForm):
    """What somebody wants to say, and, if she wants, who she is and how she may be answered."""

    text = ui.LongTextField(
        label=_("What do you want to say?"),
        max_length=5000,
        rows=8,
        error_messages={
            "required": _("Write what you want to say."),
            "max_length": _("This is too long. Leave out what can wait."),
        },
    )
    name = ui.TextField(
        label=_("What may we call you?"),
        help_text=_("Any name will do, or none."),
        required=False,
        max_length=300,
    )
    reply_to = ui.TextField(
        label=_("How may we answer you?"),
        help_text=_(
            "A telephone number, an e-mail address or a name in a chat that only you read. Leave "
            "it empty if no answer is safe."
        ),
        required=False,
        max_length=300,
    )

    def letter(self, *, to_member: UUID | None, now: datetime) -> Message:
        """Return what was written, as a letter."""
        typed = self.cleaned_data
        return Message(
            id=typed["once"],
            written_at=now,
            language=get_language() or "en",
            to_member=to_member,
            name=typed["name"],
            reply_to=typed["reply_to"],
            text=typed["text"],
        )
