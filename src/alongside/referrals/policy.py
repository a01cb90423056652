"""Who may hand on and who may answer. Pure functions: no queries, no requests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alongside.core.access import Actor
from alongside.organisations.policy import can_refer
from alongside.referrals.enums import Party, Side

if TYPE_CHECKING:
    from alongside.core.access import AnyActor
    from alongside.referrals.models import Referral

__all__ = ["can_refer", "is_hers", "party_of"]


def is_hers(actor: AnyActor, referral: Referral) -> bool:
    """Return whether a referral is one the actor deals with: her team's, or still nobody's."""
    if not isinstance(actor, Actor) or referral.organisation_id != actor.organisation_id:
        return False
    return referral.team_id is None or referral.team_id in actor.team_ids


def party_of(referral: Referral) -> Party:
    """Return which party the owner of this copy is."""
    return Party.REQUESTER if referral.side == Side.SENT else Party.RESPONDER
