"""What is due for one colleague."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from alongside.audit import journal
from alongside.casework import access, dues, policy
from alongside.casework.enums import DECISIONS, PEOPLE, TaskKind, TaskState
from alongside.casework.models import Case, Task
from alongside.casework.queries.heads import TASK_ICONS, place_of
from alongside.casework.queries.rows import not_given
from alongside.casework.reading import cannot_be_opened
from alongside.casework.summaries import open_box
from alongside.consent import queries as consents
from alongside.consent.enums import Action
from alongside.consent.gate import basis_of, keyring_of
from alongside.ui.dates import Due, due_label
from alongside.vault.compartments import Compartment
from alongside.vault.primitives import CannotOpen
from alongside.vault.trust import Untrusted

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.db.models import QuerySet

    from alongside.core.access import Actor

AHEAD = timedelta(days=7)
SHOWN = 50
# Counting stops here: nobody needs to know whether it is 312 or 313, and the page stays quick.
COUNTED = 100


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class TodayTask:
    """Something due, with whom it is for."""

    id: str
    case_id: str
    text: str
    hint: str
    name: str
    due: Due
    icon: str
    kind: str
    document_id: str
    problem: str

    @property
    def place(self) -> str:
        """Return what opens it from Today: her file, or at once what is to be decided."""
        if self.kind not in {TaskKind.TASK, *DECISIONS}:
            return ""
        return place_of(self.kind, self.document_id)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Today:
    """A caseworker's day; the `_words` of a count end in + where counting stopped."""

    with_you: int
    with_you_words: str
    due: list[TodayTask]
    late_count: int
    late_words: str
    consents_ending: int
    problem: str


def today(*, actor: Actor, now: datetime) -> Today:
    """Return what is late, due today and in the next seven days, the latest first.

    :raises PermissionDenied: her role does not work with files
    """
    policy.can_list(actor).or_raise()
    day = timezone.localdate(now)
    mine = Task.objects.filter(
        worker_id=actor.user_id, state=TaskState.OPEN, team_id__in=actor.team_ids
    )
    due = mine.filter(due_on__lte=day + AHEAD).select_related("case").order_by("due_on", "id")
    tasks = list(due[:SHOWN])
    decisions = {
        team_id: access.to_files_of(
            actor=actor,
            team_id=team_id,
            action=Action.READ,
            compartments=[Compartment.LIST],
            now=now,
        )
        for team_id in {task.team_id for task in tasks}
    }
    tasks = [task for task in tasks if decisions[task.team_id]]
    files = Case.objects.filter(
        worker_id=actor.user_id, team_id__in=actor.team_ids, kind__in=PEOPLE, closed_on=None
    )
    with_you, late = _count(files), _count(mine.filter(due_on__lt=day))
    journal.record_reading(
        action="today.read",
        objects=[actor.user_id, *dict.fromkeys(task.case_id for task in tasks)],
        actor=actor,
        now=now,
        compartment=Compartment.LIST,
        basis=", ".join(sorted({basis_of(one) for one in decisions.values()})),
    )
    shown = [_task(task, actor, day) for task in tasks]
    broken = [one.id for one in shown if one.problem]
    if broken:
        journal.record_reading(
            action="file.not_opened",
            objects=broken,
            actor=actor,
            now=now,
            compartment=Compartment.LIST,
        )
    return Today(
        with_you=with_you,
        with_you_words=_words(with_you),
        due=shown,
        late_count=late,
        late_words=_words(late),
        consents_ending=len(consents.ending(actor=actor, now=now)),
        problem=cannot_be_opened() if broken else "",
    )


def _count(rows: QuerySet[Case] | QuerySet[Task]) -> int:
    return len(rows.order_by().values_list("pk", flat=True)[: COUNTED + 1])


def _words(count: int) -> str:
    return f"{COUNTED}+" if count > COUNTED else str(count)


def _task(task: Task, actor: Actor, day: date) -> TodayTask:
    words = dues.words_of(task, keyring_of(actor))
    name = _name(task.case, actor)
    return TodayTask(
        id=str(task.id),
        case_id=str(task.case_id),
        text=words.text if words else cannot_be_opened(),
        hint=words.hint if words else "",
        name=name if name is not None else task.case.reference,
        due=due_label(task.due_on, day),
        icon=TASK_ICONS[TaskKind(task.kind)],
        kind=task.kind,
        document_id=str(task.document_id or ""),
        problem="" if words and name is not None else cannot_be_opened(),
    )


def _name(case: Case, actor: Actor) -> str | None:
    try:
        key = keyring_of(actor).list_key(case.team_id, case.summary_epoch)
        summary = open_box(bytes(case.summary), case_id=case.id, epoch=case.summary_epoch, key=key)
    except (CannotOpen, Untrusted):
        return None
    return summary.called or not_given()
