"""Putting envelopes into inboxes, and giving up on those nobody got."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from alongside.referrals import post
from alongside.referrals.enums import EnvelopeState
from alongside.referrals.models import Envelope

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from uuid import UUID

    from alongside.core.access import SystemActor

BATCH = 200


def deliver_queued(*, actor: SystemActor, now: datetime) -> int:
    """Deliver what waits, oldest first; return how many arrived. Opens nothing."""
    del actor  # the post journals as itself, whoever makes it run
    waiting = Envelope.objects.filter(state=EnvelopeState.QUEUED).order_by("created_at", "id")
    ids = list(waiting.values_list("id", flat=True)[:BATCH])
    return sum(post.deliver(envelope_id, now=now) for envelope_id in ids)


@transaction.atomic
def receive(
    *, envelope: Mapping[str, str], me: UUID, actor: SystemActor, now: datetime
) -> Envelope:
    """Take in an envelope that came from anywhere; raises the vault's Refused."""
    return post.take_in(envelope, me=me, now=now, actor=actor)
