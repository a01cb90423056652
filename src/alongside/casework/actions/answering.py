"""What she answers at the first meeting: may we keep a file, may we count her."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from alongside.consent import actions as consent, files, texts
from alongside.consent.contents import Conversation
from alongside.consent.enums import Purpose
from alongside.consent.parties import Recipient
from alongside.vault.compartments import Compartment

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime
    from uuid import UUID

    from alongside.consent.enums import Answer, HowGiven
    from alongside.consent.files import FileHead
    from alongside.core.access import Actor

KEEPING, COUNTING = "keeping", "counting"
READ_TO_HER = (texts.LIMITS, texts.KEEPING, texts.STATISTICS)
READ_FOR_COUNTING = (texts.LIMITS, texts.STATISTICS)


@transaction.atomic
def record_first_answers(
    *,
    case_id: UUID,
    answers: Mapping[str, Answer],
    how_given: HowGiven | None,
    interpreter: str,
    actor: Actor,
    now: datetime,
) -> None:
    """Record her answers to "keeping" and "counting"; a question that is left out stays open.

    Raises consent's `Refused` with its sentence, NoSuchFile.
    """
    head = files.find(actor=actor, case_id=case_id, now=now)
    conversation = _conversation(head, READ_TO_HER, how_given, interpreter)
    if KEEPING in answers:
        consent.record_agreement(
            case=head.case,
            purpose=Purpose.SERVICE,
            recipient=Recipient.team(head.case.team_id),
            answer=answers[KEEPING],
            conversation=conversation,
            actor=actor,
            now=now,
        )
    if COUNTING in answers:
        _count(head, answers[COUNTING], conversation, actor, now)


@transaction.atomic
def record_counting(
    *,
    case_id: UUID,
    answer: Answer | None,
    how_given: HowGiven | None,
    interpreter: str,
    actor: Actor,
    now: datetime,
) -> None:
    """Record whether she may be counted, asked apart; None leaves the question open.

    Raises as `record_first_answers`.
    """
    head = files.find(actor=actor, case_id=case_id, now=now)
    if answer is not None:
        conversation = _conversation(head, READ_FOR_COUNTING, how_given, interpreter)
        _count(head, answer, conversation, actor, now)


def _conversation(
    head: FileHead, read: Iterable[str], how_given: HowGiven | None, interpreter: str
) -> Conversation:
    return Conversation(
        language=head.language,
        interpreter=interpreter,
        how_given=how_given,
        texts=[texts.current(key).ref for key in read],
    )


def _count(
    head: FileHead, answer: Answer, conversation: Conversation, actor: Actor, now: datetime
) -> None:
    consent.record_agreement(
        case=head.case,
        purpose=Purpose.STATISTICS,
        recipient=Recipient.figures(head.case.organisation_id),
        compartments=(Compartment.CODED,),
        answer=answer,
        conversation=conversation,
        actor=actor,
        now=now,
    )
