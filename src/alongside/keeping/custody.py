"""Who keeps what is locked away: the coordinators, and of them always two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alongside.organisations import queries as organisations
from alongside.organisations.enums import Role, TeamKind, UserState

if TYPE_CHECKING:
    from uuid import UUID

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
