"""Certificates: the organisation's signed word about a member's public keys."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.db import transaction

from alongside.vault import ring
from alongside.vault.guard import writing
from alongside.vault.models import Certificate
from alongside.vault.primitives import CannotOpen, sign, signing_public_key
from alongside.vault.trust import Signer, Untrusted, certificate_of as check, statement

if TYPE_CHECKING:
    from datetime import datetime

    from alongside.vault.keyring import Keyring

__all__ = ["Untrusted", "check", "issue", "issue_with", "public_key_of", "revoke"]


def issue(
    *,
    user_id: UUID,
    organisation_id: UUID,
    role: str,
    box_pk: bytes,
    sign_pk: bytes,
    now: datetime,
    keyring: Keyring,
) -> Signer:
    """Certify a member's keys, ending her earlier certificate.

    Raises CannotOpen unless the keyring opens the organisation's identity key.
    """
    key = ring.open(subject=organisation_id, labels=["identity"], keyring=keyring).get("identity")
    if key is None:
        raise CannotOpen
    if signing_public_key(key.secret) != keyring.pin:
        raise Untrusted
    return issue_with(
        identity_seed=key.secret,
        user_id=user_id,
        organisation_id=organisation_id,
        role=role,
        box_pk=box_pk,
        sign_pk=sign_pk,
        now=now,
    )


@transaction.atomic
def issue_with(
    *,
    identity_seed: bytes,
    user_id: UUID,
    organisation_id: UUID,
    role: str,
    box_pk: bytes,
    sign_pk: bytes,
    now: datetime,
) -> Signer:
    """Certify with the identity seed itself: at a founding no ring holds it yet."""
    revoke(user_id=user_id, now=now)
    unsigned = Signer(
        id=uuid4(),
        user_id=user_id,
        organisation_id=organisation_id,
        role=role,
        box_pk=box_pk,
        sign_pk=sign_pk,
        issued_on=now.date(),
        signature=b"",
        revoked_on=None,
    )
    signer = unsigned._replace(signature=sign(identity_seed, statement(unsigned)))
    with writing():
        Certificate.objects.create(**signer._asdict())
    return signer


def revoke(*, user_id: UUID, now: datetime) -> None:
    """End a member's certificate today.

    Nothing is wrapped to her any more, what she signed before stays valid.

    The date is not signed: who can write the database can delete it, and that is why leaving also
    starts a new epoch.
    """
    with writing():
        Certificate.objects.filter(user_id=user_id, revoked_on=None).update(revoked_on=now.date())


def public_key_of(certificate_id: UUID) -> bytes | None:
    """Return the signing key a certificate names, or None.

    Whether to trust it is another question.
    """
    row = Certificate.objects.filter(id=certificate_id).values_list("sign_pk").first()
    return None if row is None else bytes(row[0])
