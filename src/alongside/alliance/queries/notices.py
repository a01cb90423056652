"""What of the alliance waits for somebody: counts and states, nothing sealed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from alongside.alliance import policy
from alongside.alliance.enums.membership import ApplicationState
from alongside.alliance.models import Alliance, Application
from alongside.alliance.queries import alerts, membership, post, references
from alongside.alliance.queries.letterbox import public_teams

if TYPE_CHECKING:
    from datetime import datetime

    from alongside.alliance.queries.membership import Due
    from alongside.core.access import Actor


@dataclass(frozen=True, slots=True)
class Notices:
    """What waits: alerts, letters of visitors, her own membership, members to ask and more."""

    alerts: int = 0
    letters: int = 0
    own: Due | None = None
    others: int = 0
    asked: int = 0
    applications: int = 0


def notices(*, actor: Actor, now: datetime) -> Notices:
    """Return what waits for somebody who does public work; nothing for anybody else."""
    if not policy.can_write(actor):
        return Notices()
    due = membership.due(actor=actor, now=now)
    own = [one for one in due if one.member.organisation_id is not None]
    return Notices(
        alerts=alerts.waiting(actor=actor),
        letters=post.waiting(actor=actor),
        own=own[0] if own else None,
        others=len(due) - len(own),
        asked=references.waiting(actor=actor),
        applications=_to_decide(actor),
    )


def _to_decide(actor: Actor) -> int:
    """Return how many applications wait for her: those she agreed to wait for somebody else."""
    if not policy.can_act_for_all(actor, Alliance.secretariat_of_all()):
        return 0
    rows = Application.objects.filter(
        team__in=public_teams(actor=actor), state=ApplicationState.OPEN
    )
    return rows.exclude(agreements__user_id=actor.user_id).count()
