"""When she says stop, and when a yes comes to its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.audit import journal
from alongside.consent import compiling, policy, recording, records
from alongside.consent.contents import Conversation
from alongside.consent.enums import Answer, Ended, RecipientKind
from alongside.consent.errors import NothingToWithdraw
from alongside.consent.models import ConsentRecord, Grant
from alongside.consent.parties import Recipient
from alongside.consent.signals import consent_expired

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from alongside.consent.parties import CaseLike
    from alongside.core.access import Actor, SystemActor

BATCH = 200


@transaction.atomic
def withdraw(
    *, case: CaseLike, record_id: UUID, actor: Actor, now: datetime, her_words: str = ""
) -> ConsentRecord:
    """Record that she said stop: spoken is enough, any worker may write it, effective at once.

    :raises NothingToWithdraw: when there is no yes any more
    """
    asked = records.record_of(case=case, record_id=record_id)
    policy.can_withdraw(actor, case, asked).or_raise()
    recipient = Recipient(kind=RecipientKind(asked.recipient_kind), id=asked.recipient_id)
    before = records.current(case_id=case.id, purpose=asked.purpose, recipient=recipient)
    grant = records.live_grant(before)
    if before is None or grant is None:
        raise NothingToWithdraw(_("She had already said stop, or it had ended."))
    today = timezone.localdate(now)
    record = ConsentRecord(
        case_id=case.id,
        organisation_id=case.organisation_id,
        team_id=case.team_id,
        recorded_at=now,
        purpose=before.purpose,
        recipient_kind=before.recipient_kind,
        recipient_id=before.recipient_id,
        compartments=before.compartments,
        categories=before.categories,
        answer=Answer.NO,
        given_on=today,
        withdrawn_on=today,
        supersedes=before,
    )
    # A lawyer she tells it to may not hold the key of her notes: the stop counts without words.
    recording.write_answer(
        record, conversation=Conversation(her_words=her_words), actor=actor, key_needed=False
    )
    compiling.end_grant(grant, why=Ended.WITHDRAWN, today=today)
    recording.tell(record, stopped=True, actor=actor, now=now)
    return record


def expire_due(*, actor: SystemActor, now: datetime) -> int:
    """End what has come to its last day, in small transactions; return how many. Opens nothing."""
    today = timezone.localdate(now)
    total = 0
    while ended := _expire_some(actor=actor, today=today, now=now):
        total += ended
    return total


@transaction.atomic
def _expire_some(*, actor: SystemActor, today: date, now: datetime) -> int:
    due = (
        Grant.objects.select_for_update(of=("self",))
        .filter(ended_on=None, expires_on__lt=today)
        .select_related("record", "exception")
        .order_by("expires_on", "id")[:BATCH]
    )
    ended = 0
    for grant in due:
        compiling.end_grant(grant, why=Ended.EXPIRED, today=today)
        ground = grant.record or grant.exception
        journal.record(
            action="consent.expired",
            objects=[grant.case_id, *([ground.id] if ground else [])],
            actor=actor,
            now=now,
        )
        if grant.record is not None:
            consent_expired.send(
                sender=ConsentRecord,
                case_id=grant.case_id,
                record=grant.record,
                actor=actor,
                now=now,
            )
        ended += 1
    return ended
