"""The one key each copy of a referral has, and what is sealed under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import ValidationError

from alongside.consent.gate import keyring_of
from alongside.referrals.contents import Head, Shared, Told
from alongside.vault import documents, ring
from alongside.vault.primitives import CannotOpen
from alongside.vault.small import open_small, seal_small

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from uuid import UUID

    from alongside.core.access import Actor
    from alongside.referrals.models import Referral
    from alongside.vault.ring import RingKey

# Label of the key and compartment of the documents.
REFERRAL = "referral"
SHARED, TOLD = "shared", "told"


def make(referral: Referral, *, actor: Actor, now: datetime) -> RingKey:
    """Make the key of a copy, held by the team that deals with it."""
    if referral.team_id is None:
        raise CannotOpen
    return ring.create(
        subject=referral.id,
        label=REFERRAL,
        team_ids=[referral.team_id],
        keyring=keyring_of(actor),
        now=now,
    )


def find(referral: Referral, *, actor: Actor) -> RingKey | None:
    """Return the key of a copy; None where it is locked, or not the actor's."""
    opened = ring.open(subject=referral.id, labels=[REFERRAL], keyring=keyring_of(actor))
    return opened.get(REFERRAL)


def find_many(referrals: Iterable[Referral], *, actor: Actor) -> dict[UUID, RingKey]:
    """Return the keys of the rows of a list, in one query."""
    return ring.open_many(
        subjects=[one.id for one in referrals], label=REFERRAL, keyring=keyring_of(actor)
    )


def take_away(referral: Referral) -> None:
    """Take the key of a copy from every team: what was shared cannot be opened any more."""
    for team_id in {team_id for team_id, _label in ring.holders(referral.id)}:
        ring.revoke(subject=referral.id, labels=[REFERRAL], team_id=team_id)


def seal_head(referral: Referral, head: Head, key: RingKey) -> bytes:
    """Seal the line of the list to its row."""
    return seal_small(key.secret, head.model_dump_json().encode(), "referral head", referral.id)


def head_of(referral: Referral, key: RingKey | None) -> Head | None:
    """Open the line of the list; None where there is none to open."""
    if key is None or not bytes(referral.head):
        return None
    try:
        payload = open_small(key.secret, bytes(referral.head), "referral head", referral.id)
        return Head.model_validate_json(payload)
    except (CannotOpen, ValidationError):
        return None


def keep_shared(
    referral: Referral, shared: Shared, key: RingKey, *, actor: Actor, now: datetime
) -> None:
    """Save what is shared; over an earlier version where it was a draft."""
    earlier = _opened(referral, key, SHARED)
    documents.save(
        subject=referral.id,
        compartment=REFERRAL,
        kind=SHARED,
        content=shared,
        keys={REFERRAL: key},
        keyring=keyring_of(actor),
        now=now,
        document_id=earlier[0].document_id if earlier else None,
        base_version=earlier[0].version if earlier else None,
    )


def keep_told(referral: Referral, told: Told, key: RingKey, *, actor: Actor, now: datetime) -> None:
    """Save one step of the exchange."""
    documents.save(
        subject=referral.id,
        compartment=REFERRAL,
        kind=TOLD,
        content=told,
        keys={REFERRAL: key},
        keyring=keyring_of(actor),
        now=now,
    )


def shared_of(referral: Referral, key: RingKey | None) -> Shared | None:
    """Return what was shared; None where it does not open."""
    for opened in _opened(referral, key, SHARED) if key else []:
        try:
            return Shared.model_validate(opened.content)
        except ValidationError:
            return None
    return None


def told_of(referral: Referral, key: RingKey | None) -> list[Told | None]:
    """Return the steps of the exchange, newest first; None, last, for one that does not open."""
    steps: list[Told] = []
    broken = 0
    for opened in _opened(referral, key, TOLD) if key else []:
        try:
            steps.append(Told.model_validate(opened.content))
        except ValidationError:
            broken += 1
    steps.sort(key=lambda told: told.place, reverse=True)
    return [*steps, *([None] * broken)]


def _opened(referral: Referral, key: RingKey, kind: str) -> list[documents.Opened]:
    return documents.open_documents(subject=referral.id, keys={REFERRAL: key}, kinds=[kind])
