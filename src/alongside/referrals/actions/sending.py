"""Preparing a referral, and sending it once she agreed and everything was checked."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.audit import journal
from alongside.consent import actions as consent, files, gate, policy as keeping, texts
from alongside.consent.contents import Conversation
from alongside.consent.enums import COMPARTMENT_OF, Action, Answer, Purpose
from alongside.consent.errors import Refused
from alongside.consent.parties import Recipient
from alongside.organisations.models import Organisation
from alongside.referrals import finding, keys, opening, policy, post, telling
from alongside.referrals.enums import Kind, Side, State
from alongside.referrals.errors import NoSuchReferral, NotAllowed, NotSent
from alongside.referrals.models import Referral

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from alongside.consent.files import FileHead
    from alongside.consent.models import ConsentRecord
    from alongside.core.access import Actor, Decision
    from alongside.referrals.contents import Receipt, Shared


@transaction.atomic
def keep_draft(
    *,
    case_id: UUID,
    to: UUID,
    shared: Shared,
    actor: Actor,
    now: datetime,
    referral_id: UUID | None = None,
) -> UUID:
    """Keep a referral that is not sent yet; return its id. Nothing leaves the organisation.

    Raises NoSuchFile, NoSuchReferral, PermissionDenied, NotSent for an unknown recipient.
    """
    policy.can_refer(actor).or_raise()
    head = files.find(actor=actor, case_id=case_id, now=now)
    keeping.can_record(actor, head.case).or_raise()
    recipient = Organisation.objects.filter(pk=to).exclude(pk=actor.organisation_id).first()
    if recipient is None:
        raise NotSent(_("There is no such organisation here."))
    referral = (
        _new(head, recipient, shared, actor, now)
        if referral_id is None
        else _again(referral_id, head, recipient, shared, actor)
    )
    key = keys.find(referral, actor=actor) or keys.make(referral, actor=actor, now=now)
    keys.keep_shared(referral, shared, key, actor=actor, now=now)
    referral.head = keys.seal_head(referral, opening.head_for(shared), key)
    referral.save(update_fields=["head", "other", "urgency"])
    telling.record(referral, "referral.draft", actor=actor, now=now)
    return referral.id


def _new(
    head: FileHead, recipient: Organisation, shared: Shared, actor: Actor, now: datetime
) -> Referral:
    return Referral.objects.create(
        side=Side.SENT,
        organisation_id=actor.organisation_id,
        team_id=head.case.team_id,
        other=recipient,
        thread_id=uuid4(),
        case_id=head.case.id,
        state=State.DRAFT,
        urgency=shared.urgency,
        created_at=now,
        changed_at=now,
    )


def _again(
    referral_id: UUID, head: FileHead, recipient: Organisation, shared: Shared, actor: Actor
) -> Referral:
    referral = finding.find(actor, referral_id, side=Side.SENT)
    if referral.state != State.DRAFT or referral.case_id != head.case.id:
        raise NoSuchReferral
    referral.other, referral.urgency = recipient, shared.urgency
    return referral


@transaction.atomic
def send(*, referral_id: UUID, actor: Actor, now: datetime) -> Referral:
    """Record that she agreed, ask the gate, seal the envelope, and send exactly what was checked.

    Raises NotAllowed when it was sent before, NotSent and consent's Refused with their sentences;
    then nothing is recorded and nothing leaves.
    """
    referral = finding.find(actor, referral_id, side=Side.SENT)
    telling.check(referral, State.REQUESTED)
    key = keys.find(referral, actor=actor)
    kept = keys.shared_of(referral, key)
    if key is None or kept is None or referral.case_id is None:
        raise NotSent(_("This draft could not be opened. Write it again."))
    head = files.find(actor=actor, case_id=referral.case_id, now=now)
    record, decision = _agree(head, referral, kept.receipt, actor=actor, now=now)
    today = timezone.localdate(now)
    receipt = kept.receipt.model_copy(
        update={"record_id": record.id, "given_on": today, "until": record.expires_on}
    )
    shared = kept.model_copy(
        update={"receipt": receipt, "worker": telling.name_of(actor), "sent_on": today}
    )
    keys.keep_shared(referral, shared, key, actor=actor, now=now)
    post.queue(referral, kind=Kind.REFERRAL, payload=shared, actor=actor, now=now)
    referral.state, referral.changed_at = State.REQUESTED, now
    referral.save(update_fields=["state", "changed_at"])
    journal.record(
        action="referral.requested",
        objects=[head.case.id, referral.id],
        actor=actor,
        now=now,
        compartment=",".join(_compartments(receipt)),
        basis=gate.basis_of(decision),
    )
    title = _("Asked %(who)s to help") % {"who": referral.other.name}
    telling.note(referral, title, shared.asked, actor=actor, now=now)
    return referral


def _agree(
    head: FileHead, referral: Referral, receipt: Receipt, *, actor: Actor, now: datetime
) -> tuple[ConsentRecord, Decision]:
    recipient = Recipient.organisation(referral.other_id)
    parts = _compartments(receipt)
    try:
        record = consent.record_agreement(
            case=head.case,
            purpose=Purpose.REFERRAL,
            recipient=recipient,
            answer=Answer.YES,
            compartments=parts,
            categories=receipt.categories,
            expires_on=receipt.until,
            conversation=Conversation(
                language=head.language,
                how_given=receipt.how_given,
                onward_sharing=receipt.onward_sharing,
                texts=[text.ref for text in texts.read_for(Purpose.REFERRAL)],
            ),
            actor=actor,
            now=now,
        )
    except Refused as refused:
        raise NotSent(str(refused)) from refused
    decision = gate.decide(
        actor=actor,
        action=Action.SEND,
        case=head.case,
        compartment=parts,
        purpose=Purpose.REFERRAL,
        recipient=recipient,
        now=now,
    )
    return record, decision.or_raise()


def _compartments(receipt: Receipt) -> list[str]:
    return sorted({str(COMPARTMENT_OF[category]) for category in receipt.categories})


@transaction.atomic
def discard_draft(*, referral_id: UUID, actor: Actor, now: datetime) -> Referral:
    """Throw a draft away; its key goes, so that nobody reads it again."""
    referral = finding.find(actor, referral_id, side=Side.SENT)
    if referral.state != State.DRAFT:
        raise NotAllowed(_("It was sent already. You can cancel it, and say why."))
    keys.take_away(referral)
    referral.state, referral.head, referral.changed_at = State.CANCELLED, b"", now
    referral.save(update_fields=["state", "head", "changed_at"])
    telling.record(referral, "referral.draft.discarded", actor=actor, now=now)
    return referral
