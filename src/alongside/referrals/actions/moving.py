"""The referrals of a file follow its keys to another team."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from alongside.consent.gate import keyring_of
from alongside.referrals import keys
from alongside.referrals.models import Referral
from alongside.vault import ring

if TYPE_CHECKING:
    from uuid import UUID

    from alongside.core.access import Actor


@transaction.atomic
def move(*, case_id: UUID, team_id: UUID, actor: Actor) -> None:
    """Let another team deal with everything referred of or to a file, and no longer this one.

    What the actor cannot open is locked already, or not hers: it stays where it is.
    """
    ours = Referral.objects.select_for_update(of=("self",)).filter(
        case_id=case_id, organisation_id=actor.organisation_id
    )
    for referral in ours.filter(team__isnull=False).order_by("id"):
        if keys.find(referral, actor=actor) is None:
            continue
        keyring = keyring_of(actor)
        ring.grant(subject=referral.id, labels=[keys.REFERRAL], team_id=team_id, keyring=keyring)
        if referral.team_id is not None and referral.team_id != team_id:
            ring.revoke(subject=referral.id, labels=[keys.REFERRAL], team_id=referral.team_id)
        referral.team_id = team_id
        referral.save(update_fields=["team"])
