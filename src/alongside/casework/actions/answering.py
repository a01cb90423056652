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
    from collections.abc import Mapping
    from datetime import datetime
    from uuid import UUID

    from alongside.consent.enums import Answer, HowGiven
    from alongside.core.access import Actor

KEEPING, COUNTING = "keeping", "counting"
READ_TO_HER = (texts.LIMITS, texts.KEEPING, texts.STATISTICS)


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
    conversation = Conversation(
        language=head.language,
        interpreter=interpreter,
        how_given=how_given,
        texts=[texts.current(key).ref for key in READ_TO_HER],
    )
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
        consent.record_agreement(
            case=head.case,
            purpose=Purpose.STATISTICS,
            recipient=Recipient.figures(head.case.organisation_id),
            compartments=(Compartment.CODED,),
            answer=answers[COUNTING],
            conversation=conversation,
            actor=actor,
            now=now,
        )
