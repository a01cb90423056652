"""From a row and opened keys to somebody who acts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import UUIDField

from alongside.core.access import Actor
from alongside.core.prepared import Prepared
from alongside.organisations.models import Membership
from alongside.vault.keyring import Keyring

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from alongside.organisations.models import User
    from alongside.vault.people import UserKeys


def _teams(user_id: Any) -> QuerySet[Membership, tuple[Any, ...]]:
    return Membership.objects.filter(user_id=user_id).order_by().values_list("team_id")


# Every request asks who is asking.
_TEAMS = Prepared(_teams, UUIDField())


def actor_for(user: User, keys: UserKeys) -> Actor:
    """Return the actor for a member at work, with a keyring over her teams; one query."""
    team_ids = frozenset(team_id for (team_id,) in _TEAMS.rows(user.id))
    return Actor(
        user_id=user.id,
        organisation_id=user.organisation_id,
        role=user.role,
        team_ids=team_ids,
        keys=Keyring(keys, user.organisation_id, team_ids),
    )
