"""What happens here when a team's keys change.

It loads what it works with when that comes, so that a node starts without it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from alongside.organisations.signals import team_rekeyed

if TYPE_CHECKING:
    from uuid import UUID

    from alongside.vault.keyring import Keyring


def listen() -> None:
    """Connect; called once when the room is ready."""
    team_rekeyed.connect(carry, dispatch_uid="alliance")


def carry(*, team_id: UUID, keyring: Keyring, limit: int, **_told: Any) -> int:
    """Carry over to the team's new key what waits on the site and every slip of the team.

    Returns how many slips are left.
    """
    from alongside.alliance import exchange, slips

    exchange.renew(team_id=team_id, keyring=keyring)
    return slips.carry(team_id=team_id, keyring=keyring, limit=limit)
