"""Envelopes: making, queueing, taking in. Nothing here opens one."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from alongside.audit import journal
from alongside.consent.gate import keyring_of
from alongside.core.access import SystemActor
from alongside.referrals import errors, locking
from alongside.referrals.enums import Box, EnvelopeState, Kind, Side, State, Urgency
from alongside.referrals.models import Envelope, Referral
from alongside.vault import envelopes, letters
from alongside.vault.trust import Untrusted

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from pydantic import BaseModel

    from alongside.core.access import Actor, AnyActor
    from alongside.vault.envelopes import Head

POST = SystemActor(reason="post")
# Unopened envelopes one sender may have in one inbox; more is a flood and not a partner.
QUOTA = 500


class Address(NamedTuple):
    """The kind of an envelope as its head says it."""

    kind: Kind
    urgency: Urgency

    @classmethod
    def read(cls, text: str) -> Address:
        """Return kind and urgency; raises envelopes.Refused for words nobody knows."""
        kind, _slash, urgency = text.partition("/")
        try:
            return cls(Kind(kind), Urgency(urgency) if urgency else Urgency.ROUTINE)
        except ValueError as fault:
            raise envelopes.Refused("unreadable") from fault


def queue(
    referral: Referral, *, kind: Kind, payload: BaseModel, actor: Actor, now: datetime
) -> Envelope:
    """Seal, sign and queue an envelope to the other side; it is delivered after the commit.

    Raises NotSent with a sentence; nothing is queued then.
    """
    keyring = keyring_of(actor)
    addressed = f"{kind}/{referral.urgency}" if kind == Kind.REFERRAL else str(kind)
    try:
        envelopes.meet(referral.other_id, keyring=keyring, now=now)
        texts = envelopes.seal(
            payload=payload.model_dump(mode="json"),
            kind=addressed,
            from_organisation=referral.organisation_id,
            to_organisation=referral.other_id,
            keyring=keyring,
            now=now,
            thread_id=referral.thread_id,
        )
    except envelopes.Refused as refused:
        raise errors.NotSent(errors.sentence(refused.reason)) from refused
    except Untrusted as fault:
        raise errors.NotSent(errors.sentence("forged")) from fault
    row = _row(Box.OUT, letters.head_of(texts), texts, EnvelopeState.QUEUED, now)
    row.save(force_insert=True)
    transaction.on_commit(partial(deliver, row.id, now=now), robust=True)
    return row


@transaction.atomic
def deliver(envelope_id: UUID, *, now: datetime) -> bool:
    """Put one queued envelope into its recipient's inbox; return whether it is there now."""
    rows = Envelope.objects.select_for_update(of=("self",))
    row = rows.filter(pk=envelope_id, state=EnvelopeState.QUEUED).order_by("id").first()
    if row is None:
        return False
    if now > row.expires_at:
        _settle(row, EnvelopeState.EXPIRED, "outside_window", now)
        return False
    try:
        take_in(json.loads(bytes(row.box)), me=row.recipient_id, now=now)
    except envelopes.Refused as refused:
        _settle(row, EnvelopeState.CANCELLED, refused.reason, now)
        return False
    # The recipient has it now; another copy would outlive what is locked there.
    row.state, row.changed_at, row.box = EnvelopeState.DELIVERED, now, b""
    row.save(update_fields=["state", "changed_at", "box"])
    return True


def take_in(
    texts: Mapping[str, str], *, me: UUID, now: datetime, actor: AnyActor = POST
) -> Envelope:
    """Check an envelope that came and put it sealed into the inbox; raise envelopes.Refused.

    Addressee, signature, time, size and replay are checked by the vault; that it belongs to a
    conversation with this sender is checked here. Call it in a transaction.
    """
    head = envelopes.check(texts, me=me, now=now, seen=_seen)
    address = Address.read(head.kind)
    unopened = Envelope.objects.filter(
        side=Box.IN,
        recipient_id=me,
        sender_id=head.sender,
        state=EnvelopeState.DELIVERED,
    )
    if unopened[QUOTA : QUOTA + 1].exists():
        raise envelopes.Refused("too_many")
    referral = _arrived(head, address, now)
    if address.kind == Kind.WITHDRAW:
        locking.lock(referral, state=State.WITHDRAWN, actor=actor, now=now)
    if address.kind == Kind.ERASE:
        locking.ask_to_erase(referral, actor=actor, now=now)
    row = _row(Box.IN, head, texts, EnvelopeState.DELIVERED, now)
    row.save(force_insert=True)
    journal.record(
        action=f"referral.arrived.{address.kind}",
        objects=[referral.id, row.id],
        actor=actor,
        now=now,
    )
    return row


def cancel_queued(referral: Referral, *, now: datetime) -> bool:
    """Take back what has not been delivered yet; return whether the request itself was there."""
    rows = Envelope.objects.select_for_update(of=("self",)).filter(
        side=Box.OUT, thread_id=referral.thread_id, state=EnvelopeState.QUEUED
    )
    taken_back = False
    for row in rows.order_by("id"):
        taken_back = taken_back or Address.read(row.kind).kind == Kind.REFERRAL
        row.state, row.changed_at, row.box = EnvelopeState.CANCELLED, now, b""
        row.save(update_fields=["state", "changed_at", "box"])
    return taken_back


def was_delivered(referral: Referral) -> bool:
    """Return whether the request reached the other side."""
    sent = Envelope.objects.filter(
        side=Box.IN, thread_id=referral.thread_id, sender_id=referral.organisation_id
    )
    return sent.exists()


def _arrived(head: Head, address: Address, now: datetime) -> Referral:
    if address.kind == Kind.REFERRAL:
        return _new(head, address, now)
    side = Side.SENT if address.kind == Kind.ANSWER else Side.RECEIVED
    referral = Referral.objects.select_for_update(of=("self",)).filter(
        side=side,
        thread_id=head.thread_id,
        organisation_id=head.recipient,
        other_id=head.sender,
    )
    known = referral.order_by("id").first()
    if known is None:
        raise envelopes.Refused("no_conversation")
    known.waiting, known.changed_at = True, now
    known.save(update_fields=["waiting", "changed_at"])
    return known


def _new(head: Head, address: Address, now: datetime) -> Referral:
    if Referral.objects.filter(side=Side.RECEIVED, thread_id=head.thread_id).exists():
        raise envelopes.Refused("replayed")
    return Referral.objects.create(
        side=Side.RECEIVED,
        organisation_id=head.recipient,
        other_id=head.sender,
        thread_id=head.thread_id,
        state=State.REQUESTED,
        urgency=address.urgency,
        created_at=now,
        changed_at=now,
        waiting=True,
    )


def _settle(row: Envelope, state: EnvelopeState, reason: str, now: datetime) -> None:
    """Give up on an envelope and let the sender's side know that nobody got it."""
    row.state, row.refused, row.changed_at, row.box = state, reason, now, b""
    row.save(update_fields=["state", "refused", "changed_at", "box"])
    ours = Referral.objects.filter(
        thread_id=row.thread_id, organisation_id=row.sender_id, other_id=row.recipient_id
    )
    ours.update(waiting=True, changed_at=now)
    journal.record(
        action="referral.not_delivered",
        objects=[row.id, row.thread_id],
        actor=POST,
        now=now,
        basis=reason,
    )


def _seen(head_id: UUID) -> bool:
    return Envelope.objects.filter(side=Box.IN, head_id=head_id).exists()


def _row(
    side: Box, head: Head, texts: Mapping[str, str], state: EnvelopeState, now: datetime
) -> Envelope:
    return Envelope(
        side=side,
        head_id=head.id,
        thread_id=head.thread_id,
        kind=head.kind,
        sender_id=head.sender,
        recipient_id=head.recipient,
        state=state,
        created_at=datetime.fromtimestamp(head.created, UTC),
        expires_at=datetime.fromtimestamp(head.expires, UTC),
        changed_at=now,
        box=json.dumps(dict(texts)).encode(),
    )


def not_delivered(referral: Referral) -> str:
    """Return why the last envelope of a referral reached nobody, "" where all did."""
    rows = Envelope.objects.filter(
        side=Box.OUT, thread_id=referral.thread_id, sender_id=referral.organisation_id
    )
    last = rows.order_by("-created_at", "-id").values_list("state", "refused").first()
    if last is None or not last[1]:
        return ""
    return _("It did not reach them. %(why)s") % {"why": errors.sentence(last[1])}
