"""What she wants, in her words, and the steps there."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.casework import vocabulary
from alongside.casework.contents import Goal, Step
from alongside.casework.forms.content import ContentForm
from alongside.casework.forms.fields import offer
from alongside.casework.forms.resumed import ResumableForm
from alongside.ui import forms as ui

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_STEPS = 40
BLANK_STEPS = 2


class StepForm(ResumableForm):
    """One step; a step without words is left out."""

    id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    text = ui.TextField(label=_("Step"), required=False)
    who = ui.SelectField(label=_("Who does it?"), required=False)
    due_on = ui.DayField(label=_("Until when?"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["who"], vocabulary.whos())


class GoalForm(ContentForm):
    """One thing she wants, with the rows of its steps."""

    content = Goal
    vocabularies: ClassVar = {
        "state": partial(vocabulary.choices, vocabulary.GROUPS["goal_states"])
    }
    other_labels: ClassVar = {"steps": _("Steps")}

    words = ui.LongTextField(
        label=_("What does she want?"),
        rows=3,
        help_text=_("In her own words, as she says it."),
        error_messages={"required": _("Write what she wants, in her words.")},
    )
    state = ui.ChoiceField(label=_("How is it going?"), required=False, inline=True)

    def __init__(self, *args: Any, more: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.saved is None:
            # What is only now written down is under way.
            del self.fields["state"]
        self.step_forms = self._step_forms(more)

    def _step_forms(self, more: int) -> list[StepForm]:
        steps: list[Step] = list(getattr(self.saved, "steps", []))
        count = _count(self.data) + more if self.is_bound else len(steps) + BLANK_STEPS
        return [
            StepForm(
                self.data if self.is_bound else None,
                prefix=f"step-{place}",
                initial=_initial(steps, place),
                is_resumed=self.is_resumed,
            )
            for place in range(min(count, MOST_STEPS))
        ]

    @property
    def all_forms(self) -> list[ResumableForm]:
        """Return the goal and its steps, for the summary of what is to finish."""
        return [self, *self.step_forms]

    def is_valid(self) -> bool:
        """Return whether the goal and every step can be saved."""
        # The steps first: the goal's own check puts them together.
        checked = [form.is_valid() for form in self.step_forms]
        return all(checked) and super().is_valid()

    def typed(self) -> dict[str, Any]:
        """Return the answers; a goal stays as it was where nothing was chosen."""
        values = super().typed()
        if not values.get("state"):
            values.pop("state", None)
        if all(form.is_valid() for form in self.step_forms):
            values["steps"] = self._steps()
        return values

    def _steps(self) -> list[Step]:
        """Return the steps that have words, each with what was known of it before."""
        before = {step.id: step for step in getattr(self.saved, "steps", [])}
        rows = [form.cleaned_data for form in self.step_forms if form.cleaned_data["text"]]
        return [_step(row, before.get(row["id"])) for row in rows]


def _step(row: dict[str, Any], before: Step | None) -> Step:
    changes = {name: row[name] for name in ("text", "who", "due_on")}
    return before.model_copy(update=changes) if before else Step(**changes)


def _count(data: Mapping[str, Any]) -> int:
    """Return how many rows were sent."""
    text = str(data.get("steps", ""))[:2]
    return int(text) if text.isdecimal() else 0


def _initial(steps: list[Step], place: int) -> dict[str, Any]:
    if place >= len(steps):
        return {}
    step = steps[place]
    return {"id": step.id, "text": step.text, "who": step.who, "due_on": step.due_on}


class TaskForm(ui.PlainForm):
    """Something to do that belongs to no goal."""

    text = ui.TextField(
        label=_("What is to be done?"),
        error_messages={"required": _("Say what is to be done.")},
    )
    due_on = ui.DayField(
        label=_("Until when?"), required=False, help_text=_("Leave it empty if she will say when.")
    )
