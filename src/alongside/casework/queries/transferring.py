"""To whom of another team a file can be given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID  # noqa: TC003  a dataclass's field

from alongside.casework import access, policy
from alongside.casework.queries.heads import HEAD, File, opened_file
from alongside.organisations import queries as organisations
from alongside.organisations.enums import UserState

if TYPE_CHECKING:
    from datetime import datetime

    from alongside.casework.access import Way
    from alongside.core.access import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A colleague in one of the teams that could keep the file."""

    team_id: UUID
    user_id: UUID
    team: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class TransferPage:
    """A file, and to whom of another team it can be given."""

    file: File
    targets: list[Target]


def to_transfer(*, actor: Actor, case_id: UUID, now: datetime) -> TransferPage:
    """Open a file to give it to another team; raises NoSuchFile, JournalUnavailable."""
    way = access.to_read(actor=actor, case_id=case_id, now=now)
    file = opened_file(way, way.keys(HEAD))
    way.journal_reading("file.read", way.compartments & HEAD)
    return TransferPage(file=file, targets=targets_of(way))


def targets_of(way: Way) -> list[Target]:
    """Return colleagues at work in the actor's other teams that keep files, by team and name."""
    teams = [
        team
        for team in organisations.teams_of(actor=way.actor)
        if team.kind in policy.FILE_TEAMS and team.id != way.case.team_id
    ]
    members = organisations.members_of(organisation_id=way.case.organisation_id, actor=way.actor)
    return [
        Target(team_id=team.id, user_id=one.id, team=team.name, name=one.display_name)
        for team in teams
        for one in members
        if one.state == UserState.ACTIVE and policy.is_keeper(one.role, one.team_ids, team.id)
    ]
