"""A file is erased: ours of its referrals go, and whoever received something is asked to erase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from alongside.referrals import locking, post, telling
from alongside.referrals.enums import Box, EnvelopeState, Kind, Side, State
from alongside.referrals.errors import NotSent
from alongside.referrals.models import Envelope, Referral
from alongside.vault import documents, erasure, ring

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from uuid import UUID

    from alongside.core.access import Actor, AnyActor, SystemActor


@transaction.atomic
def forget(*, case_id: UUID, actor: Actor, now: datetime) -> list[UUID]:
    """Destroy our copies of everything referred of or to a file; return whose keys went.

    What was delivered is locked where it lies, and its receiver gets an `erase` envelope she must
    acknowledge. The row of such a referral stays without any content, to take that answer in.
    """
    rows = Referral.objects.select_for_update(of=("self",)).filter(case_id=case_id)
    ours = list(rows.select_related("other").order_by("created_at", "id"))
    _destroy([one.id for one in ours])
    for referral in ours:
        if referral.side == Side.RECEIVED:
            _let_go(referral, actor=actor, now=now)
        elif referral.state == State.DRAFT or not _was_sent(referral, now):
            referral.delete()
        else:
            _ask_to_erase(referral, actor=actor, now=now)
    return [one.id for one in ours]


@transaction.atomic
def forget_again(*, case_id: UUID, referral_ids: Iterable[UUID], actor: SystemActor) -> None:
    """Destroy what a backup brought back of referrals that were destroyed; needs no keys."""
    del actor  # it says in the journal that the file itself was destroyed again
    ids = list(referral_ids)
    _destroy(ids)
    rows = Referral.objects.filter(pk__in=ids, case_id=case_id)
    rows.filter(side=Side.SENT, state=State.DRAFT).delete()
    rows.filter(side=Side.RECEIVED).update(case_id=None)
    rows.update(head=b"")


def _destroy(referral_ids: list[UUID]) -> None:
    ring.shred(subjects=referral_ids)
    documents.discard(subjects=referral_ids)


def _was_sent(referral: Referral, now: datetime) -> bool:
    """Take back what is still here; return whether the other side ever got anything."""
    post.cancel_queued(referral, now=now)
    return post.was_delivered(referral)


def _let_go(referral: Referral, *, actor: AnyActor, now: datetime) -> None:
    """End our copy of what others sent us; the file made from it is being erased."""
    locking.lock(referral, state=None, actor=actor, now=now)
    referral.case_id, referral.head = None, b""
    referral.locked_on = referral.locked_on or timezone.localdate(now)
    referral.save(update_fields=["case_id", "head", "locked_on"])


def _ask_to_erase(referral: Referral, *, actor: Actor, now: datetime) -> None:
    locking.lock_other_side(referral, state=State.WITHDRAWN, actor=actor, now=now)
    referral.state, referral.changed_at = State.WITHDRAWN, now
    referral.head, referral.acknowledged_on = b"", None
    referral.erase_asked_on, referral.waiting = timezone.localdate(now), False
    referral.save(
        update_fields=[
            "state",
            "changed_at",
            "head",
            "acknowledged_on",
            "erase_asked_on",
            "waiting",
        ]
    )
    sealed = Envelope.objects.filter(side=Box.IN, thread_id=referral.thread_id)
    answers = sealed.filter(recipient_id=referral.organisation_id, state=EnvelopeState.DELIVERED)
    answers.update(state=EnvelopeState.CANCELLED, changed_at=now, box=b"")
    erasure.overwrite()
    step = telling.next_step(referral, State.WITHDRAWN, actor=actor, now=now)
    try:
        with transaction.atomic():
            telling.tell(referral, step, kind=Kind.ERASE, actor=actor, now=now)
    except NotSent:
        # Her wish must not fail because whoever writes it down lacks the organisation's key; what
        # lies on this node is locked already.
        telling.record(referral, "referral.erase_not_sent", actor=actor, now=now)
