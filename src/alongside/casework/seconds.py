"""Who can be the second of two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alongside.casework import policy, supervising
from alongside.casework.contents import APPROVED
from alongside.organisations import queries as organisations
from alongside.organisations.enums import UserState

if TYPE_CHECKING:
    from uuid import UUID

    from alongside.casework.access import Way
    from alongside.vault.documents import Opened


def second_people(way: Way, about: Opened | None = None) -> list[tuple[UUID, str]]:
    """Return the colleagues at work who may be the second to decide, by name.

    They keep the file; what is approved is for supervisors, and for nobody who wrote it.
    """
    approved = about if about is not None and about.kind in APPROVED else None
    rules = supervising.rules_of(way.case.organisation_id) if approved else None
    members = organisations.members_of(organisation_id=way.case.organisation_id, actor=way.actor)
    not_hers = {way.actor.user_id, *([approved.author_id] if approved else [])}
    return [
        (one.id, one.display_name)
        for one in members
        if policy.is_keeper(one.role, one.team_ids, way.case.team_id)
        if one.id not in not_hers and one.state == UserState.ACTIVE
        if rules is None or rules.is_supervisor(one.id, one.role)
    ]
