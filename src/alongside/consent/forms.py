"""What is asked when she answers, and when something must be shared although she did not agree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext, gettext_lazy as _

from alongside.consent import showing
from alongside.consent.contents import Conversation, Grounds, Hearing, TextRef
from alongside.consent.enums import (
    AgeBand,
    AgeKnown,
    Answer,
    Decider,
    Ground,
    HowGiven,
    LegalBasis,
    Purpose,
    YesNoUnknown,
)
from alongside.ui import forms as ui
from alongside.ui.dates import long_date

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from uuid import UUID

ASKED = [(one.value, one.label) for one in (Answer.YES, Answer.NO, Answer.NOT_NOW)]
TEAM_PURPOSES = [
    Purpose.SERVICE,
    Purpose.SUPERVISION,
    Purpose.LEGAL_REPRESENTATION,
    Purpose.LONG_FOLLOW_UP,
    Purpose.FAMILY_TRACING,
]


class AnswerForm(ui.PlainForm):
    """What she said, and as much of how she was asked as helps."""

    answer = ui.ChoiceField(
        label=_("What did she say?"),
        choices=ASKED,
        error_messages={"required": _("Say what she answered.")},
    )
    until = ui.DayField(label=_("Until when?"), required=False)
    how_given = ui.SkippableChoiceField(label=_("How did she say it?"), choices=HowGiven.choices)
    language = ui.TextField(
        label=_("In which language was it explained?"), required=False, max_length=80
    )
    interpreter = ui.TextField(label=_("Who interpreted?"), required=False, max_length=120)
    her_words = ui.LongTextField(label=_("In her words"), required=False, rows=3, max_length=4000)
    # The short form ends here; these stand folded below it.
    right_to_stop_explained = ui.TickField(
        label=_("She knows that she may say no, and stop on any day")
    )
    risks_discussed = ui.LongTextField(
        label=_("What could go wrong, as you talked about it"),
        required=False,
        rows=3,
        max_length=4000,
    )
    decided_by = ui.SkippableChoiceField(label=_("Who decided?"), choices=Decider.choices)
    decider_name = ui.SuggestField(
        label=_("If it was not she alone: who decided with her or for her?"),
        required=False,
        max_length=200,
        help_text=_("The full name. Whoever may be involved in harm to her is not offered."),
    )
    decider_hurt_her = ui.SkippableChoiceField(
        label=_("If somebody else decided: did this person hurt or exploit her?"),
        choices=YesNoUnknown.choices,
        help_text=_("Whoever hurt her can never decide for her."),
    )
    capacity = ui.TextField(
        label=_("Could she understand and decide?"), required=False, max_length=400
    )
    age_band = ui.SkippableChoiceField(label=_("How old is she?"), choices=AgeBand.choices)
    age_known = ui.SkippableChoiceField(label=_("How is that known?"), choices=AgeKnown.choices)
    majority_on = ui.DayField(
        label=_("When does she turn 18?"),
        required=False,
        help_text=_("What was agreed for her ends then, and she decides anew."),
    )
    legal_basis = ui.SkippableChoiceField(
        label=_("Legal ground"),
        choices=LegalBasis.choices,
        help_text=_("This is the law's question. What she wants stands above."),
    )
    wishes_if_missing = ui.LongTextField(
        label=_("What does she wish if she goes missing or dies?"),
        required=False,
        rows=3,
        max_length=4000,
    )

    SHORT: tuple[str, ...] = (
        "answer",
        "until",
        "how_given",
        "language",
        "interpreter",
        "her_words",
    )

    def __init__(
        self, *args: Any, usual_end: date, deciders: Iterable[str] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decider_name"].suggest(deciders)  # type: ignore[attr-defined]  # a SuggestField
        self.fields["until"].help_text = gettext("Leave it empty for %(day)s, which is usual.") % {
            "day": long_date(usual_end)
        }

    @property
    def first_fields(self) -> list[Any]:
        """Return the fields of the short form."""
        return [self[name] for name in self.fields if name in self.SHORT]

    @property
    def further_fields(self) -> list[Any]:
        """Return the fields folded below."""
        return [self[name] for name in self.fields if name not in self.SHORT]

    def conversation(self, texts: Iterable[TextRef]) -> Conversation:
        """Return how she was asked; what was left out stays blank."""
        said = self.cleaned_data
        kept = {
            name: said[name]
            for name in Conversation.model_fields
            if name in said and said[name] not in ("", None)
        }
        # A tick that was not made is not a "no".
        kept["right_to_stop_explained"] = said["right_to_stop_explained"] or None
        return Conversation(**kept, texts=list(texts))


class TeamForm(AnswerForm):
    """Letting another team of ours read parts of her file."""

    SHORT = ("team", "purpose", "parts", *AnswerForm.SHORT)

    field_order = SHORT

    team = ui.ChoiceField(
        label=_("Which team?"), error_messages={"required": _("Choose the team she spoke about.")}
    )
    purpose = ui.ChoiceField(
        label=_("What for?"),
        choices=[(one.value, one.label) for one in TEAM_PURPOSES],
        error_messages={"required": _("Say what they need it for.")},
    )
    parts = ui.MultipleChoiceField(
        label=_("What may they read?"),
        help_text=_("Nothing is ticked for you. Ask about each one."),
        error_messages={"required": _("Tick what she agreed to show them.")},
    )

    def __init__(self, *args: Any, teams: list[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].choices = [(str(team_id), name) for team_id, name in teams]  # type: ignore[attr-defined]
        self.fields["parts"].choices = showing.parts()  # type: ignore[attr-defined]


class StopForm(ui.PlainForm):
    """She said stop; nothing more is needed."""

    her_words = ui.LongTextField(
        label=_("In her words, if she wants to say more"),
        required=False,
        rows=3,
        max_length=4000,
    )


class HearingForm(ui.PlainForm):
    """Her answers were read to her."""

    language = ui.TextField(
        label=_("In which language did you read it?"), required=False, max_length=80
    )
    interpreter = ui.TextField(label=_("Who interpreted?"), required=False, max_length=120)
    her_words = ui.LongTextField(
        label=_("What she said about it"), required=False, rows=3, max_length=4000
    )

    def hearing(self, texts: Iterable[TextRef]) -> Hearing:
        """Return how it was read."""
        return Hearing(**self.cleaned_data, texts=list(texts))


class ExceptionForm(ui.PlainForm):
    """Why something is shared although she did not agree."""

    ground = ui.ChoiceField(
        label=_("Why?"),
        choices=Ground.choices,
        error_messages={"required": _("Say why her no cannot be followed.")},
    )
    law = ui.TextField(
        label=_("Which law or order?"),
        max_length=400,
        error_messages={"required": _("Name the law or the order.")},
    )
    recipient = ui.ChoiceField(
        label=_("Who must know?"),
        error_messages={"required": _("Say who must know.")},
    )
    recipient_name = ui.TextField(
        label=_("If somebody outside: who?"), required=False, max_length=200
    )
    parts = ui.MultipleChoiceField(
        label=_("Which part of the file?"),
        error_messages={"required": _("Tick the smallest part that is enough.")},
    )
    minimum_sent = ui.LongTextField(
        label=_("What is the least they need to know?"),
        rows=3,
        max_length=4000,
        error_messages={"required": _("Say what is passed on, and no more than is needed.")},
    )
    she_was_told = ui.ChoiceField(
        label=_("Was she told?"),
        choices=YesNoUnknown.choices,
        error_messages={"required": _("Say whether she was told.")},
    )
    why_not_told = ui.TextField(label=_("If not, why not?"), required=False, max_length=400)
    until = ui.DayField(
        label=_("Until when?"),
        required=False,
        help_text=_("Leave it empty for seven days. Thirty days are the most."),
    )

    OUTSIDE = "outside"

    def __init__(self, *args: Any, teams: list[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["recipient"].choices = [  # type: ignore[attr-defined]
            *((str(team_id), name) for team_id, name in teams),
            (self.OUTSIDE, gettext("Somebody outside: police, a court, child protection")),
        ]
        self.fields["parts"].choices = showing.parts()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask for the name where the one who must know is outside."""
        said = super().clean() or self.cleaned_data
        if said.get("recipient") == self.OUTSIDE and not said.get("recipient_name"):
            self.add_error("recipient_name", gettext("Say who it is."))
        return said

    def grounds(self) -> Grounds:
        """Return what is sealed with the exception."""
        said = self.cleaned_data
        return Grounds(**{name: said[name] for name in Grounds.model_fields if name in said})
