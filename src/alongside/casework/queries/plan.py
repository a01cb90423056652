"""The tab "Her plan": what she wants, the steps there, and what was decided together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from alongside.casework import access, vocabulary
from alongside.casework.contents import Conference, Goal
from alongside.casework.queries.approving import ApprovalView, approvals
from alongside.casework.queries.files import one_part
from alongside.casework.queries.heads import HEAD, File, open_parts, opened_file
from alongside.organisations import queries as organisations
from alongside.ui.dates import Due, approximate, due_label, long_date

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from uuid import UUID

    from alongside.casework.access import Way
    from alongside.casework.contents import Step
    from alongside.casework.reading import Part
    from alongside.core.access import Actor


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class StepView:
    """One step of her plan, or one decision, in words."""

    id: str
    text: str
    who: str
    due: Due | None
    done: bool
    done_on: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class GoalView:
    """What she wants in words."""

    id: str
    version: int
    words: str
    state: str
    state_words: str
    # The support plan in words, where there is one.
    plan: list[str]
    steps: list[StepView]
    done: int
    total: int
    # None where the organisation wants no plan approved.
    approval: ApprovalView | None
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ConferenceView:
    """What was decided together, in words."""

    id: str
    version: int
    when: str
    her_wish: str
    without_her: bool
    present: list[str]
    discussed: str
    decisions: list[StepView]
    done: int
    total: int
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class PlanPage:
    """The tab "Her plan"."""

    file: File
    goals: list[GoalView]
    needs: list[str]
    needs_words: str
    conferences: list[ConferenceView]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ConferencePage:
    """One conference on a page of its own."""

    file: File
    conference: ConferenceView


def plan(*, actor: Actor, case_id: UUID, now: datetime) -> PlanPage:
    """Open her plan; raises NoSuchFile, JournalUnavailable."""
    way = access.to_read(actor=actor, case_id=case_id, now=now)
    keys = way.keys(HEAD)
    file = opened_file(way, keys)
    conferences = open_parts(way, keys, [Conference.kind_of])
    stands = approvals(way, keys, file.goals)
    way.journal_reading("file.plan.read", way.compartments & HEAD)
    part = file.parts["needs"]
    needs = part.content
    return PlanPage(
        file=file,
        goals=[_goal(part, way, stands.get(str(part.document_id))) for part in file.goals],
        needs=[vocabulary.label("needs", code, part.written) for code in needs.needs]
        if needs
        else [],
        needs_words=needs.own_words if needs else "",
        conferences=[_conference(part, way) for part in conferences],
    )


def conference(*, actor: Actor, case_id: UUID, document_id: UUID, now: datetime) -> ConferencePage:
    """Open what was decided together on one day; raises NoSuchFile, JournalUnavailable."""
    way = access.to_read(actor=actor, case_id=case_id, now=now)
    keys = way.keys(HEAD)
    file = opened_file(way, keys)
    part = one_part(way, keys, Conference.kind_of, document_id)
    way.journal_reading("file.conference.read", {Conference.compartment}, document_id)
    return ConferencePage(file=file, conference=_conference(part, way))


def at_the_table(*, actor: Actor, case_id: UUID, now: datetime) -> list[str]:
    """Return the names of colleagues who may take part in a conference; raises NoSuchFile."""
    access.to_read(actor=actor, case_id=case_id, now=now)
    members = organisations.members_of(organisation_id=actor.organisation_id, actor=actor)
    return list(dict.fromkeys(one.display_name for one in members))


def _goal(part: Part, way: Way, approval: ApprovalView | None) -> GoalView:
    goal = part.content
    steps = [] if goal is None else goal.steps
    done, total = _counted(steps)
    return GoalView(
        id=str(part.document_id),
        version=part.version,
        words=goal.words if goal else "",
        state=goal.state if goal else "",
        state_words=vocabulary.label("goal_states", goal.state) if goal else "",
        plan=_support(goal) if goal else [],
        steps=[_step(step, way) for step in steps],
        done=done,
        total=total,
        approval=approval,
        problem=part.problem,
    )


def _support(goal: Goal) -> list[str]:
    """Return what a support plan says beside her words."""
    said = [vocabulary.label("support_type", goal.support_type), goal.action_plan]
    if goal.planned_end:
        said.append(_("Planned until: %(when)s") % {"when": approximate(goal.planned_end)})
    if goal.ended:
        said.append(_("Ended: %(when)s") % {"when": approximate(goal.ended)})
    return [words for words in said if words]


def _conference(part: Part, way: Way) -> ConferenceView:
    held: Conference = part.content or Conference()
    done, total = _counted(held.decisions)
    herself = [_("She herself")] if held.she_was_there else []
    return ConferenceView(
        id=str(part.document_id),
        version=part.version,
        when=long_date(held.held_on) if held.held_on else part.saved,
        her_wish=held.her_wish,
        without_her=held.she_was_there is False,
        present=[one for one in (*herself, *held.members, held.others) if one],
        discussed=held.discussed,
        decisions=[_step(step, way) for step in held.decisions],
        done=done,
        total=total,
        problem=part.problem,
    )


def _counted(steps: Sequence[Step]) -> tuple[int, int]:
    """Return how many steps are done, of how many that were not set aside."""
    counted = [step for step in steps if step.state != "set_aside"]
    return sum(step.state == "done" for step in counted), len(counted)


def _step(step: Step, way: Way) -> StepView:
    return StepView(
        id=str(step.id),
        text=step.text,
        who=step.who_words or vocabulary.label("whos", step.who),
        due=due_label(step.due_on, way.today) if step.state == "open" else None,
        done=step.state == "done",
        done_on=long_date(step.done_on) if step.done_on else "",
    )
