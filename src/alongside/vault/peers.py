"""Other organisations' identity keys, as members of ours found them right.

A peer is never pinned by itself: somebody decides it, and a coordinator who compared the
fingerprints can say so.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import transaction

from alongside.vault.guard import writing
from alongside.vault.models import OrganisationKeys, Peer
from alongside.vault.primitives import context
from alongside.vault.trust import COORDINATOR, Signer, Untrusted, check_signed

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime
    from uuid import UUID

    from django.db.models import QuerySet

    from alongside.vault.keyring import Keyring


class PeerChanged(Untrusted):
    """The peer shows another identity key than the one that was pinned."""


class Pin(NamedTuple):
    """A peer's identity key; ``compared`` when two people compared the fingerprints."""

    peer_id: UUID
    identity_pk: bytes
    compared: bool


@transaction.atomic
def pin(
    *, peer_id: UUID, identity_pk: bytes, compared: bool, keyring: Keyring, now: datetime
) -> Pin:
    """Sign that this key is the peer's; only a coordinator may say it was compared, or replace one.

    Raises PeerChanged when another key was pinned and this one was not compared, Untrusted.
    """
    if compared and keyring.certificate.role != COORDINATOR:
        raise Untrusted
    earlier = pinned(peer_id, keyring)
    if earlier is not None and not compared:
        if earlier.identity_pk != identity_pk:
            raise PeerChanged
        return earlier
    signed_on = now.date()
    signature = keyring.sign(
        _statement(keyring.organisation_id, peer_id, identity_pk, compared, signed_on)
    )
    row = {
        "identity_pk": identity_pk,
        "compared": compared,
        "signer_id": keyring.certificate.id,
        "signed_on": signed_on,
        "signature": signature,
    }
    with writing():
        Peer.objects.update_or_create(
            organisation_id=keyring.organisation_id, peer_id=peer_id, defaults=row
        )
    return Pin(peer_id, identity_pk, compared)


def pinned(peer_id: UUID, keyring: Keyring) -> Pin | None:
    """Return the checked pin of a peer, None when nobody pinned it; raise Untrusted."""
    row = _rows(keyring).filter(peer_id=peer_id).first()
    return None if row is None else _checked(row, keyring)


def identities(organisation_ids: Iterable[UUID], keyring: Keyring) -> dict[UUID, bytes]:
    """Return the identity keys of organisations: our own; the pinned one; else the one shown.

    Who is not known, or was pinned and the pin is not to be trusted, is left out. A referral is not
    sent before somebody pinned the key; a slip may be: what strangers wrote, or what is urgent,
    cannot wait until two coordinators have met.
    """
    wanted = set(organisation_ids)
    if wanted <= {keyring.organisation_id}:
        return dict.fromkeys(wanted, keyring.pin)
    shown = OrganisationKeys.objects.filter(organisation_id__in=wanted)
    found = {one: bytes(key) for one, key in shown.values_list("organisation_id", "identity_pk")}
    for row in _rows(keyring).filter(peer_id__in=wanted).order_by("peer_id"):
        found.pop(row[0], None)
        with suppress(Untrusted):
            found[row[0]] = _checked(row, keyring).identity_pk
    if keyring.organisation_id in wanted:
        found[keyring.organisation_id] = keyring.pin
    return found


def _rows(keyring: Keyring) -> QuerySet[Peer, tuple[Any, ...]]:
    columns = ["peer_id", "identity_pk", "compared", "signed_on", "signature"]
    rows = Peer.objects.filter(organisation_id=keyring.organisation_id)
    return rows.values_list(*columns, *Signer.columns("signer__"))


def _checked(row: tuple[Any, ...], keyring: Keyring) -> Pin:
    peer_id, identity_pk, compared = row[0], bytes(row[1]), row[2]
    signed_on, signature = row[3], bytes(row[4])
    check_signed(
        signer=Signer(*row[5:]),
        pin=keyring.pin,
        message=_statement(keyring.organisation_id, peer_id, identity_pk, compared, signed_on),
        signature=signature,
        signed_on=signed_on,
        role=COORDINATOR if compared else None,
    )
    return Pin(peer_id, identity_pk, compared)


def _statement(
    organisation_id: UUID,
    peer_id: UUID,
    identity_pk: bytes,
    compared: bool,  # noqa: FBT001  a part of what is signed
    signed_on: date,
) -> bytes:
    return context(
        "peer", organisation_id, peer_id, identity_pk, int(compared), signed_on.isoformat()
    )
