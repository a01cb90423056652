"""The one appender of the journal."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import DatabaseError, connection, transaction

from alongside.audit.models import Anchor, Entry, appending
from alongside.core.prepared import Prepared
from alongside.vault import hashing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from uuid import UUID

    from alongside.core.access import AnyActor
    from alongside.vault.keyring import Keyring

START = bytes(32)
# Any constant will do; it only has to be the same for every process that appends.
LOCK = 0x414C4F4E47
# Asked before every line, inside the lock that all other writers wait for.
_LAST = Prepared(lambda: Entry.objects.order_by("-seq").values_list("seq", "hash")[:1])


class JournalUnavailable(Exception):
    """The journal could not be written, so nothing may be shown."""


def record(
    *,
    action: str,
    objects: Iterable[UUID | str],
    actor: AnyActor,
    now: datetime,
    compartment: str = "",
    basis: str = "",
) -> int:
    """Append one entry in the caller's transaction and return its number.

    The first of `objects` is the one the entry is found by; the rest are kept beside it.

    :raises JournalUnavailable: when it cannot be written; the caller's change then fails with it
    """
    ids = [str(one) for one in objects]
    try:
        with transaction.atomic():
            return _append(
                action=action,
                object_id=ids[0] if ids else "",
                others=",".join(ids[1:]),
                actor=actor.name,
                minute=now.replace(second=0, microsecond=0),
                compartment=compartment,
                basis=basis,
            )
    except DatabaseError as fault:
        raise JournalUnavailable from fault


def record_reading(
    *,
    action: str,
    objects: Iterable[UUID | str],
    actor: AnyActor,
    now: datetime,
    compartment: str = "",
    basis: str = "",
) -> int:
    """Append an entry for something about to be shown; call it before the plaintext is returned.

    It is committed when this returns and survives the death of the process. It does not wait for
    the disk as a change does: a power cut within the same second may lose it (see ADR 0006).

    :raises JournalUnavailable: when it cannot be written; the reading then must not happen
    """
    with _without_waiting_for_the_disk():
        return record(
            action=action,
            objects=objects,
            actor=actor,
            now=now,
            compartment=compartment,
            basis=basis,
        )


@contextmanager
def _without_waiting_for_the_disk() -> Iterator[None]:
    if connection.in_atomic_block:
        yield
        return
    postgres = connection.vendor == "postgresql"
    quick, full = (
        ("SET synchronous_commit = off", "SET synchronous_commit = on")
        if postgres
        else ("PRAGMA synchronous = NORMAL", "PRAGMA synchronous = FULL")
    )
    try:
        with connection.cursor() as cursor:
            cursor.execute(quick)
    except DatabaseError as fault:
        raise JournalUnavailable from fault
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(full)


def _append(
    *,
    action: str,
    object_id: str,
    others: str,
    actor: str,
    minute: datetime,
    compartment: str,
    basis: str,
) -> int:
    if connection.vendor == "postgresql":
        # SQLite's BEGIN IMMEDIATE already lets only one writer in; here a lock does.
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    last = _LAST.rows()
    seq, prev = (last[0][0] + 1, bytes(last[0][1])) if last else (1, START)
    entry = Entry(
        seq=seq,
        minute=minute,
        actor=actor,
        action=action,
        object_id=object_id,
        others=others,
        compartment=compartment,
        basis=basis,
        prev=prev,
    )
    entry.hash = hashing.chain(prev, entry.content())
    with appending():
        entry.save(force_insert=True)
    return seq


def anchor(*, keyring: Keyring, now: datetime) -> Anchor | None:
    """Sign the journal's head with a member's key and keep it; None where nothing is new.

    A copy of it kept elsewhere shows when somebody rewrites what came before.
    """
    with transaction.atomic():
        last = Entry.objects.order_by("-seq").values_list("seq", "hash").first()
        if last is None or Anchor.objects.filter(seq=last[0]).exists():
            return None
        made = Anchor(
            seq=last[0],
            hash=last[1],
            made_at=now,
            signer_id=keyring.certificate.id,
            signature=keyring.sign(head_bytes(last[0], bytes(last[1]))),
        )
        with appending():
            made.save(force_insert=True)
    return made


def head_bytes(seq: int, head: bytes) -> bytes:
    """Return the bytes a signed anchor stands for."""
    return b"alongside/anchor/1" + seq.to_bytes(8, "big") + head
