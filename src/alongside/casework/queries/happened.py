"""What happened to her: episodes, registered incidents, and what threatens a defender."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from alongside.casework import access
from alongside.casework.policy import is_keeper
from alongside.casework.queries.heads import File, missing_part, open_parts, opened_file
from alongside.organisations import queries as organisations
from alongside.vault.compartments import Compartment

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from alongside.casework.access import Way
    from alongside.casework.reading import Part
    from alongside.core.access import Actor


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class EpisodesPage:
    """What happened to her, newest first."""

    file: File
    episodes: list[Part]
    incidents: list[Part]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ThreatsPage:
    """The tab "Threats": what threatens her, newest first, and her protection plan."""

    file: File
    threats: list[Part]
    plan: Part


def episodes(*, actor: Actor, case_id: UUID, now: datetime) -> EpisodesPage:
    """Open what happened to her; raises NoSuchFile, JournalUnavailable."""
    way, file, parts = _story(["episode", "incident"], actor=actor, case_id=case_id, now=now)
    way.journal_reading("file.story.read", way.compartments)
    return EpisodesPage(
        file=file,
        episodes=[part for part in parts if part.kind == "episode"],
        incidents=[part for part in parts if part.kind == "incident"],
    )


def threats(*, actor: Actor, case_id: UUID, now: datetime) -> ThreatsPage:
    """Open what threatens her; raises NoSuchFile, JournalUnavailable."""
    way, file, parts = _story(["threat"], actor=actor, case_id=case_id, now=now)
    way.journal_reading("file.threats.read", way.compartments)
    return ThreatsPage(file=file, threats=parts, plan=file.parts["safety_plan"])


def to_alert(*, actor: Actor, case_id: UUID, now: datetime) -> list[tuple[UUID, str]]:
    """Return the colleagues who hold a file's keys, by name; raises NoSuchFile."""
    way = access.to_read(actor=actor, case_id=case_id, now=now)
    members = organisations.members_of(organisation_id=actor.organisation_id, actor=actor)
    return [
        (one.id, one.display_name)
        for one in members
        if is_keeper(one.role, one.team_ids, way.case.team_id) and one.id != actor.user_id
    ]


def _story(
    kinds: list[str], *, actor: Actor, case_id: UUID, now: datetime
) -> tuple[Way, File, list[Part]]:
    """Open a file and these parts of it; where their key does not open, the first kind says so."""
    way = access.to_read(actor=actor, case_id=case_id, now=now)
    keys = way.keys()
    file = opened_file(way, keys)
    parts = [one for one in open_parts(way, keys, kinds) if not one.is_taken_back]
    if not parts and Compartment.STORY in keys.broken:
        parts = [missing_part(kinds[0], keys)]
    return way, file, parts
