"""Notes for a shift: which there are; opening one is an action, because it is written down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from alongside.casework import policy
from alongside.casework.enums import PEOPLE
from alongside.casework.models import Case, ShiftNote, ShiftReading
from alongside.casework.queries.named import people
from alongside.organisations import queries as organisations
from alongside.organisations.enums import TeamKind
from alongside.ui.dates import day_and_time

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from django.db.models import QuerySet

    from alongside.core.access import Actor
    from alongside.organisations.models import Team

SHOWN = 50
FILES_OFFERED = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteHead:
    """A note on a list: nothing of what it says."""

    id: str
    team: str
    author: str
    written: str
    ends: str
    is_new: bool


@dataclass(frozen=True, slots=True)
class FileLink:
    """A file a note speaks of; `name` is blank for who may not open it."""

    case_id: str
    reference: str
    name: str
    may_open: bool


@dataclass(frozen=True, slots=True)
class Reader:
    """Who read a note, and when."""

    name: str
    when: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class NotePage:
    """A note that was opened."""

    id: str
    team: str
    author: str
    written: str
    ends: str
    text: str
    problem: str
    files: list[FileLink]
    readers: list[Reader]
    may_end: bool


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Writing:
    """For which teams a note can be written, and of which files it can speak."""

    teams: list[tuple[UUID, str]]
    files: list[tuple[UUID, str]]


def shift_notes(*, actor: Actor, now: datetime) -> list[NoteHead]:
    """Return the notes of the actor's teams that have not ended, newest first. Two queries."""
    policy.can_list(actor).or_raise()
    notes = list(standing(actor, now)[:SHOWN])
    mine = ShiftReading.objects.filter(reader_id=actor.user_id, note__in=notes)
    read = set(mine.values_list("note_id", flat=True))
    return [_head(note, now, is_new=note.id not in read, actor=actor) for note in notes]


def to_write_shift_note(*, actor: Actor, now: datetime) -> Writing:
    """Return what a new note can be about: her teams, and the newest of her own open files."""
    policy.can_list(actor).or_raise()
    mine = Case.objects.filter(
        worker_id=actor.user_id, team_id__in=actor.team_ids, kind__in=PEOPLE, closed_on=None
    )
    ids = list(mine.order_by("-opened_on", "-id").values_list("pk", flat=True)[:FILES_OFFERED])
    named = people(actor=actor, case_ids=ids, now=now)
    found = [(one, named[str(one)]) for one in ids if str(one) in named]
    return Writing(
        teams=[(team.id, team.name) for team in own_teams(actor)],
        files=[(one, f"{row.name} · {row.reference}") for one, row in found],
    )


def standing(actor: Actor, now: datetime) -> QuerySet[ShiftNote]:
    """Return the notes of the actor's teams whose time is not over, newest first."""
    rows = ShiftNote.objects.filter(team_id__in=actor.team_ids, ends_at__gt=now)
    return rows.select_related("team", "author").order_by("-written_at", "-id")


def own_teams(actor: Actor) -> list[Team]:
    """Return the teams of the actor's that work in shifts; research does not."""
    return [one for one in organisations.teams_of(actor=actor) if one.kind != TeamKind.RESEARCH]


def _head(note: ShiftNote, now: datetime, *, is_new: bool, actor: Actor) -> NoteHead:
    return NoteHead(
        id=str(note.id),
        team=note.team.name,
        author=note.author.display_name,
        written=day_and_time(note.written_at, timezone.localdate(now)),
        ends=day_and_time(note.ends_at, timezone.localdate(now)),
        is_new=is_new and note.author_id != actor.user_id,
    )
