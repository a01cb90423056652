"""The work with her: notes, her plan, keeping in touch, what is due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from alongside.casework import access, clock, dues, policy, reaching, upkeep
from alongside.casework.actions import drafts, saving, steps
from alongside.casework.actions.saving import Change, save_one, save_part
from alongside.casework.contents import FollowUp, Goal, Note, SafetyPlan
from alongside.casework.enums import DECISIONS, ClosedReason, TaskKind, TaskState
from alongside.casework.errors import AlreadyClosed, NoSuchFile
from alongside.casework.models import Task
from alongside.vault.compartments import Compartment

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date, datetime
    from uuid import UUID

    from alongside.casework.access import Way
    from alongside.core.access import Actor
    from alongside.vault.documents import Saved
    from alongside.vault.ring import Ring

WORK = frozenset({Compartment.CASEWORK})
# The kind of a note, and the way of contact it is about.
CALL = "call"


def add_note(*, case_id: UUID, note: Note, actor: Actor, now: datetime, draft: str = "") -> Saved:
    """Add a note, a call, a visit, a meeting, or what she decided; raises NotSafe for a call."""
    return save_one(
        Change(note),
        case_id=case_id,
        actor=actor,
        now=now,
        action="file.note.added",
        draft=draft,
        check=_call_is_safe(note),
    )


def change_note(
    *,
    case_id: UUID,
    document_id: UUID,
    note: Note,
    base_version: int,
    actor: Actor,
    now: datetime,
    draft: str = "",
) -> Saved:
    """Save a note as a new version; raises Conflict, NoSuchFile; NotSafe if it becomes a call."""
    return save_one(
        Change(note, base_version, document_id),
        case_id=case_id,
        actor=actor,
        now=now,
        action="file.note.changed",
        draft=draft,
        check=_call_is_safe(note, document_id),
    )


def set_safety_plan(
    *,
    case_id: UUID,
    plan: SafetyPlan,
    base_version: int | None,
    actor: Actor,
    now: datetime,
    draft: str = "",
) -> Saved:
    """Save her safety plan; raises Conflict."""
    return save_part(
        case_id=case_id,
        content=plan,
        base_version=base_version,
        actor=actor,
        now=now,
        draft=draft,
    )


def save_goal(
    *,
    case_id: UUID,
    goal: Goal,
    actor: Actor,
    now: datetime,
    document_id: UUID | None = None,
    base_version: int | None = None,
    draft: str = "",
) -> Saved:
    """Save what she wants and the steps there, which are due then; raises Conflict, NoSuchFile."""
    return save_one(
        Change(goal, base_version, document_id),
        case_id=case_id,
        actor=actor,
        now=now,
        action="file.goal.saved",
        draft=draft,
    )


def tick_step(
    *, case_id: UUID, goal_id: UUID, step_id: UUID, done: bool, actor: Actor, now: datetime
) -> Saved:
    """Mark a step as done, or as open again, on the plan as it is now; raises NoSuchFile."""
    return steps.tick(
        steps.OF_GOAL, goal_id, step_id, case_id=case_id, done=done, actor=actor, now=now
    )


def plan_follow_up(
    *,
    case_id: UUID,
    follow_up: FollowUp,
    actor: Actor,
    now: datetime,
    document_id: UUID | None = None,
    base_version: int | None = None,
    draft: str = "",
) -> Saved:
    """Plan when and how to keep in touch with her, or move it.

    :raises NotSafe: she has not said that this way is safe
    :raises NotAgreed, CannotDo: it is one of the clock, and her yes does not cover the day
    :raises Conflict, NoSuchFile: as with every part
    """

    def check(way: Way, keys: Ring) -> None:
        reaching.require(way, keys, follow_up.how, field="how")
        if follow_up.mark:
            clock.require(way, [follow_up.planned_on])

    return save_one(
        Change(follow_up, base_version, document_id),
        case_id=case_id,
        actor=actor,
        now=now,
        action="file.follow_up.planned",
        draft=draft,
        check=check,
    )


@transaction.atomic
def record_follow_up(  # noqa: PLR0913  what came of it, and the next one
    *,
    case_id: UUID,
    document_id: UUID,
    done_on: date,
    outcome: str,
    reached: bool | None = None,
    actor: Actor,
    now: datetime,
    answered: str = "",
    via: str = "",
    needs: Sequence[str] = (),
    next_on: date | None = None,
    next_how: str = "call",
    draft: str = "",
) -> Saved:
    """Record what came of a follow-up and, with `next_on`, plan the next one.

    :param reached: whether it was she who answered; `answered` says more, as a code
    :param via: the channel that was used; `needs` are codes of what she needs now
    :raises AlreadyClosed: the file is closed, and this is not of the clock that goes on after it
    :raises NoSuchFile: there is no such follow-up in this file
    :raises NotSafe: the next one must not be like this; then nothing is recorded
    """
    way = access.to_change(actor=actor, case_id=case_id, now=now, compartments=WORK, closed=True)
    keys = upkeep.keys_for(way, WORK)
    head = saving.head_of(way, keys, FollowUp.kind_of, document_id)
    planned = FollowUp.model_validate(head.content)
    is_over = way.case.closed_on is not None and way.case.closed_reason != ClosedReason.JOINED
    if is_over and (not planned.mark or next_on is not None):
        raise AlreadyClosed
    came = {
        "done_on": done_on,
        "reached": (answered == "herself") if answered else reached,
        "answered": answered,
        "via": via,
        "outcome": outcome,
        "needs": list(needs),
    }
    done = FollowUp.model_validate(planned.model_dump() | came)
    changes = [Change(done, head.version, document_id)]
    if next_on is not None:
        reaching.require(way, keys, next_how, field="next_how")
        changes.append(Change(FollowUp(planned_on=next_on, how=next_how)))
    saved = saving.write(way, keys, changes)
    for one, change in zip(saved, changes, strict=True):
        dues.follow(way, one.document_id, change.content)
    upkeep.after_saving(way, keys, [change.content for change in changes], due=True)
    way.journal_change("file.follow_up.recorded", WORK, *(one.document_id for one in saved))
    drafts.drop_draft(form=draft, actor=actor, case_id=case_id)
    return saved[0]


@transaction.atomic
def plan_task(
    *,
    case_id: UUID,
    text: str,
    due_on: date | None,
    actor: Actor,
    now: datetime,
    kind: TaskKind = TaskKind.TASK,
    hint: str = "",
) -> UUID:
    """Add something to do for her; without a day it is hers to say when."""
    way = access.to_change(actor=actor, case_id=case_id, now=now, compartments=WORK)
    keys = upkeep.keys_for(way, ())
    task = Task(kind=kind, due_on=due_on)
    dues.put(way, task, dues.TaskWords(text.strip(), hint.strip()))
    upkeep.after_saving(way, keys, (), due=True)
    way.journal_change("file.task.planned", WORK, task.id)
    return task.id


@transaction.atomic
def finish_task(*, task_id: UUID, actor: Actor, now: datetime) -> UUID:
    """Mark something as done and return its file; what comes from her plan is ticked there.

    :raises NoSuchFile: there is no such task in a file of hers, or it is not open, or it ends only
        with a decision
    """
    # Before anything is looked for: a role without files must not learn which ids are tasks.
    policy.can_list(actor).or_raise()
    tasks = Task.objects.filter(pk=task_id, state=TaskState.OPEN)
    task = tasks.exclude(kind__in=DECISIONS).order_by("id").first()
    if task is None:
        raise NoSuchFile
    if task.document_id and task.step_id:
        steps.tick(
            steps.OF_TASK[TaskKind(task.kind)],
            task.document_id,
            task.step_id,
            case_id=task.case_id,
            done=True,
            actor=actor,
            now=now,
        )
        return task.case_id
    way = access.to_change(actor=actor, case_id=task.case_id, now=now, compartments=WORK)
    keys = upkeep.keys_for(way, ())
    task.state = TaskState.DONE
    task.save(update_fields=["state"])
    upkeep.after_saving(way, keys, (), due=True)
    way.journal_change("file.task.finished", WORK, task.id)
    return task.case_id


def _call_is_safe(note: Note, document_id: UUID | None = None) -> Callable[[Way, Ring], None]:
    """Return what refuses a call that was not safe; one written down before stays as it is."""

    def check(way: Way, keys: Ring) -> None:
        if note.kind != CALL:
            return
        if document_id is not None:
            head = saving.head_of(way, keys, Note.kind_of, document_id)
            if Note.model_validate(head.content).kind == CALL:
                return
        reaching.require(way, keys, CALL, field="kind")

    return check
