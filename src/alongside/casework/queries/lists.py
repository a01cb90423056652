"""Lists of people: 25 rows by one query along an index, opened with one key, journalled once."""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from django.db.models import CharField, DateField, F, UUIDField
from django.db.models.lookups import In
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.audit import journal
from alongside.casework import access, policy, vocabulary
from alongside.casework.enums import FileKind, Phase
from alongside.casework.models import Case
from alongside.casework.queries.paging import ROWS, after_place, day_place, number_place, token
from alongside.casework.queries.rows import COLUMNS, Found, Row, fetched_by_id, rows_of
from alongside.casework.search import keeping
from alongside.consent import gate
from alongside.consent.enums import Action
from alongside.core.prepared import Prepared
from alongside.organisations import queries as organisations
from alongside.ui import names
from alongside.vault.compartments import Compartment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date, datetime
    from uuid import UUID

    from django.db.models import QuerySet

    from alongside.core.access import Actor, Decision
    from alongside.organisations.models import Team

AT_ONCE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Which people a list shows; without `phase` and `closed`, those whose file is open."""

    kind: FileKind = FileKind.PERSON
    scope: Literal["mine", "team", "all"] = "mine"
    team_id: UUID | None = None
    phase: str = ""
    due: bool = False
    late: bool = False
    closed: bool = False
    language: str = ""

    @property
    def by_due(self) -> bool:
        """Return whether the list is in the order of what is due."""
        return self.due or self.late


@dataclass(frozen=True, slots=True, repr=False)
class Page:
    """One page of a list; `next` is "" on the last one, `problem` a sentence or ""."""

    rows: list[Row]
    next: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class ListChoices:
    """What the filters of a list offer."""

    teams: list[tuple[UUID, str]]
    phases: list[tuple[str, str]]
    languages: list[tuple[str, str]]


def list_choices(*, actor: Actor) -> ListChoices:
    """Return the teams, phases and languages to choose from."""
    teams = [(team.id, team.name) for team in file_teams(actor)]
    return ListChoices(teams, vocabulary.phases(), names.languages())


def case_list(*, actor: Actor, filters: Filters, now: datetime, after: str = "") -> Page:
    """Return one page of people, 25 at most.

    Newest files first; where it is about what is due, what is due first comes first. `after` is the
    `next` of the page before; any other text is the first page.

    :raises PermissionDenied: her role does not work with files
    """
    policy.can_list(actor).or_raise()
    today = timezone.localdate(now)
    if filters.language:
        found, following, problem = _speaking(actor, filters, today, after)
    else:
        found, following = _in_order(actor, filters, today, after)
        problem = ""
    decisions = allowed_teams({one.team_id for one in found}, actor=actor, now=now)
    found = [one for one in found if decisions[one.team_id]]
    ids = [one.id for one in found]
    journal_rows(ids, decisions.values(), action="files.listed", actor=actor, now=now)
    rows = rows_of(found, actor=actor, today=today)
    journal_problems([row.id for row in rows if row.problem], actor=actor, now=now)
    return Page(rows, following, problem)


def journal_rows(
    case_ids: Iterable[UUID],
    decisions: Iterable[Decision],
    *,
    action: str,
    actor: Actor,
    now: datetime,
) -> None:
    """Write once who sees which rows, before they are opened; raises JournalUnavailable."""
    bases = {gate.basis_of(decision) for decision in decisions}
    journal.record_reading(
        action=action,
        # Found by who looked at the list: the files in it are beside.
        objects=[actor.user_id, *case_ids],
        actor=actor,
        now=now,
        compartment=Compartment.LIST,
        basis=", ".join(sorted(bases)),
    )


def journal_problems(broken: Sequence[str], *, actor: Actor, now: datetime) -> None:
    """Write of which files the rows did not open; nothing where all of them did."""
    if broken:
        journal.record_reading(
            action="file.not_opened",
            objects=broken,
            actor=actor,
            now=now,
            compartment=Compartment.LIST,
        )


def allowed_teams(team_ids: Iterable[UUID], *, actor: Actor, now: datetime) -> dict[UUID, Decision]:
    """Ask the gate once for each team whose files are among the rows."""
    return {
        team_id: access.to_files_of(
            actor=actor,
            team_id=team_id,
            action=Action.READ,
            compartments=[Compartment.LIST],
            now=now,
        )
        for team_id in team_ids
    }


def _in_order(actor: Actor, filters: Filters, today: date, after: str) -> tuple[list[Found], str]:
    place, kind = day_place(after), _kind(filters)
    query = _lane(kind, from_a_place=place is not None)
    # What a query of this kind does not ask for is passed over.
    day, last = place or (today, actor.user_id)
    rest = (filters.phase, today, day, last)
    lanes = (
        [Found(*row) for row in query.rows(actor.organisation_id, owner, team_ids, *rest)]
        for owner, team_ids in _owners(actor, filters)
    )
    column = _column(kind)
    merged = heapq.merge(*lanes, key=lambda one: _place(one, column), reverse=not kind.by_due)
    found = list(islice(merged, ROWS + 1))
    if len(found) <= ROWS:
        return found, ""
    return found[:ROWS], token(*_place(found[ROWS - 1], column))


def _place(one: Found, column: str) -> tuple[date, UUID]:
    day = one.next_due_on if column == "next_due_on" else one.opened_on
    assert day is not None  # noqa: S101  the query left out what has no day
    return day, one.id


class _Kind(NamedTuple):
    """What makes one list's query another's."""

    of: FileKind
    mine: bool
    closed: bool
    by_phase: bool
    late: bool
    by_due: bool


def _kind(filters: Filters) -> _Kind:
    closed = filters.closed or filters.phase == Phase.CLOSED
    return _Kind(
        of=filters.kind,
        mine=filters.scope == "mine",
        closed=closed,
        by_phase=bool(filters.phase) and not closed,
        late=filters.late,
        by_due=filters.by_due,
    )


def _column(kind: _Kind) -> str:
    return "next_due_on" if kind.by_due else "opened_on"


def _owners(actor: Actor, filters: Filters) -> list[tuple[UUID, list[UUID]]]:
    """Return each owner whose files are in one order in one index, and the teams that keep them."""
    if filters.scope == "mine":
        return [(actor.user_id, list(actor.team_ids))]
    return [(team_id, [team_id]) for team_id in _teams(actor, filters)]


# Everybody's first page of the day; writing its SQL took a tenth of that page.
@cache
def _lane(kind: _Kind, *, from_a_place: bool) -> Prepared:
    def rows_of_an_owner(
        organisation: Any, owner: Any, team_ids: Any, phase: Any, today: Any, day: Any, last: Any
    ) -> QuerySet[Case, tuple[Any, ...]]:
        rows = Case.objects.filter(organisation_id=organisation, kind=kind.of)
        if kind.closed:
            rows = rows.filter(phase=Phase.CLOSED)
        else:
            rows = rows.filter(closed_on=None)
            if kind.by_phase:
                rows = rows.filter(phase=phase)
        if kind.late:
            rows = rows.filter(next_due_on__lt=today)
        elif kind.by_due:
            rows = rows.filter(next_due_on__isnull=False)
        if kind.mine:
            # `team_id__in` would look into what stands for the values.
            rows = rows.filter(In(F("team_id"), team_ids), worker_id=owner)
        else:
            rows = rows.filter(team_id=owner)
        place = (day, last) if from_a_place else None
        placed = after_place(rows, _column(kind), place, descending=not kind.by_due)
        return placed.values_list(*COLUMNS)[: ROWS + 1]

    ids, days = UUIDField, DateField
    return Prepared(rows_of_an_owner, ids(), ids(), ids(), CharField(), days(), days(), ids())


def _teams(actor: Actor, filters: Filters) -> list[UUID]:
    """Return whose files are listed; of somebody in one team without asking for its kind."""
    if filters.team_id is not None:
        return sorted({filters.team_id} & actor.team_ids)
    if len(actor.team_ids) == 1:
        return sorted(actor.team_ids)
    teams = [team.id for team in file_teams(actor)]
    return teams if filters.scope == "all" else teams[:1]


def file_teams(actor: Actor) -> list[Team]:
    """Return the actor's teams that keep files, by name."""
    teams = organisations.teams_of(actor=actor)
    return [team for team in teams if team.kind in policy.FILE_TEAMS]


def _speaking(
    actor: Actor, filters: Filters, today: date, after: str
) -> tuple[list[Found], str, str]:
    """Return a page of people who speak a language, the last that came in first.

    The language is not in clear, so the sealed segments say whose files to fetch.
    """
    team_ids = actor.team_ids if filters.scope == "mine" else _teams(actor, filters)
    broken: list[UUID] = []
    segments = keeping.open_newest_first(
        team_ids=team_ids, keyring=gate.keyring_of(actor), broken=broken
    )
    opened: list[keeping.Opened] = []
    speaking = _hits(segments, opened, keeping.language_key(filters.language))
    found, ends = [], []
    for at, hit, one in _fetched_in_order(speaking, number_place(after)):
        fits = one.team_id in team_ids and _fits(one, filters, actor, today)
        if fits and hit.stands(opened, one.team_id):
            found.append(one)
            ends.append(at)
        if len(found) > ROWS:
            break
    following = token(ends[ROWS - 1] + 1) if len(found) > ROWS else ""
    problem = _("Some people may be missing: a part of the search could not be opened.")
    return found[:ROWS], following, problem if broken else ""


def _hits(
    segments: Iterator[keeping.Opened], opened: list[keeping.Opened], language: str
) -> Iterator[keeping.Hit]:
    """Return who speaks a language, last first; `opened` takes the segments as they are opened."""
    for place, one in enumerate(segments):
        opened.append(one)
        for case_id in one.segment.speaking(language)[::-1]:
            yield keeping.Hit(case_id, place)


def _fetched_in_order(
    speaking: Iterable[keeping.Hit], begin: int
) -> Iterator[tuple[int, keeping.Hit, Found]]:
    numbered = islice(enumerate(speaking), begin, None)
    while some := list(islice(numbered, AT_ONCE)):
        rows = fetched_by_id(hit.case_id for _at, hit in some)
        for at, hit in some:
            if one := rows.get(hit.case_id):
                yield at, hit, one


def _fits(one: Found, filters: Filters, actor: Actor, today: date) -> bool:
    """Say of one row what `_lane` says of a query."""
    closed = filters.closed or filters.phase == Phase.CLOSED
    day = one.next_due_on
    return (
        one.kind == filters.kind
        and (one.phase == Phase.CLOSED) == closed
        and filters.phase in {"", one.phase}
        and (filters.scope != "mine" or one.worker_id == actor.user_id)
        and (not filters.by_due or day is not None)
        and (not filters.late or (day is not None and day < today))
    )
