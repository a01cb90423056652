"""Who can be the second of two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alongside.casework import policy
from alongside.organisations import queries as organisations
from alongside.organisations.enums import UserState

if TYPE_CHECKING:
    from uuid import UUID

    from alongside.casework.access import Way


def second_people(way: Way) -> list[tuple[UUID, str]]:
    """Return the colleagues at work who keep a file, without the actor, by name."""
    members = organisations.members_of(organisation_id=way.case.organisation_id, actor=way.actor)
    return [
        (one.id, one.display_name)
        for one in members
        if policy.is_keeper(one.role, one.team_ids, way.case.team_id)
        if one.id != way.actor.user_id and one.state == UserState.ACTIVE
    ]
