"""The sealed and signed envelope itself: pure functions, the same inside a node and between nodes.

head = {v, id, from, to, created, expires, kind, thread}
key = wrap(recipient's intake key, content key, head)
body = AEAD(content key, payload, head)
signature = Ed25519(sender's envelope key, hashes of the three)
"""

from __future__ import annotations

import base64
import binascii
import json
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from alongside.vault.primitives import (
    KEY,
    CannotOpen,
    KeyPair,
    context,
    digest,
    pad,
    random_bytes,
    seal,
    sign,
    unpad,
    unseal,
    unwrap,
    verify,
    wrap,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

VERSION = 1
SKEW = 5 * 60
LONGEST = 7 * 24 * 60 * 60
LARGEST = 256 * 1024
LARGEST_HEAD = 1024
PARTS = ("head", "key", "body", "signature")


class Refused(Exception):
    """An envelope is not accepted; ``reason`` is one word for the journal and the page."""

    def __init__(self, reason: str) -> None:
        """Keep the reason."""
        super().__init__(reason)
        self.reason = reason


class Card(NamedTuple):
    """An organisation's public keys, signed by its identity key."""

    organisation_id: UUID
    identity_pk: bytes
    envelope_pk: bytes
    envelope_signature: bytes
    intake_pk: bytes
    intake_signature: bytes


class Head(NamedTuple):
    """What an envelope shows to everybody; ``created`` and ``expires`` are seconds since 1970."""

    id: UUID
    sender: UUID
    recipient: UUID
    created: int
    expires: int
    kind: str
    thread_id: UUID

    def as_json(self) -> str:
        """Return the canonical text that is bound into key, body and signature."""
        fields = {
            "v": VERSION,
            "id": str(self.id),
            "from": str(self.sender),
            "to": str(self.recipient),
            "created": self.created,
            "expires": self.expires,
            "kind": self.kind,
            "thread": str(self.thread_id),
        }
        return json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=True)


def envelope_statement(organisation_id: UUID, envelope_pk: bytes) -> bytes:
    """Return what the organisation signs about the key under its envelopes."""
    return context("envelope key", organisation_id, envelope_pk)


def intake_statement(organisation_id: UUID, intake_pk: bytes) -> bytes:
    """Return what the organisation signs about the key others seal to."""
    return context("intake key", organisation_id, intake_pk)


def check_card(card: Card, identity_pk: bytes) -> None:
    """Raise Refused unless the identity key the caller trusts signed both keys of a card."""
    known = verify(
        identity_pk,
        envelope_statement(card.organisation_id, card.envelope_pk),
        card.envelope_signature,
    ) and verify(
        identity_pk, intake_statement(card.organisation_id, card.intake_pk), card.intake_signature
    )
    if not known:
        raise Refused("forged")


def build(
    *, payload: Mapping[str, Any], head: Head, intake_pk: bytes, envelope_seed: bytes
) -> dict[str, str]:
    """Return an envelope of four texts; raise Refused("too_large") beyond 256 KiB."""
    shown, content_key = head.as_json(), random_bytes(KEY)
    message = pad(json.dumps(payload, separators=(",", ":")).encode())
    key = wrap(intake_pk, content_key, aad=_key_context(shown))
    body = seal(content_key, message, aad=_body_context(shown))
    signature = sign(envelope_seed, _statement(shown, key, body))
    envelope = {
        "head": shown,
        "key": _text(key),
        "body": _text(body),
        "signature": _text(signature),
    }
    if _size(envelope) > LARGEST:
        raise Refused("too_large")
    return envelope


def check(
    envelope: Mapping[str, str],
    *,
    me: UUID,
    card: Card,
    identity_pk: bytes,
    now: int | None = None,
    seen: Callable[[UUID], bool] | None = None,
) -> Head:
    """Return the head of an envelope that is genuine, to me, in time and new; else raise Refused.

    ``now`` and ``seen`` are None when it was received before and waits to be opened.
    """
    head = head_of(envelope)
    if head.recipient != me or head.sender != card.organisation_id:
        raise Refused("not_for_us")
    check_card(card, identity_pk)
    key, body, signature = (_bytes(envelope[part]) for part in PARTS[1:])
    if not verify(card.envelope_pk, _statement(envelope["head"], key, body), signature):
        raise Refused("forged")
    if now is not None and not head.created - SKEW <= now <= head.expires + SKEW:
        raise Refused("outside_window")
    # Last, so that nobody can use up an id with an envelope that is not genuine.
    if seen is not None and seen(head.id):
        raise Refused("replayed")
    return head


def open_checked(envelope: Mapping[str, str], intake: KeyPair) -> dict[str, Any]:
    """Return the payload of a checked envelope; raise Refused."""
    shown = envelope["head"]
    try:
        content_key = unwrap(intake, _bytes(envelope["key"]), aad=_key_context(shown))
        message = unseal(content_key, _bytes(envelope["body"]), aad=_body_context(shown))
        payload = json.loads(unpad(message))
    except CannotOpen as error:
        raise Refused("cannot_open") from error
    except (ValueError, RecursionError) as error:
        raise Refused("unreadable") from error
    if not isinstance(payload, dict):
        raise Refused("unreadable")
    return payload


def head_of(envelope: Mapping[str, str]) -> Head:
    """Read the head, with nothing checked but its form; raise Refused."""
    if set(envelope) != set(PARTS) or not all(isinstance(part, str) for part in envelope.values()):
        raise Refused("unreadable")
    if _size(envelope) > LARGEST or len(envelope["head"]) > LARGEST_HEAD:
        raise Refused("too_large")
    try:
        head = _read_head(json.loads(envelope["head"]))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Refused("unreadable") from error
    if head.as_json() != envelope["head"] or not 0 <= head.expires - head.created <= LONGEST:
        raise Refused("unreadable")
    return head


def _read_head(fields: dict[str, Any]) -> Head:
    return Head(
        id=UUID(fields["id"]),
        sender=UUID(fields["from"]),
        recipient=UUID(fields["to"]),
        created=int(fields["created"]),
        expires=int(fields["expires"]),
        kind=str(fields["kind"]),
        thread_id=UUID(fields["thread"]),
    )


def _statement(shown: str, key: bytes, body: bytes) -> bytes:
    return context("envelope", shown, digest(key, "envelope key"), digest(body, "envelope body"))


def _key_context(shown: str) -> bytes:
    return context("envelope key", shown)


def _body_context(shown: str) -> bytes:
    return context("envelope body", shown)


def _size(envelope: Mapping[str, str]) -> int:
    return sum(len(part) for part in envelope.values())


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode()


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text.encode("ascii"), altchars=b"-_", validate=True)
    except (binascii.Error, UnicodeEncodeError) as error:
        raise Refused("unreadable") from error
