"""What a signature under a record stands for, and whether it counts."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from alongside.vault.primitives import context
from alongside.vault.trust import Signer, Untrusted, check_signed

if TYPE_CHECKING:
    from datetime import date, datetime

    from alongside.consent.models import (
        Confirmation,
        ConsentRecord,
        ExceptionRecord,
        ReadBack,
        Recorded,
    )
    from alongside.vault.models import Certificate


def _day(value: date | None) -> str:
    return value.isoformat() if value else ""


def _moment(value: datetime) -> str:
    return value.astimezone(UTC).isoformat()


def _common(record: Recorded) -> tuple[object, ...]:
    return (
        record.id,
        record.case_id,
        record.organisation_id,
        record.team_id,
        _moment(record.recorded_at),
        bytes(record.box),
    )


def consent_statement(record: ConsentRecord) -> bytes:
    """Return what the recorder signs for an answer: every column of it."""
    return context(
        "consent record",
        *_common(record),  # type: ignore[arg-type]
        record.purpose,
        record.recipient_kind,
        record.recipient_id,
        ",".join(record.compartments),
        ",".join(record.categories),
        record.answer,
        _day(record.given_on),
        _day(record.expires_on),
        _day(record.withdrawn_on),
        str(record.supersedes_id or ""),
    )


def exception_statement(record: ExceptionRecord) -> bytes:
    """Return what the first decider signs."""
    return context(
        "consent exception",
        *_common(record),  # type: ignore[arg-type]
        record.purpose,
        record.recipient_kind,
        record.recipient_id,
        ",".join(record.compartments),
        _day(record.expires_on),
    )


def confirmation_statement(record: Confirmation, exception: ExceptionRecord) -> bytes:
    """Return what the second decider signs: the whole exception with its first signature."""
    return context(
        "consent exception confirmed",
        *_common(record),  # type: ignore[arg-type]
        exception_statement(exception),
        bytes(exception.signature),
    )


def reading_statement(record: ReadBack) -> bytes:
    """Return what is signed when her answers were read to her."""
    return context("consent read back", *_common(record))  # type: ignore[arg-type]


def _signer(certificate: Certificate) -> Signer:
    return Signer(
        certificate.id,
        certificate.user_id,
        certificate.organisation_id,
        certificate.role,
        bytes(certificate.box_pk),
        bytes(certificate.sign_pk),
        certificate.issued_on,
        bytes(certificate.signature),
        certificate.revoked_on,
    )


def _counts(record: Recorded, message: bytes, pin: bytes) -> bool:
    if record.signer.organisation_id != record.organisation_id:
        return False
    try:
        check_signed(
            signer=_signer(record.signer),
            pin=pin,
            message=message,
            signature=bytes(record.signature),
            signed_on=record.recorded_at.astimezone(UTC).date(),
        )
    except Untrusted:
        return False
    return True


def is_genuine(record: ConsentRecord, pin: bytes) -> bool:
    """Return whether a colleague of the organisation behind `pin` recorded exactly this."""
    return _counts(record, consent_statement(record), pin)


def is_decided_by_two(exception: ExceptionRecord, pin: bytes) -> bool:
    """Return whether two different colleagues signed this exception."""
    confirmation = getattr(exception, "confirmation", None)
    if confirmation is None or confirmation.case_id != exception.case_id:
        return False
    if confirmation.signer.user_id == exception.signer.user_id:
        return False
    return _counts(exception, exception_statement(exception), pin) and _counts(
        confirmation, confirmation_statement(confirmation, exception), pin
    )
