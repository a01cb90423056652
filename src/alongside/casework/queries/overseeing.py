"""What a coordinator looks after: what is late, who read how much, what waits, who has nobody.

Facts, never scores. Names stand only where she may open the file herself.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import ngettext

from alongside.audit import journal, queries as audit
from alongside.casework.enums import PEOPLE, TaskKind, TaskState
from alongside.casework.models import Case, Task
from alongside.casework.queries.named import people
from alongside.consent import queries as consents
from alongside.organisations import policy, queries as organisations
from alongside.organisations.enums import UserState
from alongside.ui.dates import due_label, short_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from alongside.casework.queries.rows import Row
    from alongside.core.access import Actor
    from alongside.organisations.queries import Member
    from alongside.ui.dates import Due

LOOKING_BACK = timedelta(days=30)
# Nobody works with so many people on one day; a register taken out by hand looks like this.
MANY = 40
COUNTED = 1000
NAMED = 5
SHOWN = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class FileLine:
    """A file she may open, by name."""

    case_id: str
    name: str
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LateLine:
    """How much of one colleague's is late, and the files it is about, the latest first."""

    worker: str
    count: int
    files: list[FileLine]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadLine:
    """How many files a colleague opened in 30 days, and on the day she opened most."""

    user_id: str
    name: str
    most: int
    on: str
    days: int
    is_unusual: bool

    @property
    def words(self) -> str:
        """Return the fact in words, such as "read 214 files on one day, 2 Mar"."""
        sentence = ngettext(
            "read %(most)d file on one day, %(day)s",
            "read %(most)d files on one day, %(day)s",
            self.most,
        )
        return sentence % {"most": self.most, "day": self.on}


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingLine:
    """Something that waits for a second person or a supervisor."""

    file: FileLine
    document_id: str
    asked: str
    due: Due


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Overview:
    """A coordinator's page; `late_is_more` says that counting stopped."""

    late: list[LateLine]
    late_is_more: bool
    reads: list[ReadLine]
    waiting: list[WaitingLine]
    alone: list[FileLine]
    endings: list[tuple[FileLine, Due]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFile:
    """A file a colleague opened; `file` is None where the coordinator may not open it."""

    file: FileLine | None
    times: int


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Readings:
    """The files one colleague opened, the last first; `more` is where the next page begins."""

    name: str
    files: list[ReadFile]
    more: int | None


def overview(*, actor: Actor, now: datetime) -> Overview:
    """Return what a coordinator looks after in her teams.

    :raises PermissionDenied: for everybody else
    """
    policy.can_manage_people(actor).or_raise()
    day = timezone.localdate(now)
    members = organisations.members_of(organisation_id=actor.organisation_id, actor=actor)
    names = {one.id: one.display_name for one in members}
    late, waiting = _late(actor, day), _waiting(actor)
    alone, soon = _alone(actor), consents.ending(actor=actor, now=now, limit=SHOWN)
    latest = {worker: list(cases)[:NAMED] for worker, (_n, cases) in late.items()}
    wanted = {one for cases in latest.values() for one in cases}
    wanted |= {task.case_id for task in waiting} | set(alone) | {one.case_id for one in soon}
    journal.record_reading(
        action="supervision.read", objects=[actor.organisation_id], actor=actor, now=now
    )
    named = people(actor=actor, case_ids=wanted, now=now)
    return Overview(
        late=[
            LateLine(
                worker=names.get(worker, "") if worker else "",
                count=count,
                files=_lines(latest[worker], named),
            )
            for worker, (count, _cases) in late.items()
        ],
        late_is_more=sum(count for count, _cases in late.values()) >= COUNTED,
        reads=_reads(actor, members, now),
        waiting=[
            WaitingLine(
                file=_line(task.case_id, named),
                document_id=str(task.document_id),
                asked=names.get(task.worker_id, "") if task.worker_id else "",
                due=due_label(task.due_on, day),
            )
            for task in waiting
            if str(task.case_id) in named
        ],
        alone=_lines(alone, named),
        endings=[
            (_line(one.case_id, named), due_label(one.expires_on, day))
            for one in soon
            if str(one.case_id) in named
        ],
    )


def readings_of(
    *, user_id: UUID, actor: Actor, now: datetime, before: int | None = None
) -> Readings:
    """Return which files a colleague opened in the last 30 days.

    :raises PermissionDenied: for everybody but coordinators
    :raises Http404: for nobody of her organisation
    """
    policy.can_manage_people(actor).or_raise()
    member = organisations.member(user_id=user_id, actor=actor)
    since = now - LOOKING_BACK
    found = audit.files_read(
        reader=user_id, since=since, actor=actor, before=before, limit=SHOWN + 1
    )
    shown = found[:SHOWN]
    journal.record_reading(
        action="supervision.readings.read", objects=[user_id], actor=actor, now=now
    )
    named = people(actor=actor, case_ids=_ids(one for one, _times, _last in shown), now=now)
    return Readings(
        name=member.display_name,
        files=[
            ReadFile(file=_line(one, named) if one in named else None, times=times)
            for one, times, _last in shown
        ],
        more=shown[-1][2] if len(found) > SHOWN else None,
    )


def _late(actor: Actor, day: date) -> dict[UUID | None, tuple[int, dict[UUID, None]]]:
    """Return how much is late by worker, and of which files, the latest first."""
    rows = Task.objects.filter(
        team_id__in=actor.team_ids, state=TaskState.OPEN, due_on__lt=day
    ).order_by("due_on", "id")
    found = list(rows.values_list("worker_id", "case_id")[:COUNTED])
    counts = Counter(worker for worker, _case in found)
    files: dict[UUID | None, dict[UUID, None]] = defaultdict(dict)
    for worker, case_id in found:
        files[worker].setdefault(case_id)
    return {worker: (count, files[worker]) for worker, count in counts.most_common()}


def _waiting(actor: Actor) -> list[Task]:
    rows = Task.objects.filter(
        team_id__in=actor.team_ids, state=TaskState.OPEN, kind=TaskKind.SECOND
    )
    return list(rows.order_by("due_on", "id")[:SHOWN])


def _alone(actor: Actor) -> list[UUID]:
    rows = Case.objects.filter(team_id__in=actor.team_ids, kind__in=PEOPLE, closed_on=None)
    nobody = Q(worker=None) | Q(worker__state=UserState.LEFT)
    oldest = rows.filter(nobody).order_by("opened_on", "id")
    return list(oldest.values_list("pk", flat=True)[:SHOWN])


def _reads(actor: Actor, members: list[Member], now: datetime) -> list[ReadLine]:
    days: dict[str, dict[date, int]] = defaultdict(dict)
    ids = [one.id for one in members]
    for reader, day, files in audit.amounts_read(
        readers=ids, since=now - LOOKING_BACK, actor=actor
    ):
        days[reader][day] = files
    lines = []
    for one in members:
        by_day = days.get(str(one.id))
        if not by_day:
            continue
        most_on = max(by_day, key=lambda day: (by_day[day], day))
        lines.append(
            ReadLine(
                user_id=str(one.id),
                name=one.display_name,
                most=by_day[most_on],
                on=short_date(most_on, timezone.localdate(now)),
                days=len(by_day),
                is_unusual=by_day[most_on] > MANY,
            )
        )
    return sorted(lines, key=lambda line: -line.most)


def _ids(texts: Iterable[str]) -> list[UUID]:
    """Return what are ids; what the journal names otherwise is no file."""
    found = []
    for one in texts:
        try:
            found.append(UUID(one))
        except ValueError:
            continue
    return found


def _lines(ids: Iterable[UUID], named: Mapping[str, Row]) -> list[FileLine]:
    return [_line(one, named) for one in ids if str(one) in named]


def _line(case_id: UUID | str, named: Mapping[str, Row]) -> FileLine:
    row = named[str(case_id)]
    return FileLine(case_id=str(case_id), name=row.name, reference=row.reference)
