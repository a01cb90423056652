"""What every page of a file shows: who she is, how to reach her, what is next, what she wants."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import Q, UUIDField
from django.utils.translation import gettext as _

from alongside.casework import dues, policy, reading
from alongside.casework.contents import KINDS, Goal, Identity, Joined, SafeContact, SafetyPlan
from alongside.casework.enums import PEOPLE, ClosedReason, TaskKind, TaskState
from alongside.casework.models import Task
from alongside.casework.queries.alike import AlikeView, alike_of
from alongside.casework.queries.contact import Contact, contact_in, reached_by
from alongside.casework.queries.joined import JoinedView, joined_of
from alongside.casework.queries.rows import Chip, kind_chips, not_given, phase_chip, warning_chips
from alongside.casework.reading import Part
from alongside.consent import queries as consents
from alongside.core.prepared import Prepared, columns, made
from alongside.ui.dates import Due, due_label, long_date, short_date
from alongside.ui.names import language
from alongside.vault import documents
from alongside.vault.compartments import Compartment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from uuid import UUID

    from django.db.models import QuerySet

    from alongside.casework.access import Way
    from alongside.casework.models import Case
    from alongside.vault.ring import Ring, RingKey

HEAD = frozenset({Compartment.IDENTITY, Compartment.LOCATION, Compartment.CASEWORK})
# The parts that every page opens; notes and services only where they are shown.
ALWAYS = (
    "identity",
    "safe_contact",
    "whereabouts",
    "safety_plan",
    "needs",
    "pathway",
    "goal",
    "likeness",
    "joined",
)
# Of these a file may have many.
MANY = frozenset({Goal.kind_of, Joined.kind_of})
TASKS_SHOWN = 20
TASK_ICONS = {
    TaskKind.TASK: "check",
    TaskKind.STEP: "flag",
    TaskKind.FOLLOW_UP: "phone",
    TaskKind.LATER: "phone",
    TaskKind.ALERT: "shield",
    TaskKind.APPOINTMENT: "calendar",
    TaskKind.DECISION: "flag",
    TaskKind.SECOND: "people",
    TaskKind.KEEPING: "people",
    TaskKind.MAJORITY: "calendar",
}
# Where something due is found in her file; what stands alone is only ticked.
TASK_PLACES = {
    TaskKind.STEP: "plan/",
    TaskKind.FOLLOW_UP: "services/",
    TaskKind.LATER: "services/",
    TaskKind.APPOINTMENT: "services/",
    TaskKind.DECISION: "conference/{document_id}/read/",
    TaskKind.SECOND: "decision/{document_id}/",
    TaskKind.KEEPING: "keeping/",
}
COMPARTMENT_WORDS: dict[str, Callable[[], str]] = {
    Compartment.IDENTITY: lambda: _("Who she is could not be opened."),
    Compartment.LOCATION: lambda: _("How to reach her and her safety plan could not be opened."),
    Compartment.STORY: lambda: _("What happened to her could not be opened."),
    Compartment.CASEWORK: lambda: _("Notes, plan and services could not be opened."),
}


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Head:
    """The top of a file's page."""

    id: str
    reference: str
    name: str
    given: bool
    pronoun: str
    speaks: str
    interpreter: bool
    worker: str
    since: str
    phase: Chip
    chips: tuple[Chip, ...]
    closed: str
    kind: str

    @property
    def is_person(self) -> bool:
        """Return whether it is about somebody, and not an incident that stands alone."""
        return self.kind in PEOPLE


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class NextTask:
    """Something due for her."""

    id: str
    text: str
    hint: str
    due: Due
    kind: str
    icon: str
    step: bool
    document_id: str
    # In which file it is due: this one, or one that it holds.
    case_id: str

    @property
    def place(self) -> str:
        """Return where in her file it is done, to put behind the file's address."""
        return place_of(self.kind, self.document_id)


@dataclass(frozen=True, slots=True, repr=False)
class Want:
    """What she wants and how far the steps have come."""

    id: str
    words: str
    done: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Rights:
    """What the asker may do with this file now."""

    write: bool
    # What the follow-up clock asks goes on after a file is closed.
    keep_in_touch: bool
    close: bool
    reopen: bool
    hand_over: bool
    export: bool
    export_plain: bool


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class File:
    """An opened file without its timeline."""

    id: UUID
    case: object
    head: Head
    contact: Contact | None
    tasks: list[NextTask]
    wants: list[Want]
    problems: list[str]
    parts: dict[str, Part]
    goals: list[Part] = field(default_factory=list)
    rights: Rights
    # Other files that may be about her, for who may know of them.
    alike: list[AlikeView] = field(default_factory=list)
    # Files about her that this one holds, or that holds it; for who keeps both.
    joined: list[JoinedView] = field(default_factory=list)

    @property
    def held_by(self) -> JoinedView | None:
        """Return the file that holds this one."""
        return next((one for one in self.joined if not one.holds), None)


def opened_file(way: Way, keys: Ring) -> File:
    """Open the parts every page shows; what does not open is named and journalled."""
    found = open_parts(way, keys, ALWAYS)
    parts = {kind: missing_part(kind, keys) for kind in ALWAYS if kind not in MANY}
    goals, joinings = [], []
    for part in reversed(found):
        if part.is_taken_back:
            continue
        if part.kind == Goal.kind_of:
            goals.append(part)
        elif part.kind == Joined.kind_of:
            joinings.append(part)
        else:
            parts[part.kind] = part
    joined = joined_of(way, joinings)
    return File(
        id=way.case.id,
        case=way.case,
        head=_head(way, parts),
        contact=contact_in(reached_by(way, parts["safe_contact"], joined)),
        tasks=_tasks(way, [one.other for one in joined if one.holds]),
        wants=[_want(part) for part in goals if _is_active(part)],
        problems=_problems(keys, found),
        parts=parts,
        goals=goals,
        rights=_rights(way),
        alike=alike_of(way, parts["likeness"]),
        joined=joined,
    )


def open_parts(
    way: Way,
    keys: Mapping[str, RingKey],
    kinds: Iterable[str],
    *,
    limit: int | None = None,
    before: tuple[object, UUID] | None = None,
    subject: UUID | None = None,
) -> list[Part]:
    """Open documents of these kinds, newest first, and journal those that do not open.

    :param subject: a file that this one holds, where they lie there
    """
    opened = documents.open_documents(
        subject=subject or way.case.id,
        keys=keys,
        kinds=kinds,
        limit=limit,
        before=before,  # type: ignore[arg-type]
    )
    parts = reading.parts(opened, actor=way.actor, today=way.today, names=way.names)
    broken = [part for part in parts if part.problem]
    if broken:
        compartments = [KINDS[part.kind].compartment for part in broken]
        way.could_not_open(compartments, *(part.document_id for part in broken if part.document_id))
    return parts


def place_of(kind: str, document_id: str) -> str:
    """Return where in a file something due is done, to put behind the file's address."""
    if kind == TaskKind.TASK and document_id:
        # The only task of a document that is ticked off by hand: a proposal that was sent back.
        kind = TaskKind.SECOND
    return TASK_PLACES.get(TaskKind(kind), "").format(document_id=document_id)


def missing_part(kind: str, keys: Ring) -> Part:
    """Return the part of a kind that is not there, or lies where nothing opens."""
    broken = KINDS[kind].compartment in keys.broken
    return Part(kind=kind, problem=reading.cannot_be_opened() if broken else "")


def _head(way: Way, parts: Mapping[str, Part]) -> Head:
    case = way.case
    identity = parts["identity"].content or Identity()
    plan = parts["safety_plan"].content or SafetyPlan()
    contact = parts["safe_contact"].content or SafeContact()
    reading.learn(way.names, [case.worker_id] if case.worker_id else [], way.actor)
    return Head(
        id=str(case.id),
        reference=case.reference,
        name=identity.called or _unnamed(case, parts["identity"]),
        given=bool(identity.called),
        pronoun=identity.pronoun,
        speaks=_speaks(identity),
        interpreter=bool(identity.interpreter),
        worker=reading.called(case.worker_id, way.names, way.actor),
        since=long_date(case.since),
        phase=phase_chip(case.phase),
        chips=(
            *kind_chips(case.kind),
            *warning_chips(safety_plan=plan.active, do_not_call="call" in contact.never),
            *_consent_chips(way),
        ),
        closed=_closed(way),
        kind=case.kind,
    )


def _unnamed(case: Case, identity: Part) -> str:
    """Return what stands where no name is: nothing where one is locked away, or does not open."""
    return "" if identity.problem or case.masked_on is not None else not_given()


def _speaks(identity: Identity) -> str:
    spoken = [identity.language, *identity.other_languages]
    return ", ".join(language(one) for one in spoken if one)


def _consent_chips(way: Way) -> list[Chip]:
    ends = consents.next_expiry(actor=way.actor, case_ids=[way.case.id], now=way.now)
    until = ends.get(way.case.id)
    if until is None:
        return []
    return [Chip(_("Consent until %(day)s") % {"day": short_date(until, way.today)}, "green")]


def _closed(way: Way) -> str:
    case = way.case
    if case.closed_on is None:
        return ""
    reason = ClosedReason(case.closed_reason).label if case.closed_reason else ""
    return _("Closed on %(day)s: %(reason)s") % {"day": long_date(case.closed_on), "reason": reason}


def _tasks(way: Way, others: Iterable[UUID]) -> list[NextTask]:
    if Compartment.CASEWORK not in way.compartments or not way.is_keeper:
        return []
    rows = _OPEN_TASKS.rows([way.case.id, *others], way.actor.user_id)
    tasks = sorted((made(Task, row) for row in rows), key=lambda task: task.due_on is None)
    return [_task(way, task) for task in tasks]


def _open_tasks(case_ids: list[UUID], user_id: UUID) -> QuerySet[Task, tuple[Any, ...]]:
    # A list of a key to another table is only taken as values; of the key there, as parameters.
    rows = Task.objects.filter(case__id__in=case_ids, state=TaskState.OPEN)
    rows = rows.filter(~Q(kind=TaskKind.ALERT) | Q(worker_id=user_id))
    return rows.order_by("due_on", "id").values_list(*columns(Task))[:TASKS_SHOWN]


_OPEN_TASKS = Prepared(_open_tasks, UUIDField(), UUIDField())


def _task(way: Way, task: Task) -> NextTask:
    words = dues.words_of(task, way.keyring)
    if words is None:
        way.could_not_open([Compartment.LIST], task.id)
    return NextTask(
        id=str(task.id),
        text=words.text if words else reading.cannot_be_opened(),
        hint=words.hint if words else "",
        due=due_label(task.due_on, way.today),
        kind=task.kind,
        icon=TASK_ICONS[TaskKind(task.kind)],
        step=task.kind == TaskKind.STEP,
        document_id=str(task.document_id or ""),
        case_id=str(task.case_id),
    )


def _is_active(part: Part) -> bool:
    # A register's support plan may say what is done and not what she wants.
    goal = part.content
    return isinstance(goal, Goal) and goal.state == "active" and bool(goal.words)


def _want(part: Part) -> Want:
    goal = part.content
    counted = [step for step in goal.steps if step.state != "set_aside"]
    done = sum(step.state == "done" for step in counted)
    return Want(str(part.document_id), goal.words, done, len(counted))


def _problems(keys: Ring, found: Iterable[Part]) -> list[str]:
    problems = [words() for label, words in COMPARTMENT_WORDS.items() if label in keys.broken]
    if any(part.problem for part in found):
        problems.append(reading.cannot_be_opened())
    return problems


def _rights(way: Way) -> Rights:
    case, actor = way.case, way.actor
    is_open = case.closed_on is None
    is_held = case.closed_reason == ClosedReason.JOINED
    decides = bool(policy.can_decide(actor, case))
    writes = bool(policy.can_write(actor, case))
    exports = bool(policy.can_export_file(actor, case))
    return Rights(
        # What is under way in a file that another holds is finished there.
        write=(is_open or is_held) and writes,
        keep_in_touch=writes,
        close=is_open and decides,
        reopen=not is_open and not is_held and decides,
        hand_over=is_open and decides,
        export=exports,
        export_plain=exports and bool(policy.can_export_plain(actor)),
    )
