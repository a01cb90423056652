"""The violence register: 25 lines along an index, opened with one key, journalled once."""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils import timezone

from alongside.casework import lines, policy, vocabulary
from alongside.casework.enums import FileKind
from alongside.casework.models import RegisterLine
from alongside.casework.queries.lists import (
    allowed_teams,
    file_teams,
    journal_problems,
    journal_rows,
)
from alongside.casework.queries.paging import ROWS, after_place, day_place, token
from alongside.casework.reading import called, cannot_be_opened
from alongside.casework.violence import telling
from alongside.consent.gate import keyring_of
from alongside.ui.dates import approximate, short_date

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from django.db.models import QuerySet

    from alongside.core.access import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterFilters:
    """Which incidents are shown, by who registered them and when; what they are is not in clear."""

    mine: bool = False
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class IncidentRow:
    """One incident in words. It names nobody, also where it is one of somebody who has a file."""

    case_id: str
    reference: str
    title: str
    contexts: str
    happened: str
    delay: str
    registered: str
    worker: str
    in_a_file: bool
    problem: str


@dataclass(frozen=True, slots=True, repr=False)
class RegisterPage:
    """One page of the register; `next` is "" on the last one."""

    rows: list[IncidentRow]
    next: str


class _Line(NamedTuple):
    """The columns a row is made of."""

    id: UUID
    case_id: UUID
    team_id: UUID
    worker_id: UUID
    worker_name: str
    reference: str
    kind: str
    registered_on: date
    epoch: int
    box: bytes


_COLUMNS = (
    "id",
    "case_id",
    "team_id",
    "worker_id",
    "worker__display_name",
    "case__reference",
    "case__kind",
    "registered_on",
    "epoch",
    "box",
)


def incident_list(
    *, actor: Actor, filters: RegisterFilters, now: datetime, after: str = ""
) -> RegisterPage:
    """Return one page of registered incidents, the last registered first, 25 at most.

    `after` is the `next` of the page before; any other text is the first page.

    :raises PermissionDenied: her role does not work with files
    """
    policy.can_list(actor).or_raise()
    found = _in_order(actor, filters, after)
    shown, more = found[:ROWS], len(found) > ROWS
    following = token(shown[-1].registered_on, shown[-1].id) if more else ""
    decisions = allowed_teams({one.team_id for one in shown}, actor=actor, now=now)
    shown = [one for one in shown if decisions[one.team_id]]
    ids = dict.fromkeys(one.case_id for one in shown)
    journal_rows(ids, decisions.values(), action="incidents.listed", actor=actor, now=now)
    rows = [_row(one, actor, timezone.localdate(now)) for one in shown]
    journal_problems([row.case_id for row in rows if row.problem], actor=actor, now=now)
    return RegisterPage(rows, following)


def _in_order(actor: Actor, filters: RegisterFilters, after: str) -> list[_Line]:
    """Return the next lines and one more; each team's lie in one index in this order."""
    rows = RegisterLine.objects.all()
    if filters.since:
        rows = rows.filter(registered_on__gte=filters.since)
    if filters.until:
        rows = rows.filter(registered_on__lte=filters.until)
    lanes = [[_Line(*row) for row in _lane(owned, after)] for owned in _owned(rows, actor, filters)]
    merged = heapq.merge(*lanes, key=lambda one: (one.registered_on, one.id), reverse=True)
    return list(islice(merged, ROWS + 1))


def _owned(
    rows: QuerySet[RegisterLine], actor: Actor, filters: RegisterFilters
) -> list[QuerySet[RegisterLine]]:
    if filters.mine:
        return [rows.filter(worker_id=actor.user_id, team_id__in=actor.team_ids)]
    return [rows.filter(team_id=team.id) for team in file_teams(actor)]


def _lane(rows: QuerySet[RegisterLine], after: str) -> QuerySet[RegisterLine, tuple[Any, ...]]:
    placed = after_place(rows, "registered_on", day_place(after), descending=True)
    return placed.values_list(*_COLUMNS)[: ROWS + 1]


def _row(one: _Line, actor: Actor, today: date) -> IncidentRow:
    words = lines.open_line(
        bytes(one.box),
        line_id=one.id,
        team_id=one.team_id,
        epoch=one.epoch,
        keyring=keyring_of(actor),
    )
    said = words or lines.LineWords()
    return IncidentRow(
        case_id=str(one.case_id),
        reference=one.reference,
        title=telling.type_words(said.core_type) if words else one.reference,
        contexts=telling.context_words(said.contexts),
        happened=approximate(said.happened) if said.happened else "",
        delay=vocabulary.label("delay_bands", said.delay),
        registered=short_date(one.registered_on, today),
        worker=called(one.worker_id, {one.worker_id: one.worker_name}, actor),
        in_a_file=one.kind != FileKind.INCIDENT,
        problem="" if words else cannot_be_opened(),
    )
