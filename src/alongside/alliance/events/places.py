"""The places of an event, and who waits for one in the order of coming."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alongside.alliance.enums.events import SEATED, RegistrationState

if TYPE_CHECKING:
    from datetime import datetime

    from alongside.alliance.models import Event


def is_full(event: Event) -> bool:
    """Return whether every place is taken; an event without a number has room for everybody."""
    if event.capacity is None:
        return False
    return event.registrations.filter(state__in=SEATED).count() >= event.capacity


def place(event: Event) -> RegistrationState:
    """Return what somebody who comes now is given; whoever waits already comes first."""
    waiting = event.registrations.filter(state=RegistrationState.WAITING)
    if is_full(event) or waiting.exists():
        return RegistrationState.WAITING
    return RegistrationState.REGISTERED


def move_up(event: Event, now: datetime) -> None:
    """Give the places that are free to those who wait longest."""
    waiting = event.registrations.filter(state=RegistrationState.WAITING)
    while not is_full(event):
        following = waiting.order_by("arrived_at", "id").first()
        if following is None:
            return
        following.state, following.changed_at = RegistrationState.REGISTERED, now
        following.save()
