"""Page 5: what she agrees to at the first meeting."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.translation import gettext as _now, gettext_lazy as _

from alongside.consent.enums import Answer, HowGiven
from alongside.ui import forms as ui

ANSWERS = [(answer.value, answer.label) for answer in (Answer.YES, Answer.NO, Answer.NOT_NOW)]


class AgreementForm(ui.PlainForm):
    """Two questions, each with her own answer; nothing is ticked for her."""

    QUESTIONS: ClassVar[tuple[str, ...]] = ("keeping", "counting")

    keeping = ui.ChoiceField(
        label=_("May we keep a file about her?"),
        choices=ANSWERS,
        required=False,
        inline=True,
        help_text=_("She gets help whatever she answers."),
    )
    counting = ui.ChoiceField(
        label=_("May we count her, without her name?"),
        choices=ANSWERS,
        required=False,
        inline=True,
        help_text=_("Leave it open if there was no time to ask."),
    )
    how_given = ui.ChoiceField(
        label=_("How did she answer?"), choices=HowGiven.choices, required=False
    )
    interpreter = ui.TextField(label=_("Who interpreted, if somebody did?"), required=False)

    def clean(self) -> dict[str, Any]:
        """Ask how a yes was given."""
        values = self.cleaned_data
        said_yes = Answer.YES in {values.get(name) for name in self.QUESTIONS}
        if said_yes and not values.get("how_given"):
            self.add_error("how_given", _now("Choose how she said yes."))
        return values

    def answers(self) -> dict[str, Answer]:
        """Return what she answered, by question; a question left open is not there."""
        given = {name: self.cleaned_data.get(name) for name in self.QUESTIONS}
        return {name: Answer(answer) for name, answer in given.items() if answer}


class CountingForm(AgreementForm):
    """The one question about being counted, asked apart."""

    # So Django leaves out a field it inherits.
    keeping = None  # type: ignore[assignment]  # None stands for no field

    QUESTIONS = ("counting",)
