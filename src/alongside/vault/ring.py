"""Ring keys: 32 random bytes known by (subject, label), committed, signed, and wrapped to teams."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.db.models import CharField, UUIDField

from alongside.core.prepared import Prepared
from alongside.vault import erasure
from alongside.vault.guard import writing
from alongside.vault.models import Key, Wrap
from alongside.vault.primitives import (
    KEY,
    CannotOpen,
    context,
    digest,
    equal,
    random_bytes,
    unwrap,
    wrap,
)
from alongside.vault.trust import Signer, Untrusted, check_signed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from django.db.models import QuerySet

    from alongside.vault.keyring import Epoch, Keyring


@dataclass(frozen=True, slots=True)
class RingKey:
    """An opened ring key."""

    id: UUID
    subject: UUID
    label: str
    secret: bytes = field(repr=False)


class Ring(dict[str, RingKey]):
    """Opened keys by label; ``broken`` names the labels that were granted and did not open."""

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        self.broken: dict[str, str] = {}


def commitment(secret: bytes) -> bytes:
    """Return what a Key row shows of its secret: 32 bytes that fit no other."""
    return digest(secret, "commitment")


def key_statement(
    key_id: UUID, subject: UUID, label: str, committed: bytes, signed_on: date
) -> bytes:
    """Return what a member signs when she makes a ring key."""
    return context("ring key", key_id, subject, label, committed, signed_on.isoformat())


def wrap_context(key_id: UUID, subject: UUID, label: str, team_id: UUID, epoch: int) -> bytes:
    """Return what a wrap is bound to."""
    return context("ring wrap", key_id, subject, label, team_id, epoch)


class _Found(NamedTuple):
    """A wrap and its key as fetched: nothing of it is checked yet."""

    id: UUID
    subject: UUID
    label: str
    commitment: bytes
    signed_on: date
    signature: bytes
    team_id: UUID
    epoch: int
    box: bytes


_COLUMNS = [
    "key__id",
    "key__subject",
    "key__label",
    "key__commitment",
    "key__signed_on",
    "key__signature",
    "team_id",
    "epoch",
    "box",
    *Signer.columns("key__signer__"),
]


def _granted(subjects: Any, team_ids: Any) -> QuerySet[Wrap, tuple[Any, ...]]:
    found = Wrap.objects.filter(key__subject__in=subjects, team_id__in=team_ids)
    return found.values_list(*_COLUMNS)


def _granted_of(subjects: Any, team_ids: Any, labels: Any) -> QuerySet[Wrap, tuple[Any, ...]]:
    return _granted(subjects, team_ids).filter(key__label__in=labels)


# Every page of a file asks one of these, and writing its SQL took longer than all the opening.
_ALL = Prepared(_granted, UUIDField(), UUIDField())
_SOME = Prepared(_granted_of, UUIDField(), UUIDField(), CharField())


def create(
    *,
    subject: UUID,
    label: str,
    team_ids: Iterable[UUID],
    keyring: Keyring,
    now: datetime,
    secret: bytes | None = None,
) -> RingKey:
    """Make one key and wrap it to the teams; raise IntegrityError when (subject, label) has one."""
    ring = create_many(
        subject=subject,
        labels={label: team_ids},
        keyring=keyring,
        now=now,
        secrets={label: secret} if secret else {},
    )
    return ring[label]


@transaction.atomic
def create_many(
    *,
    subject: UUID,
    labels: Mapping[str, Iterable[UUID]],
    keyring: Keyring,
    now: datetime,
    secrets: Mapping[str, bytes] | None = None,
) -> Ring:
    """Make one key per label, wrapped to the teams named beside it, in two inserts."""
    certificate, signed_on = keyring.certificate, now.date()
    ring, keys, wraps = Ring(), [], []
    for label, team_ids in labels.items():
        secret = (secrets or {}).get(label) or random_bytes(KEY)
        key = RingKey(id=uuid4(), subject=subject, label=label, secret=secret)
        committed = commitment(secret)
        signature = keyring.sign(key_statement(key.id, subject, label, committed, signed_on))
        keys.append(
            Key(
                id=key.id,
                subject=subject,
                label=label,
                commitment=committed,
                signer_id=certificate.id,
                signed_on=signed_on,
                signature=signature,
            )
        )
        wraps += [_wrapped(key, keyring.target(team_id)) for team_id in set(team_ids)]
        ring[label] = key
    with writing():
        Key.objects.bulk_create(keys)
        Wrap.objects.bulk_create(wraps)
    return ring


def open(  # noqa: A001  read as ring.open
    *, subject: UUID, labels: Iterable[str] | None = None, keyring: Keyring
) -> Ring:
    """Open what this keyring was granted of a subject, in one query.

    A missing label was not granted.
    """
    team_ids = list(keyring.team_ids)
    if labels is None:
        wraps = _ALL.rows([subject], team_ids)
    else:
        wraps = _SOME.rows([subject], team_ids, list(labels))
    ring = Ring()
    for row in wraps:
        _take(ring, _Found(*row[:9]), Signer(*row[9:]), keyring)
    return ring


def open_many(*, subjects: Iterable[UUID], label: str, keyring: Keyring) -> dict[UUID, RingKey]:
    """Open one label of many subjects in one query.

    What was not granted or does not open is left out.
    """
    wraps = _SOME.rows(list(subjects), list(keyring.team_ids), [label])
    rings: dict[UUID, Ring] = {}
    for row in wraps:
        _take(rings.setdefault(row[1], Ring()), _Found(*row[:9]), Signer(*row[9:]), keyring)
    return {subject: ring[label] for subject, ring in rings.items() if label in ring}


def ensure(
    *, subject: UUID, label: str, team_ids: Iterable[UUID], keyring: Keyring, now: datetime
) -> RingKey:
    """Return the key of (subject, label), made when there is none.

    Raises CannotOpen when there is one for others only.
    """
    opened = open(subject=subject, labels=[label], keyring=keyring).get(label)
    if opened is not None:
        return opened
    try:
        return create(subject=subject, label=label, team_ids=team_ids, keyring=keyring, now=now)
    except IntegrityError:
        return _required(open(subject=subject, labels=[label], keyring=keyring), label)


@transaction.atomic
def grant(*, subject: UUID, labels: Iterable[str], team_id: UUID, keyring: Keyring) -> None:
    """Let a team open these labels; raise CannotOpen when the giver does not hold one of them."""
    wanted = list(labels)
    ring = open(subject=subject, labels=wanted, keyring=keyring)
    target = keyring.target(team_id)
    wraps = [_wrapped(_required(ring, label), target) for label in wanted]
    with writing():
        Wrap.objects.bulk_create(wraps, ignore_conflicts=True)


@transaction.atomic
def revoke(*, subject: UUID, labels: Iterable[str], team_id: UUID) -> int:
    """Take these labels from a team and wipe the traces; return how many wraps went."""
    return erasure.wipe(
        Wrap.objects.filter(key__subject=subject, key__label__in=list(labels), team_id=team_id)
    )


@transaction.atomic
def shred(*, subjects: Iterable[UUID]) -> int:
    """Destroy every key of these subjects for everybody, for ever; return how many keys went."""
    gone = list(subjects)
    erasure.wipe(Wrap.objects.filter(key__subject__in=gone))
    return erasure.wipe(Key.objects.filter(subject__in=gone))


def present(subjects: Iterable[UUID]) -> set[UUID]:
    """Return which of these subjects have a key, whoever holds it."""
    return set(Key.objects.filter(subject__in=list(subjects)).values_list("subject", flat=True))


def with_label(subjects: Iterable[UUID], label: str) -> set[UUID]:
    """Return which of these subjects have a key of this label, whoever holds it."""
    keys = Key.objects.filter(subject__in=list(subjects), label=label)
    return set(keys.values_list("subject", flat=True))


def holders(subject: UUID) -> set[tuple[UUID, str]]:
    """Return which team holds which label of a subject."""
    return set(Wrap.objects.filter(key__subject=subject).values_list("team_id", "key__label"))


def _take(ring: Ring, found: _Found, signer: Signer, keyring: Keyring) -> None:
    """Open one wrap into the ring, unless another wrap of the same key opened already."""
    if found.label in ring:
        return
    try:
        ring[found.label] = _opened(found, signer, keyring)
    except Untrusted:
        ring.broken[found.label] = "untrusted"
    except CannotOpen:
        ring.broken[found.label] = "cannot_open"
    else:
        ring.broken.pop(found.label, None)


def _opened(found: _Found, signer: Signer, keyring: Keyring) -> RingKey:
    committed = bytes(found.commitment)
    check_signed(
        signer=signer,
        pin=keyring.pin,
        message=key_statement(found.id, found.subject, found.label, committed, found.signed_on),
        signature=bytes(found.signature),
        signed_on=found.signed_on,
    )
    pair = keyring.team_pair(found.team_id, found.epoch)
    aad = wrap_context(found.id, found.subject, found.label, found.team_id, found.epoch)
    secret = unwrap(pair, bytes(found.box), aad=aad)
    if not equal(commitment(secret), committed):
        raise Untrusted
    return RingKey(id=found.id, subject=found.subject, label=found.label, secret=secret)


def _wrapped(key: RingKey, target: Epoch) -> Wrap:
    aad = wrap_context(key.id, key.subject, key.label, target.team_id, target.epoch)
    return Wrap(
        key_id=key.id,
        team_id=target.team_id,
        epoch=target.epoch,
        box=wrap(bytes(target.box_pk), key.secret, aad=aad),
    )


def _required(ring: Ring, label: str) -> RingKey:
    if label not in ring:
        raise CannotOpen(label)
    return ring[label]
