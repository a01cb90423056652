"""A few words handed to one colleague: sealed to her own public key, signed by who hands them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from alongside.vault import certificates
from alongside.vault.primitives import context, digest, pad, unpad, unwrap, wrap
from alongside.vault.trust import Untrusted, check_signed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime
    from uuid import UUID

    from alongside.vault.keyring import Keyring
    from alongside.vault.primitives import Part
    from alongside.vault.trust import Signer


class Handed(NamedTuple):
    """What a row keeps of it."""

    box: bytes
    signer_id: UUID
    signed_on: date
    signature: bytes


def hand(
    *, to: UUID, payload: bytes, where: Sequence[Part], keyring: Keyring, now: datetime
) -> Handed:
    """Seal to a member, whose certificate is checked first; bound to where it lies.

    Not even the giver can open it again.

    :raises Untrusted: she has no certificate of this organisation
    """
    certificate = certificates.check(to, keyring.pin)
    if certificate.organisation_id != keyring.organisation_id:
        raise Untrusted
    box = wrap(bytes(certificate.box_pk), pad(payload), aad=context("handed", *where))
    signed_on = now.date()
    signature = keyring.sign(_statement(box, where, signed_on))
    return Handed(box, keyring.certificate.id, signed_on, signature)


def receive(
    *,
    box: bytes,
    signer: Signer,
    signed_on: date,
    signature: bytes,
    where: Sequence[Part],
    keyring: Keyring,
) -> bytes:
    """Open what was handed to the holder of this keyring; raises CannotOpen, Untrusted."""
    check_signed(
        signer=signer,
        pin=keyring.pin,
        message=_statement(bytes(box), where, signed_on),
        signature=bytes(signature),
        signed_on=signed_on,
    )
    return unpad(unwrap(keyring.pair, bytes(box), aad=context("handed", *where)))


def _statement(box: bytes, where: Sequence[Part], signed_on: date) -> bytes:
    return context("hands", *where, digest(box, "handed"), signed_on.isoformat())
