"""Writing down what she answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from alongside.consent import compiling, files, policy, recipients, recording, records, rules
from alongside.consent.contents import Conversation
from alongside.consent.enums import Answer, Ended
from alongside.consent.errors import KnownToHarm
from alongside.consent.gate import keyring_of
from alongside.consent.models import ConsentRecord

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from alongside.consent.enums import Purpose
    from alongside.consent.parties import CaseLike, Recipient
    from alongside.core.access import Actor
    from alongside.vault.ring import RingKey

NOTHING_SAID = Conversation()


@transaction.atomic
def record_agreement(  # noqa: PLR0913 - the record names what a consent is
    *,
    case: CaseLike,
    purpose: Purpose,
    recipient: Recipient,
    answer: Answer,
    compartments: Iterable[str] = (),
    categories: Iterable[str] = (),
    expires_on: date | None = None,
    given_on: date | None = None,
    conversation: Conversation = NOTHING_SAID,
    actor: Actor,
    now: datetime,
    keys: Mapping[str, RingKey] | None = None,
) -> ConsentRecord:
    """Record what she answered; a yes takes effect at once, anything else over a yes ends it.

    :param expires_on: last day a yes holds; without it the purpose's usual time
    :raises AbuserCannotSign, NobodyNamed, NeedsExpiry, AlreadyAnswered, Refused: each with its
        sentence
    """
    policy.can_record(actor, case).or_raise()
    today = timezone.localdate(now)
    rules.check_decider(conversation)
    if conversation.decider_name:
        known = files.around(actor=actor, case_id=case.id, now=now)
        objection = known.objection(conversation.decider_name)
        if objection:
            raise KnownToHarm(objection)
    recipients.require(case=case, recipient=recipient)
    until = None
    if answer == Answer.YES:
        rules.check_yes(purpose)
        until = rules.last_day(purpose, expires_on, conversation.majority_on, today)
    before = records.current(case_id=case.id, purpose=purpose, recipient=recipient)
    standing = records.live_grant(before)
    stops = standing is not None and answer != Answer.YES
    record = ConsentRecord(
        case_id=case.id,
        organisation_id=case.organisation_id,
        team_id=case.team_id,
        recorded_at=now,
        purpose=purpose,
        recipient_kind=recipient.kind,
        recipient_id=recipient.id,
        compartments=sorted(set(compartments)),
        categories=sorted(set(categories)),
        answer=answer,
        given_on=given_on or today,
        expires_on=until,
        withdrawn_on=today if stops else None,
        supersedes=before,
    )
    recording.write_answer(record, conversation=conversation, actor=actor, keys=keys)
    if standing is not None:
        why = Ended.WITHDRAWN if stops else Ended.REPLACED
        compiling.end_grant(standing, why=why, today=today)
    if until is not None:
        compiling.open_grant(record=record, until=until, keyring=keyring_of(actor), now=now)
    recording.tell(record, stopped=stops, actor=actor, now=now)
    return record


def record_imported(
    *,
    case: CaseLike,
    purpose: Purpose,
    recipient: Recipient,
    actor: Actor,
    now: datetime,
    note: str = "",
    keys: Mapping[str, RingKey] | None = None,
) -> ConsentRecord:
    """Keep that a register said she consented, to nobody knows what; the gate never honours it."""
    return record_agreement(
        case=case,
        purpose=purpose,
        recipient=recipient,
        answer=Answer.IMPORTED,
        conversation=Conversation(her_words=note),
        actor=actor,
        now=now,
        keys=keys,
    )
