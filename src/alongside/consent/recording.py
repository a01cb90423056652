"""Writing one signed row: shared by every action of this room."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from alongside.audit import journal
from alongside.consent import signing
from alongside.consent.enums import Answer
from alongside.consent.errors import AlreadyAnswered
from alongside.consent.gate import keyring_of
from alongside.consent.models import ConsentRecord, Recorded
from alongside.consent.sealed import CASEWORK, box_of
from alongside.consent.signals import consent_given, consent_withdrawn
from alongside.vault import ring
from alongside.vault.guard import writing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime
    from uuid import UUID

    from pydantic import BaseModel

    from alongside.consent.contents import Conversation
    from alongside.core.access import Actor
    from alongside.vault.keyring import Keyring
    from alongside.vault.ring import RingKey

R = TypeVar("R", bound=Recorded)


def casework_key(
    case_id: UUID, keyring: Keyring, keys: Mapping[str, RingKey] | None = None
) -> RingKey | None:
    """Return the key her answers are sealed under, None where this actor does not hold it."""
    found = (
        keys
        if keys and CASEWORK in keys
        else ring.open(subject=case_id, labels=[CASEWORK], keyring=keyring)
    )
    return found.get(CASEWORK)


def required(key: RingKey | None) -> RingKey:
    """Return the key, or refuse: without it nothing could be sealed."""
    if key is None:
        raise PermissionDenied(_("Your keys do not open this part of her file."))
    return key


def write(
    row: R,
    *,
    statement: Callable[[R], bytes],
    content: BaseModel | None,
    key: RingKey | None,
    keyring: Keyring,
) -> R:
    """Seal, sign and insert a row."""
    row.box = box_of(row, content, key) if content is not None and key is not None else b""
    row.signer_id = keyring.certificate.id
    row.signature = keyring.sign(statement(row))
    with writing():
        row.save()
    return row


def write_answer(
    record: ConsentRecord,
    *,
    conversation: Conversation,
    actor: Actor,
    keys: Mapping[str, RingKey] | None = None,
    key_needed: bool = True,
) -> None:
    """Sign and insert an answer behind the one before; raises AlreadyAnswered."""
    keyring = keyring_of(actor)
    key = casework_key(record.case_id, keyring, keys)
    try:
        with transaction.atomic():
            write(
                record,
                statement=signing.consent_statement,
                content=conversation,
                key=required(key) if key_needed else key,
                keyring=keyring,
            )
    except IntegrityError as fault:
        raise AlreadyAnswered(
            _("A colleague wrote down an answer to this just now. Look at it first.")
        ) from fault


def tell(record: ConsentRecord, *, stopped: bool, actor: Actor, now: datetime) -> None:
    """Journal an answer and tell the rooms above."""
    action = "consent.withdrawn" if stopped else f"consent.answered.{record.answer}"
    journal.record(
        action=action,
        objects=[record.case_id, record.id],
        actor=actor,
        now=now,
        compartment=CASEWORK,
        basis=f"agreement {record.id}",
    )
    signal = consent_withdrawn if stopped else consent_given
    if stopped or record.answer == Answer.YES:
        signal.send(
            sender=ConsentRecord, case_id=record.case_id, record=record, actor=actor, now=now
        )
