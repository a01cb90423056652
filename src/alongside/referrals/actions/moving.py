"""The referrals of a file follow its keys to another team of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from alongside.audit import journal
from alongside.consent.gate import keyring_of
from alongside.referrals import keys
from alongside.referrals.models import Referral
from alongside.vault import ring

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from alongside.core.access import Actor


@transaction.atomic
def move(*, case_id: UUID, from_team: UUID, to_team: UUID, actor: Actor, now: datetime) -> None:
    """Wrap the keys of a file's referrals to another team, and take them from the one before.

    What is locked stays locked: there is no key to hand on.
    """
    rows = Referral.objects.select_for_update().filter(case_id=case_id, team_id=from_team)
    moved = list(rows.order_by("id"))
    for referral in moved:
        if keys.find(referral, actor=actor) is not None:
            ring.grant(
                subject=referral.id,
                labels=[keys.REFERRAL],
                team_id=to_team,
                keyring=keyring_of(actor),
            )
        ring.revoke(subject=referral.id, labels=[keys.REFERRAL], team_id=from_team)
        referral.team_id = to_team
        referral.save(update_fields=["team"])
    if moved:
        journal.record(
            action="referral.moved",
            objects=[case_id, *(one.id for one in moved)],
            actor=actor,
            now=now,
        )
