"""Something that was said, seen or done, or that she decided."""

from __future__ import annotations

from datetime import date  # noqa: TC003  a field's cleaned type
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now, gettext_lazy as _

from alongside.casework import vocabulary
from alongside.casework.contents import Note
from alongside.casework.forms.content import ContentForm
from alongside.ui import forms as ui


class NoteForm(ContentForm):
    """A note in the story so far."""

    content = Note
    vocabularies: ClassVar = {"kind": vocabulary.note_kinds}

    kind = ui.ChoiceField(
        label=_("What is it?"),
        inline=True,
        error_messages={"required": _("Choose what kind of note this is.")},
    )
    title = ui.TextField(
        label=_("In a few words"),
        required=False,
        help_text=_("This line stands above the note."),
    )
    text = ui.LongTextField(
        label=_("What happened, or what did she decide?"),
        rows=8,
        error_messages={"required": _("Write at least a few words.")},
    )
    happened_on = ui.DayField(
        label=_("When?"), required=False, help_text=_("Leave it empty if it was today.")
    )
    present = ui.TextField(label=_("Who was there?"), required=False)

    def clean_happened_on(self) -> date:
        """Return the day it happened, today where none was given.

        Raises ValidationError for a day that has not come yet.
        """
        day: date = self.cleaned_data["happened_on"] or self.today
        if day > self.today:
            raise ValidationError(_now("This day has not come yet. Plan it in her plan instead."))
        return day
