"""Things that are due: rows with a day in clear, their words sealed under the team's list key."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext as _

from alongside.casework import clock, vocabulary
from alongside.casework.contents import Conference, FollowUp, Goal, Proposal, Service
from alongside.casework.enums import TaskKind, TaskState
from alongside.casework.models import Case, Task
from alongside.casework.reading import content_of
from alongside.vault.primitives import CannotOpen
from alongside.vault.small import open_small, seal_small
from alongside.vault.trust import Untrusted

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from alongside.casework.access import Way
    from alongside.casework.contents import Content, Step
    from alongside.vault.documents import Opened
    from alongside.vault.keyring import Keyring

HINT_LENGTH = 120
# What something due can come from.
DUE = (Goal, FollowUp, Service, Conference, Proposal)
# An alert is for whoever it was sent to, and what is years away hides what comes before it.
NOT_NEXT = (TaskKind.ALERT, TaskKind.MAJORITY)
# What goes on when a file is closed.
OUTLIVE = (TaskKind.LATER, TaskKind.MAJORITY)
TIME_TO_DECIDE = timedelta(days=7)


class TaskWords(NamedTuple):
    """What is to be done, and a line beside it."""

    text: str
    hint: str = ""


def seal(words: TaskWords, *, task_id: UUID, team_id: UUID, keyring: Keyring) -> tuple[bytes, int]:
    """Seal a task's words under the team's current list key; return the box and the epoch."""
    epoch = keyring.current_epoch(team_id)
    payload = json.dumps(words, ensure_ascii=False, separators=(",", ":")).encode()
    return seal_small(keyring.list_key(team_id, epoch), payload, "task", task_id, epoch), epoch


def words_of(task: Task, keyring: Keyring) -> TaskWords | None:
    """Open a task's words; None where they do not open."""
    try:
        key = keyring.list_key(task.team_id, task.epoch)
        payload = open_small(key, bytes(task.box), "task", task.id, task.epoch)
    except (CannotOpen, Untrusted):
        return None
    return TaskWords(*json.loads(payload))


def first(way: Way) -> tuple[date | None, str]:
    """Return the day and the words of what is due first; what has no day comes last."""
    rows = Task.objects.filter(case_id=way.case.id, state=TaskState.OPEN)
    rows = rows.exclude(kind__in=NOT_NEXT)
    task = rows.exclude(due_on=None).order_by("due_on", "id").first()
    task = task or rows.order_by("id").first()
    if task is None:
        return None, ""
    words = words_of(task, way.keyring)
    return task.due_on, words.text if words else ""


def put(way: Way, task: Task, words: TaskWords, *, worker_id: UUID | None = None) -> None:
    """Write something due, new or changed; the caller brings the file's row up to date.

    :param worker_id: whose it is; without, of the colleague who walks with her
    """
    task.case_id = way.case.id
    task.team_id, task.worker_id = way.case.team_id, worker_id or way.case.worker_id
    task.box, task.epoch = seal(words, task_id=task.id, team_id=task.team_id, keyring=way.keyring)
    task.save()


def follow(way: Way, document_id: UUID, content: Content) -> None:
    """Bring what is due up to a document as it was just saved; most kinds make nothing due."""
    match content:
        case Goal():
            hint, is_under_way = content.words[:HINT_LENGTH], content.state == "active"
            steps = content.steps if is_under_way else _set_aside(content.steps)
            _follow_steps(way, document_id, steps, TaskKind.STEP, hint)
        case Conference():
            hint = _("Decided together")
            _follow_steps(way, document_id, content.decisions, TaskKind.DECISION, hint)
        case FollowUp():
            follow_up(way, document_id, content)
        case Service():
            _appointment(way, document_id, content)
        case Proposal():
            _second(way, document_id, content)


def take_up(way: Way, opened: Iterable[Opened]) -> None:
    """Make tasks anew from what was planned, as when a file is opened again."""
    for one in opened:
        content = content_of(one)
        if content is not None:
            follow(way, one.document_id, content)


def _follow_steps(
    way: Way, document_id: UUID, steps: Iterable[Step], kind: TaskKind, hint: str
) -> None:
    """Make the open steps of a document tasks, and no others."""
    rows = Task.objects.filter(document_id=document_id).order_by("id")
    known = {task.step_id: task for task in rows}
    for step in steps:
        task = known.pop(step.id, None)
        due = step.state == "open" and bool(step.text)
        if task is None and not due:
            continue
        task = task or Task(kind=kind, document_id=document_id, step_id=step.id)
        task.due_on = step.due_on
        task.state = TaskState.OPEN if due else _ended(step.state)
        put(way, task, TaskWords(step.text, hint))
    for task in known.values():
        task.delete()


def _set_aside(steps: Iterable[Step]) -> list[Step]:
    """Return steps with none of them to be done."""
    return [
        step.model_copy(update={"state": "set_aside"}) if step.state == "open" else step
        for step in steps
    ]


def follow_up(
    way: Way, document_id: UUID, planned: FollowUp, *, is_agreed: bool | None = None
) -> None:
    """Make a follow-up that is not done a task, and end it when it is.

    One of the clock is due only as long as she agrees to it.

    :param is_agreed: whether she does, where the caller knows
    """
    kind = TaskKind.LATER if planned.mark else TaskKind.FOLLOW_UP
    task = _task_of(document_id) or Task(kind=kind, document_id=document_id)
    task.due_on = planned.planned_on
    if planned.done_on:
        task.state = TaskState.DONE
    elif not planned.is_open:
        task.state = TaskState.SET_ASIDE
    else:
        if is_agreed is None:
            is_agreed = not planned.mark or bool(clock.agreement(way))
        task.state = TaskState.OPEN if is_agreed else TaskState.SET_ASIDE
    title = vocabulary.label("follow_up_hows", planned.how)
    mark = vocabulary.label("clock_marks", planned.mark)
    put(way, task, TaskWords(title, (planned.text or mark)[:HINT_LENGTH]))


def _second(way: Way, document_id: UUID, proposal: Proposal) -> None:
    """Make what waits for a second person a task of hers; sent back, of who proposed it."""
    task = _task_of(document_id) or Task(document_id=document_id)
    task.kind, task.state, worker = TaskKind.SECOND, TaskState.OPEN, proposal.asked
    words = TaskWords(_("Read and decide"), vocabulary.label(proposal.words, proposal.finding))
    task.due_on = (proposal.proposed_on or way.today) + TIME_TO_DECIDE
    if proposal.state == "sent_back":
        # Hers to tick off, or to answer by proposing it anew.
        task.kind, worker = TaskKind.TASK, proposal.proposed_by
        task.due_on = way.today + TIME_TO_DECIDE
        words = TaskWords(_("Sent back to you"), proposal.comment[:HINT_LENGTH])
    elif proposal.state == "confirmed":
        task.state = TaskState.DONE
    put(way, task, words, worker_id=worker)


def _appointment(way: Way, document_id: UUID, service: Service) -> None:
    """Make a planned service a task, and end it when it is known what came of it."""
    task = _task_of(document_id)
    if service.state == "planned":
        task = task or Task(kind=TaskKind.APPOINTMENT, document_id=document_id)
        task.due_on, task.state = service.planned_on, TaskState.OPEN
    elif task is None:
        return
    else:
        task.state = TaskState.DONE if service.state == "given" else TaskState.SET_ASIDE
    title = vocabulary.label("services", service.kind) or _("Appointment")
    where = " · ".join(one for one in (service.planned_at, service.place) if one)
    put(way, task, TaskWords(title, where[:HINT_LENGTH]))


def _task_of(document_id: UUID) -> Task | None:
    return Task.objects.filter(document_id=document_id).order_by("id").first()


def set_aside(way: Way, *held: UUID) -> None:
    """End everything that is still due in a file but what outlives its closing.

    :param held: files that it holds, in which nothing stays due either
    """
    open_tasks = Task.objects.filter(case_id__in=[way.case.id, *held], state=TaskState.OPEN)
    open_tasks.exclude(kind__in=OUTLIVE).update(state=TaskState.SET_ASIDE)


def end_clock(case_id: UUID) -> None:
    """End what is due of a file's follow-up clock, and the day of what is next with it.

    Needs no key, because a yes also comes to its end while nobody is there.
    """
    tasks = Task.objects.filter(case_id=case_id, state=TaskState.OPEN)
    if tasks.filter(kind=TaskKind.LATER).update(state=TaskState.SET_ASIDE):
        rows = tasks.exclude(kind__in=NOT_NEXT).exclude(due_on=None)
        following = rows.order_by("due_on", "id").first()
        Case.objects.filter(pk=case_id).update(next_due_on=following and following.due_on)


def _ended(step_state: str) -> TaskState:
    return TaskState.DONE if step_state == "done" else TaskState.SET_ASIDE
