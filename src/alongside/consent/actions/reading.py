"""Reading her answers back to her."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from alongside.audit import journal
from alongside.consent import policy, recording, signing
from alongside.consent.gate import keyring_of
from alongside.consent.models import ReadBack

if TYPE_CHECKING:
    from datetime import datetime

    from alongside.consent.contents import Hearing
    from alongside.consent.parties import CaseLike
    from alongside.core.access import Actor


@transaction.atomic
def record_read_back(*, case: CaseLike, hearing: Hearing, actor: Actor, now: datetime) -> ReadBack:
    """Write down that her answers were read to her, in which language and by whom."""
    policy.can_record(actor, case).or_raise()
    keyring = keyring_of(actor)
    row = ReadBack(
        case_id=case.id,
        organisation_id=case.organisation_id,
        team_id=case.team_id,
        recorded_at=now,
    )
    recording.write(
        row,
        statement=signing.reading_statement,
        content=hearing,
        key=recording.required(recording.casework_key(case.id, keyring)),
        keyring=keyring,
    )
    journal.record(action="consent.read_back", objects=[case.id, row.id], actor=actor, now=now)
    return row
