"""How long files are kept, what is due, and what waits for the second person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from alongside.audit import journal
from alongside.casework.models import Case
from alongside.keeping import policy
from alongside.keeping.enums import STANDING, FileClass, Ground
from alongside.keeping.models import Due, Erasure, RetentionRule
from alongside.ui.dates import long_date

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from uuid import UUID

    from alongside.core.access import Actor

SHOWN = 200


@dataclass(frozen=True, slots=True)
class Rule:
    """How long files of one sort are kept; `years` is None where nobody has said."""

    sort: FileClass
    years: int | None
    reason: str

    @property
    def label(self) -> str:
        """Return what sort it is, in words."""
        return str(self.sort.label)


@dataclass(frozen=True, slots=True, kw_only=True)
class DueFile:
    """A file whose time is over, by its reference: no name is opened for it."""

    id: UUID
    reference: str
    kind: str
    closed: str
    due: str

    @property
    def words(self) -> str:
        """Return the line to tick."""
        return f"{self.reference} · {self.kind} · {self.closed}"


@dataclass(frozen=True, slots=True, kw_only=True)
class DuePage:
    """What is due and can be asked for, and what the actor may confirm as the second person."""

    due: list[DueFile]
    to_confirm: list[DueFile]


def rules(*, actor: Actor) -> list[Rule]:
    """Return how long an organisation keeps each sort of file; coordinators only."""
    policy.can_see_keeping(actor).or_raise()
    rows = RetentionRule.objects.filter(organisation_id=actor.organisation_id)
    known = {row.sort: row for row in rows}
    return [
        Rule(sort, known[sort].years, known[sort].reason) if sort in known else Rule(sort, None, "")
        for sort in FileClass
    ]


def due_files(*, actor: Actor, now: datetime) -> DuePage:
    """Return what is due in the actor's teams, the longest first; journalled."""
    policy.can_see_keeping(actor).or_raise()
    marks = Due.objects.filter(
        organisation_id=actor.organisation_id, team_id__in=actor.team_ids
    ).order_by("due_on", "id")
    days = dict(marks.values_list("case_id", "due_on")[:SHOWN])
    waiting = Erasure.objects.filter(
        organisation_id=actor.organisation_id,
        team_id__in=actor.team_ids,
        ground=Ground.RETENTION,
        state__in=STANDING,
    ).exclude(asked_by=actor.user_id)
    asked = dict(waiting.order_by("asked_on", "id").values_list("case_id", "id")[:SHOWN])
    cases = {case.id: case for case in Case.objects.filter(pk__in=[*days, *asked])}
    journal.record_reading(
        action="keeping.due.read", objects=[actor.organisation_id, *cases], actor=actor, now=now
    )
    due = [one for one in days if one in cases and one not in asked]
    return DuePage(
        due=_lines(((one, cases[one]) for one in due), {one: long_date(days[one]) for one in due}),
        to_confirm=_lines(((asked[one], cases[one]) for one in asked if one in cases), {}),
    )


def _lines(found: Iterable[tuple[UUID, Case]], days: dict[UUID, str]) -> list[DueFile]:
    return [
        DueFile(
            id=key,
            reference=case.reference,
            kind=str(FileClass(case.kind).label),
            closed=long_date(case.closed_on) if case.closed_on else "",
            due=days.get(case.id, ""),
        )
        for key, case in found
    ]
