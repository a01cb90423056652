"""Sharing although she did not agree: two deciders, a law, the minimum, and telling her."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.audit import journal
from alongside.consent import compiling, policy, recipients, recording, records, rules, signing
from alongside.consent.errors import AlreadyAnswered, NeedsExpiry, SameDecider
from alongside.consent.gate import keyring_of
from alongside.consent.models import Confirmation, ExceptionRecord

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime
    from uuid import UUID

    from alongside.consent.contents import Grounds
    from alongside.consent.enums import Purpose
    from alongside.consent.parties import CaseLike, Recipient
    from alongside.core.access import Actor


@transaction.atomic
def record_exception(  # noqa: PLR0913 - the record names what an exception is
    *,
    case: CaseLike,
    purpose: Purpose,
    recipient: Recipient,
    compartments: Iterable[str],
    grounds: Grounds,
    expires_on: date | None = None,
    actor: Actor,
    now: datetime,
) -> ExceptionRecord:
    """Write down an exception as the first decider; it opens nothing before a second confirms."""
    policy.can_record(actor, case).or_raise()
    recipients.require(case=case, recipient=recipient)
    keyring = keyring_of(actor)
    record = ExceptionRecord(
        case_id=case.id,
        organisation_id=case.organisation_id,
        team_id=case.team_id,
        recorded_at=now,
        purpose=purpose,
        recipient_kind=recipient.kind,
        recipient_id=recipient.id,
        compartments=sorted(set(compartments)),
        expires_on=rules.exception_end(expires_on, timezone.localdate(now)),
    )
    recording.write(
        record,
        statement=signing.exception_statement,
        content=grounds,
        key=recording.required(recording.casework_key(case.id, keyring)),
        keyring=keyring,
    )
    journal.record(
        action="consent.exception.proposed", objects=[case.id, record.id], actor=actor, now=now
    )
    return record


@transaction.atomic
def confirm_exception(
    *, case: CaseLike, exception_id: UUID, actor: Actor, now: datetime
) -> Confirmation:
    """Confirm an exception as the second decider, who can read its grounds; effective at once.

    :raises SameDecider: for the one who wrote it
    :raises AlreadyAnswered: when it was confirmed before
    :raises NeedsExpiry: when it is over
    """
    policy.can_confirm(actor, case).or_raise()
    exception = records.exception_of(case=case, exception_id=exception_id)
    if exception.signer.user_id == actor.user_id:
        raise SameDecider(_("Two people decide. Ask a colleague of the team to confirm it."))
    if exception.expires_on < timezone.localdate(now):
        raise NeedsExpiry(_("This exception is over. Write a new one if it is still needed."))
    keyring = keyring_of(actor)
    recording.required(recording.casework_key(case.id, keyring))
    confirmation = _sign(exception, actor=actor, now=now)
    compiling.open_grant(exception=exception, until=exception.expires_on, keyring=keyring, now=now)
    journal.record(
        action="consent.exception.confirmed",
        objects=[case.id, exception.id],
        actor=actor,
        now=now,
        basis=f"exception {exception.id}",
    )
    return confirmation


def _sign(exception: ExceptionRecord, *, actor: Actor, now: datetime) -> Confirmation:
    row = Confirmation(
        case_id=exception.case_id,
        organisation_id=exception.organisation_id,
        team_id=exception.team_id,
        recorded_at=now,
        exception=exception,
    )
    try:
        with transaction.atomic():
            return recording.write(
                row,
                statement=lambda made: signing.confirmation_statement(made, exception),
                content=None,
                key=None,
                keyring=keyring_of(actor),
            )
    except IntegrityError as fault:
        raise AlreadyAnswered(_("A colleague has confirmed it already.")) from fault
