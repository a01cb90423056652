"""What this room does when her answers change.

Each loads what it works with when its news comes, so that a node starts without it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from alongside.casework.signals import file_moved
from alongside.consent.enums import Purpose, RecipientKind
from alongside.consent.signals import consent_expired, consent_withdrawn

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from alongside.consent.models import ConsentRecord
    from alongside.core.access import Actor, AnyActor


def stop_sharing(
    *, case_id: UUID, record: ConsentRecord, actor: AnyActor, now: datetime, **_more: Any
) -> None:
    """Lock what was shared with the organisation she no longer shares with."""
    from alongside.referrals import actions

    to_organisation = record.recipient_kind == RecipientKind.ORGANISATION
    if to_organisation and record.purpose == Purpose.REFERRAL:
        actions.stop_sharing(
            case_id=case_id, recipient_id=record.recipient_id, actor=actor, now=now
        )


def follow_file(
    *, case_id: UUID, from_team: UUID, to_team: UUID, actor: Actor, now: datetime, **_more: Any
) -> None:
    """Let the team that keeps a file now deal with its referrals, and the one before no longer."""
    from alongside.referrals import actions

    actions.move(case_id=case_id, from_team=from_team, to_team=to_team, actor=actor, now=now)


def listen() -> None:
    """Connect to the news of the rooms below."""
    consent_withdrawn.connect(stop_sharing, dispatch_uid="referrals.withdrawn")
    file_moved.connect(follow_file, dispatch_uid="referrals.moved")
    consent_expired.connect(stop_sharing, dispatch_uid="referrals.expired")
