"""Taking the receiver's copy away: keys, envelopes, the line of the list. Needs no key itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from alongside.audit import journal
from alongside.referrals import keys, states
from alongside.referrals.enums import Box, EnvelopeState, Side, State
from alongside.referrals.models import Envelope, Referral
from alongside.vault import erasure

if TYPE_CHECKING:
    from datetime import datetime

    from alongside.core.access import AnyActor


def lock(referral: Referral, *, state: State | None, actor: AnyActor, now: datetime) -> bool:
    """Lock a received copy for good; return whether it was open until now.

    Without a state it is the quiet end of something that was finished: nobody has to confirm it.
    """
    if referral.side != Side.RECEIVED or referral.locked_on is not None:
        return False
    if state is not None and not states.locks(referral.state, state):
        return False
    keys.take_away(referral)
    _empty_envelopes(referral, now)
    referral.state, referral.head = state or referral.state, b""
    referral.locked_on, referral.acknowledged_on = timezone.localdate(now), None
    referral.waiting, referral.changed_at = state is not None, now
    referral.save(
        update_fields=[
            "state",
            "head",
            "locked_on",
            "acknowledged_on",
            "waiting",
            "changed_at",
        ]
    )
    action = f"referral.locked.{state or 'ended'}"
    journal.record(action=action, objects=[referral.id], actor=actor, now=now)
    return True


def ask_to_erase(referral: Referral, *, actor: AnyActor, now: datetime) -> None:
    """Lock a received copy because her file was erased; its keepers have to confirm it anew."""
    lock(referral, state=State.WITHDRAWN, actor=actor, now=now)
    referral.state, referral.acknowledged_on = State.WITHDRAWN, None
    referral.erase_asked_on = timezone.localdate(now)
    referral.waiting, referral.changed_at = True, now
    referral.save(
        update_fields=["state", "acknowledged_on", "erase_asked_on", "waiting", "changed_at"]
    )


def lock_other_side(sent: Referral, *, state: State | None, actor: AnyActor, now: datetime) -> bool:
    """Lock the receiver's copy where it lies on this node; return whether there was an open one."""
    copies = Referral.objects.select_for_update(of=("self",)).filter(
        side=Side.RECEIVED,
        thread_id=sent.thread_id,
        organisation_id=sent.other_id,
        other_id=sent.organisation_id,
    )
    copy = copies.order_by("id").first()
    return copy is not None and lock(copy, state=state, actor=actor, now=now)


def _empty_envelopes(referral: Referral, now: datetime) -> None:
    """Empty what waits unopened in the inbox: it could still be opened with the intake key."""
    waiting = Envelope.objects.filter(
        side=Box.IN,
        thread_id=referral.thread_id,
        recipient_id=referral.organisation_id,
        state=EnvelopeState.DELIVERED,
    )
    emptied = waiting.update(state=EnvelopeState.CANCELLED, changed_at=now, box=b"")
    if emptied:
        transaction.on_commit(erasure.empty_log)
