"""Who keeps what is locked away: the coordinators, and of them always two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alongside.organisations import queries as organisations
from alongside.organisations.enums import Role, TeamKind, UserState
from alongside.referrals import actions as referrals

if TYPE_CHECKING:
    from uuid import UUID

    from alongside.casework.access import Way
    from alongside.core.access import Actor


def coordinators(actor: Actor) -> list[tuple[UUID, str]]:
    """Return the coordinators at work, by name."""
    members = organisations.members_of(organisation_id=actor.organisation_id, actor=actor)
    return [
        (one.id, one.display_name)
        for one in members
        if one.role == Role.COORDINATOR and one.state == UserState.ACTIVE
    ]


def team(actor: Actor) -> UUID:
    """Return the team of the coordinators."""
    teams = organisations.all_teams(actor=actor)
    return next(one.id for one in teams if one.kind == TeamKind.COORDINATION)


def take_referrals(way: Way) -> None:
    """Let the coordinators alone deal with what is referred of or to a file."""
    _move_referrals(way, way.case.team_id, team(way.actor))


def give_referrals_back(way: Way) -> None:
    """Let the team of a file deal with its referrals again."""
    _move_referrals(way, team(way.actor), way.case.team_id)


def _move_referrals(way: Way, from_team: UUID, to_team: UUID) -> None:
    referrals.move(
        case_id=way.case.id, from_team=from_team, to_team=to_team, actor=way.actor, now=way.now
    )
