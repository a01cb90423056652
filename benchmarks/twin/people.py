"""The list of people and the search, in plaintext."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone

from alongside.casework.queries import Filters, Page, Row
from alongside.casework.queries.finding import Found
from alongside.casework.queries.paging import ROWS, after_place, day_place, token
from alongside.casework.queries.rows import _Words, warning_chips
from benchmarks.twin.models import PlainPerson

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from alongside.core.access import Actor

COLUMNS = (
    "id",
    "reference",
    "called",
    "route",
    "next",
    "needs",
    "phase",
    "opened_on",
    "next_due_on",
    "worker_id",
    "worker__display_name",
    "safety_plan",
    "do_not_call",
)


def case_list(*, actor: Actor, filters: Filters, now: datetime, after: str = "") -> Page:
    """Return a page of people; only what the measured pages filter by is there."""
    rows = PlainPerson.objects.filter(closed_on=None)
    if filters.scope == "mine":
        rows = rows.filter(worker_id=actor.user_id)
    else:
        rows = rows.filter(team_id__in=actor.team_ids)
    column = "next_due_on" if filters.by_due else "opened_on"
    placed = after_place(rows, column, day_place(after), descending=not filters.by_due)
    found = list(placed.values_list(*COLUMNS)[: ROWS + 1])
    following = token(found[ROWS - 1][7], found[ROWS - 1][0]) if len(found) > ROWS else ""
    return Page(_rows(found[:ROWS], actor, timezone.localdate(now)), following)


def find(*, actor: Actor, text: str, now: datetime) -> Found:
    """Find by LIKE: a scan of the names as they are written, with no forgiveness at all."""
    rows = PlainPerson.objects.filter(team_id__in=actor.team_ids, called__icontains=text)
    return Found(_rows(rows.values_list(*COLUMNS)[:ROWS], actor, timezone.localdate(now)))


def _rows(found: Iterable[Any], actor: Actor, today: date) -> list[Row]:
    words = _Words(actor, today)
    return [
        Row(
            id=str(key),
            reference=reference,
            name=name,
            given=bool(name),
            route=route,
            next=next_,
            due=words.due(due),
            late=due is not None and due < today,
            worker=words.worker(worker_id, worker),
            chips=(words.phase(phase), *warning_chips(safety_plan=plan, do_not_call=no_call)),
            needs=words.needs(tuple(needs)),
            problem="",
        )
        for (
            key,
            reference,
            name,
            route,
            next_,
            needs,
            phase,
            _,
            due,
            worker_id,
            worker,
            plan,
            no_call,
        ) in found
    ]
