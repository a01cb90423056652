"""What she wants, in her words, the steps there, and what is decided together."""

from __future__ import annotations

from datetime import date  # noqa: TC003  a field's cleaned type
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now, gettext_lazy as _

from alongside.casework import vocabulary
from alongside.casework.contents import Conference, Goal, Step
from alongside.casework.forms.content import ContentForm
from alongside.casework.forms.fields import YesNoField, offer
from alongside.casework.forms.resumed import ResumableForm
from alongside.ui import forms as ui
from alongside.ui.forms.approximate import ApproximateDateField

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.utils.functional import _StrPromise

MOST_STEPS = 40
BLANK_STEPS = 2


class StepForm(ResumableForm):
    """One step or decision; one without words is left out."""

    id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    text = ui.TextField(label=_("Step"), required=False)
    who = ui.SelectField(label=_("Who does it?"), required=False)
    who_words = ui.TextField(label=_("Who exactly?"), required=False)
    due_on = ui.DayField(label=_("Until when?"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["who"], vocabulary.whos())


class WithSteps(ContentForm):
    """A document with rows of steps under it, in its field `rows_in`."""

    rows_in: ClassVar[str]
    # What one row is called, and the heading above them all.
    row_label: ClassVar[str | _StrPromise] = _("Step")
    rows_title: ClassVar[str | _StrPromise]
    more_label: ClassVar[str | _StrPromise]

    def __init__(self, *args: Any, more: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.step_forms = self._step_forms(more)

    def _step_forms(self, more: int) -> list[StepForm]:
        steps = self._before()
        count = _count(self.data) + more if self.is_bound else len(steps) + BLANK_STEPS
        rows = [
            StepForm(
                self.data if self.is_bound else None,
                prefix=f"step-{place}",
                initial=_initial(steps, place),
                is_resumed=self.is_resumed,
            )
            for place in range(min(count, MOST_STEPS))
        ]
        for row in rows:
            row.fields["text"].label = self.row_label
        return rows

    def _before(self) -> list[Step]:
        return list(getattr(self.saved, self.rows_in, []))

    @property
    def all_forms(self) -> list[ResumableForm]:
        """Return the document and its steps, for the summary of what is to finish."""
        return [self, *self.step_forms]

    def is_valid(self) -> bool:
        """Return whether the document and every step can be saved."""
        # The steps first: the document's own check puts them together.
        checked = [form.is_valid() for form in self.step_forms]
        return all(checked) and super().is_valid()

    def typed(self) -> dict[str, Any]:
        """Return the answers, with the rows that say something."""
        values = super().typed()
        if all(form.is_valid() for form in self.step_forms):
            values[self.rows_in] = self._steps()
        return values

    def _steps(self) -> list[Step]:
        """Return the steps that have words, each with what was known of it before."""
        before = {step.id: step for step in self._before()}
        rows = [form.cleaned_data for form in self.step_forms if form.cleaned_data["text"]]
        return [_step(row, before.get(row["id"])) for row in rows]


class GoalForm(WithSteps):
    """One thing she wants, with the rows of its steps."""

    content = Goal
    rows_in = "steps"
    rows_title = _("Steps on the way")
    more_label = _("More steps")
    vocabularies: ClassVar = {
        "state": partial(vocabulary.listed, "goal_states"),
        "support_type": partial(vocabulary.htcds, "support_type"),
    }
    other_labels: ClassVar = {"steps": _("Steps")}

    words = ui.LongTextField(
        label=_("What does she want?"),
        rows=3,
        help_text=_("In her own words, as she says it."),
        error_messages={"required": _("Write what she wants, in her words.")},
    )
    support_type = ui.SelectField(label=_("What kind of support is it?"), required=False)
    action_plan = ui.LongTextField(
        label=_("What is to be done, in words"),
        rows=2,
        required=False,
        help_text=_("Steps with a day stand below. This is for a plan that came as one text."),
    )
    planned_end = ApproximateDateField(label=_("Until when is it planned?"), required=False)
    ended = ApproximateDateField(label=_("When did it end?"), required=False)
    state = ui.ChoiceField(label=_("How is it going?"), required=False, inline=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.saved is None:
            # What is only now written down is under way.
            del self.fields["state"]

    def typed(self) -> dict[str, Any]:
        """Return the answers; a goal stays as it was where nothing was chosen."""
        values = super().typed()
        if not values.get("state"):
            values.pop("state", None)
        return values


class ConferenceForm(WithSteps):
    """What was spoken about and decided together; what she wants is asked first."""

    content = Conference
    rows_in = "decisions"
    row_label = _("Decision")
    rows_title = _("What was decided")
    more_label = _("More decisions")
    other_labels: ClassVar = {"decisions": _("What was decided")}

    her_wish = ui.LongTextField(
        label=_("What does she want?"),
        rows=4,
        required=False,
        help_text=_(
            "Ask her first, also where she will not be there. Write it in her words: they stand "
            "above everything that others say."
        ),
    )
    she_was_there = YesNoField(label=_("Was she there?"))
    held_on = ui.DayField(
        label=_("When?"), required=False, help_text=_("Leave it empty if it was today.")
    )
    members = ui.MultipleChoiceField(label=_("Who of us was there?"), required=False)
    others = ui.TextField(
        label=_("Who else was there?"),
        required=False,
        help_text=_("For example: her sister, the lawyer of the network."),
    )
    discussed = ui.LongTextField(
        label=_("What was spoken about?"),
        required=False,
        rows=5,
        help_text=_("In plain words. She may want to read this herself one day."),
    )

    def __init__(self, *args: Any, colleagues: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [(name, name) for name in colleagues]
        offer(self.fields["members"], names, self.initial.get("members"))

    def clean_held_on(self) -> date:
        """Return the day, today where none was given.

        Raises ValidationError for a day that has not come yet.
        """
        day: date = self.cleaned_data["held_on"] or self.today
        if day > self.today:
            raise ValidationError(_now("This day has not come yet. Write it down afterwards."))
        return day

    def clean(self) -> dict[str, Any]:
        """Ask for something to keep: a wish, what was spoken about, or a decision."""
        values = super().clean()
        said = values.get("her_wish") or values.get("discussed")
        if not said and not any(form["text"].value() for form in self.step_forms):
            self.add_error("her_wish", _now("Write what she wants, or what was decided."))
        return values


def _step(row: dict[str, Any], before: Step | None) -> Step:
    changes = {name: row[name] for name in ("text", "who", "who_words", "due_on")}
    return before.model_copy(update=changes) if before else Step(**changes)


def _count(data: Mapping[str, Any]) -> int:
    """Return how many rows were sent."""
    text = str(data.get("steps", ""))[:2]
    return int(text) if text.isdecimal() else 0


def _initial(steps: list[Step], place: int) -> dict[str, Any]:
    if place >= len(steps):
        return {}
    step = steps[place]
    return {name: getattr(step, name) for name in ("id", "text", "who", "who_words", "due_on")}


class TaskForm(ui.PlainForm):
    """Something to do that belongs to no goal."""

    text = ui.TextField(
        label=_("What is to be done?"),
        error_messages={"required": _("Say what is to be done.")},
    )
    due_on = ui.DayField(
        label=_("Until when?"), required=False, help_text=_("Leave it empty if she will say when.")
    )
