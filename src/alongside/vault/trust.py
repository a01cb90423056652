"""Whose signature counts: from the pinned organisation key to a member to what she signed."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import UUIDField

from alongside.core.prepared import Prepared
from alongside.vault.models import Certificate
from alongside.vault.primitives import context, verify

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from django.db.models import QuerySet

COORDINATOR = "coordinator"


class Untrusted(Exception):
    """A signature does not lead back to the organisation key this person trusts."""


class Signer(NamedTuple):
    """A certificate's columns, as queries fetch them beside what it signed."""

    id: UUID
    user_id: UUID
    organisation_id: UUID
    role: str
    box_pk: bytes
    sign_pk: bytes
    issued_on: date
    signature: bytes
    revoked_on: date | None

    @classmethod
    def columns(cls, prefix: str = "") -> list[str]:
        """Return the names to ask ``values_list`` for."""
        return [prefix + name for name in cls._fields]


def statement(signer: Signer) -> bytes:
    """Return what the organisation signs in a certificate.

    The date of revocation is no part of it.
    """
    return context(
        "certificate",
        signer.id,
        signer.user_id,
        signer.organisation_id,
        signer.role,
        bytes(signer.box_pk),
        bytes(signer.sign_pk),
        signer.issued_on.isoformat(),
    )


def check_certificate(signer: Signer, pin: bytes) -> None:
    """Raise Untrusted unless the organisation behind ``pin`` signed this certificate."""
    if not _certified(signer, pin):
        raise Untrusted


# A page asks for the same few colleagues a hundred times; all of it is public.
@lru_cache(maxsize=2048)
def _certified(signer: Signer, pin: bytes) -> bool:
    return verify(pin, statement(signer), bytes(signer.signature))


def check_signed(
    *,
    signer: Signer,
    pin: bytes,
    message: bytes,
    signature: bytes,
    signed_on: date,
    role: str | None = None,
) -> None:
    """Raise Untrusted unless a certified member (of ``role``, if given) signed as one."""
    check_certificate(signer, pin)
    if role is not None and signer.role != role:
        raise Untrusted
    if signer.revoked_on is not None and signed_on > signer.revoked_on:
        raise Untrusted
    if not verify(bytes(signer.sign_pk), message, bytes(signature)):
        raise Untrusted


def _unrevoked(user_id: Any) -> QuerySet[Certificate, tuple[Any, ...]]:
    found = Certificate.objects.filter(user_id=user_id, revoked_on=None).order_by()
    return found.values_list(*Signer.columns())


# Whoever signs anything asks for her own.
_UNREVOKED = Prepared(_unrevoked, UUIDField())


def certificate_of(user_id: UUID, pin: bytes) -> Signer:
    """Return the checked, unrevoked certificate of a member; raise Untrusted when there is none."""
    rows = _UNREVOKED.rows(user_id)
    if not rows:
        raise Untrusted
    signer = Signer(*rows[0])
    check_certificate(signer, pin)
    return signer
