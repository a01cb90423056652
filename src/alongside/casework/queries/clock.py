"""The page on which a follow-up clock is planned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from alongside.casework import access, clock, reaching
from alongside.casework.contents import FollowUp, Livelihood, Repatriation
from alongside.casework.queries.heads import HEAD, File, open_parts, opened_file
from alongside.casework.queries.touch import FollowUpView, follow_up_view

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from alongside.casework.access import Way
    from alongside.casework.clock import Start
    from alongside.casework.reading import Part
    from alongside.core.access import Actor


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ClockPage:
    """What is known before a follow-up clock is planned."""

    file: File
    starts: list[Start]
    planned: list[FollowUpView]
    hints: dict[str, str]
    until: date | None


def follow_up_clock(*, actor: Actor, case_id: UUID, now: datetime) -> ClockPage:
    """Open what a follow-up clock is planned from; raises NoSuchFile, JournalUnavailable."""
    way = access.to_read(actor=actor, case_id=case_id, now=now)
    keys = way.keys(HEAD)
    file = opened_file(way, keys)
    kinds = (Repatriation.kind_of, Livelihood.kind_of, FollowUp.kind_of)
    contents = [part for part in open_parts(way, keys, kinds) if part.content]
    way.journal_reading("file.way.read", way.compartments & HEAD)
    agreed = clock.agreement(way)
    later = [
        part
        for part in contents
        if isinstance(part.content, FollowUp) and part.content.mark and part.content.is_open
    ]
    journeys = [part.content for part in contents if isinstance(part.content, Repatriation)]
    works = [part.content for part in contents if isinstance(part.content, Livelihood)]
    return ClockPage(
        file=file,
        starts=clock.starts(next(iter(journeys), None), works, way.case.closed_on),
        planned=clock_views(later, way, file),
        hints=reaching.hints(file.parts["safe_contact"].content),
        until=clock.last_day(agreed) if agreed else None,
    )


def clock_views(parts: list[Part], way: Way, file: File) -> list[FollowUpView]:
    """Return the days of the clock in order, without those another clock replaced."""
    shown = [part for part in parts if part.content.set_aside_on is None]
    shown.sort(key=lambda part: part.content.planned_on or date.max)
    return [follow_up_view(part, way, file) for part in shown]
