"""How somebody's subscription ends: nothing is kept of where she was written to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from alongside.alliance.enums.newsletter import DeliveryState, Ground, SubscriberState
from alongside.alliance.models import Delivery, Subscriber, Suppressed

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID


def end(subscriber: Subscriber, state: SubscriberState, *, now: datetime) -> None:
    """Forget where somebody is written to, also in what is on its way."""
    Delivery.objects.filter(subscriber=subscriber, state=DeliveryState.WAITING).update(
        state=DeliveryState.DROPPED, box=b""
    )
    subscriber.state = state
    subscriber.ended_on = timezone.localdate(now)
    subscriber.address_hash, subscriber.box = "", b""
    subscriber.save()


def suppress(mailing_list_id: UUID, address_hash: str, ground: Ground, *, now: datetime) -> None:
    """Keep an address from being written to; a complaint outweighs what came back."""
    found, is_new = Suppressed.objects.get_or_create(
        mailing_list_id=mailing_list_id,
        address_hash=address_hash,
        defaults={"ground": ground, "since": timezone.localdate(now)},
    )
    if not is_new and ground == Ground.COMPLAINED:
        found.ground = ground
        found.save()
