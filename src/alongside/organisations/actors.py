"""From a row and opened keys to somebody who acts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alongside.core.access import Actor
from alongside.organisations.models import Membership
from alongside.vault.keyring import Keyring

if TYPE_CHECKING:
    from alongside.organisations.models import User
    from alongside.vault.people import UserKeys


def actor_for(user: User, keys: UserKeys) -> Actor:
    """Return the actor for a member at work, with a keyring over her teams; one query."""
    rows = Membership.objects.filter(user_id=user.id).values_list("team_id", flat=True)
    team_ids = frozenset(rows)
    return Actor(
        user_id=user.id,
        organisation_id=user.organisation_id,
        role=user.role,
        team_ids=team_ids,
        keys=Keyring(keys, user.organisation_id, team_ids),
    )
