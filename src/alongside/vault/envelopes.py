"""Envelopes between organisations whose public keys are in this database."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID, uuid4

from alongside.vault import letters, peers, ring
from alongside.vault.letters import LONGEST, Card, Head, Refused
from alongside.vault.models import OrganisationKeys
from alongside.vault.primitives import KeyPair, signing_public_key

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from alongside.vault.keyring import Keyring
    from alongside.vault.peers import Pin

__all__ = [
    "Card",
    "Head",
    "Letter",
    "Refused",
    "card_of",
    "check",
    "check_and_open",
    "meet",
    "seal",
]


class Letter(NamedTuple):
    """An opened envelope."""

    head: Head
    payload: dict[str, Any]

    def __repr__(self) -> str:
        return f"<Letter {self.head.id}>"


def card_of(organisation_id: UUID) -> Card:
    """Return an organisation's public keys as stored, unchecked.

    Raises Refused("unknown_organisation").
    """
    rows = OrganisationKeys.objects.filter(organisation_id=organisation_id)
    row = rows.values_list(*Card._fields).first()
    if row is None:
        raise Refused("unknown_organisation")
    return Card(row[0], *(bytes(column) for column in row[1:]))


def meet(organisation_id: UUID, *, keyring: Keyring, now: datetime) -> Pin:
    """Return the pinned key of an organisation; somebody choosing it for the first time pins it.

    Raises Refused("unknown_organisation") and Untrusted.
    """
    known = peers.pinned(organisation_id, keyring)
    if known is not None:
        return known
    shown = card_of(organisation_id).identity_pk
    return peers.pin(
        peer_id=organisation_id, identity_pk=shown, compared=False, keyring=keyring, now=now
    )


def seal(
    *,
    payload: Mapping[str, Any],
    kind: str,
    from_organisation: UUID,
    to_organisation: UUID,
    keyring: Keyring,
    now: datetime,
    thread_id: UUID,
) -> dict[str, str]:
    """Seal a payload to a pinned organisation in the name of the sender's; return four texts.

    Raises Refused: "not_pinned" until somebody pinned the recipient, "forged" when its keys in the
    database are not what the pinned key signed, "no_envelope_key" when the keyring does not open
    the sender's, "too_large".
    """
    pin = peers.pinned(to_organisation, keyring)
    if pin is None:
        raise Refused("not_pinned")
    card = card_of(to_organisation)
    letters.check_card(card, pin.identity_pk)
    created = int(now.timestamp())
    head = Head(
        id=uuid4(),
        sender=from_organisation,
        recipient=to_organisation,
        created=created,
        expires=created + LONGEST,
        kind=kind,
        thread_id=thread_id,
    )
    seed = _own_secret(from_organisation, "envelope", keyring)
    return letters.build(payload=payload, head=head, intake_pk=card.intake_pk, envelope_seed=seed)


def check(
    envelope: Mapping[str, str], *, me: UUID, now: datetime, seen: Callable[[UUID], bool]
) -> Head:
    """Check an envelope on arrival, when nobody of the recipient is signed in; raise Refused.

    It is held against the sender's keys in the database; the pin is asked when a person opens it.
    """
    card = card_of(letters.head_of(envelope).sender)
    return letters.check(
        envelope,
        me=me,
        card=card,
        identity_pk=card.identity_pk,
        now=int(now.timestamp()),
        seen=seen,
    )


def check_and_open(
    envelope: Mapping[str, str],
    *,
    me: UUID,
    keyring: Keyring,
    now: datetime | None = None,
    seen: Callable[[UUID], bool] | None = None,
) -> Letter:
    """Open an envelope from a pinned sender; raise Refused ("not_pinned" until somebody pinned it).

    Leave ``now`` and ``seen`` out for one that :func:`check` accepted before.
    """
    sender = letters.head_of(envelope).sender
    pin = peers.pinned(sender, keyring)
    if pin is None:
        raise Refused("not_pinned")
    head = letters.check(
        envelope,
        me=me,
        card=card_of(sender),
        identity_pk=pin.identity_pk,
        now=None if now is None else int(now.timestamp()),
        seen=seen,
    )
    intake = KeyPair.of(_own_secret(me, "intake", keyring))
    return Letter(head=head, payload=letters.open_checked(envelope, intake))


def _own_secret(organisation_id: UUID, label: str, keyring: Keyring) -> bytes:
    if organisation_id != keyring.organisation_id:
        raise Refused("not_ours")
    key = ring.open(subject=organisation_id, labels=[label], keyring=keyring).get(label)
    if key is None:
        raise Refused(f"no_{label}_key")
    card = card_of(organisation_id)
    letters.check_card(card, keyring.pin)
    if label == "envelope" and signing_public_key(key.secret) != card.envelope_pk:
        raise Refused("forged")
    return key.secret
