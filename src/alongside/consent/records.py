"""Finding single answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alongside.consent.errors import NoSuchRecord
from alongside.consent.models import ConsentRecord, ExceptionRecord, Grant

if TYPE_CHECKING:
    from uuid import UUID

    from alongside.consent.parties import CaseLike, Recipient


def current(*, case_id: UUID, purpose: str, recipient: Recipient) -> ConsentRecord | None:
    """Return the last answer to one question, None where it was never asked."""
    return ConsentRecord.objects.filter(
        case_id=case_id,
        purpose=purpose,
        recipient_kind=recipient.kind,
        recipient_id=recipient.id,
        superseded_by=None,
    ).first()


def live_grant(record: ConsentRecord | None) -> Grant | None:
    """Return what an answer still opens."""
    if record is None:
        return None
    grants = Grant.objects.filter(record_id=record.id, ended_on=None)
    return grants.select_related("record", "exception").first()


def record_of(*, case: CaseLike, record_id: UUID) -> ConsentRecord:
    """Return one answer of a file; raises NoSuchRecord."""
    record: ConsentRecord | None = ConsentRecord.objects.filter(
        id=record_id, case_id=case.id, organisation_id=case.organisation_id
    ).first()
    if record is None:
        raise NoSuchRecord
    return record


def exception_of(*, case: CaseLike, exception_id: UUID) -> ExceptionRecord:
    """Return one exception of a file; raises NoSuchRecord."""
    found = ExceptionRecord.objects.filter(
        id=exception_id, case_id=case.id, organisation_id=case.organisation_id
    ).select_related("signer", "confirmation")
    record: ExceptionRecord | None = found.first()
    if record is None:
        raise NoSuchRecord
    return record
