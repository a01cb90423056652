"""Urgent alerts between organisations of one node, for tests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from alongside.alliance.actions import alerts as actions
from alongside.alliance.alerts_papers import Told
from alongside.alliance.models import Alert, AlertReceipt, Member
from alongside.organisations.enums import TeamKind
from tests.alliance.factories import make_own
from tests.casework.factories import fresh
from tests.organisations.factories import NOW

if TYPE_CHECKING:
    from tests.organisations.factories import World


def told(**changes: Any) -> Told:
    """Return what an alert says."""
    said = {
        "title": "Two colleagues were taken",
        "kind": "detention",
        "country": "KH",
        "city": "Phnom Penh",
        "words": "Police came at six.",
        "onward": "nobody",
        "asked": ("write", "stand_by"),
    }
    return Told(**(said | changes))


def as_member(world: World, name: str) -> Member:
    """Write down a world's organisation among the members."""
    return make_own(world.coordinator.actor, name=name)


def send(sender: World, *receivers: World, **changes: Any) -> Alert:
    """Send an alert to the organisations of these worlds."""
    to = [Member.objects.get(organisation=one.organisation).pk for one in receivers]
    alert_id = actions.send_alert(
        told=told(**changes), to=to, actor=fresh(sender.coordinator), now=NOW
    )
    return Alert.objects.get(pk=alert_id)


def receipt_of(alert: Alert, world: World) -> AlertReceipt:
    """Return what one organisation was given of an alert."""
    return AlertReceipt.objects.get(alert=alert, team=world.teams[TeamKind.PUBLIC])
