"""Copies that leave: of a register, or of one file; encrypted unless a coordinator decides."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import timedelta
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from alongside.audit import journal
from alongside.casework import copies, policy
from alongside.casework.actions.files import own_team
from alongside.casework.errors import NoSuchFile, NothingToTell
from alongside.casework.models import CopyOut
from alongside.casework.vocabulary.everyday import SAYS_NOTHING
from alongside.consent.gate import keyring_of
from alongside.core.access import SystemActor
from alongside.organisations import policy as organisations
from alongside.vault import attachments, drafts, export, ring
from alongside.vault.attachments import FileKey
from alongside.vault.compartments import Compartment
from alongside.vault.primitives import CannotOpen
from alongside.vault.small import seal_small

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from uuid import UUID

    from alongside.core.access import Actor, AnyActor

MEDIA_TYPES = {
    "json": "application/json",
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
ENCRYPTED = "application/octet-stream"
KEPT_FOR = timedelta(minutes=15)
# More than any register; a copy beyond it would not fit a small machine's disk twice.
LIMIT = 1024**3
PIECE = 64 * 1024


@dataclass(frozen=True, slots=True)
class Export:
    """A copy on its way out, in pieces; the passphrase opens it and is kept nowhere."""

    file_name: str
    media_type: str
    passphrase: str | None = field(repr=False)
    chunks: Iterator[bytes] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Ticket:
    """A copy that waits to be fetched, once, for 15 minutes."""

    id: UUID
    passphrase: str | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class Wish:
    """What copy somebody wants, and what for.

    Of one file also for whom, why as a code of `copy_reasons`, and which parts (compartments); None
    is every part she may read.
    """

    format: str
    reason: str = field(repr=False)
    encrypted: bool = True
    why: str = ""
    recipient: str = field(default="", repr=False)
    parts: frozenset[str] | None = None

    @property
    def told(self) -> dict[str, str]:
        """Return why the copy is made: the code, and her own words."""
        return {"code": self.why, "words": self.reason.strip()}


def export_register(
    *,
    format: str,  # noqa: A002  the field's own word
    reason: str,
    actor: Actor,
    now: datetime,
    encrypted: bool = True,
    team_id: UUID | None = None,
) -> Export:
    """Return everybody a team keeps a file for as a table in HTCDS 2.0 columns (xlsx, csv).

    Files are opened and journalled as the pieces are taken.

    :raises NothingToTell: there is no reason
    :raises PermissionDenied: not hers to take out, or unencrypted and she is no coordinator
    """
    return _register(team_id, Wish(format, reason, encrypted), actor, now)[1]


def export_incidents(
    *,
    format: str,  # noqa: A002  the field's own word
    reason: str,
    actor: Actor,
    now: datetime,
    encrypted: bool = True,
    team_id: UUID | None = None,
) -> Export:
    """Return a team's incidents as a table in the 42 columns of the Incident Recorder (xlsx, csv).

    It names nobody, and holds only what somebody agreed to be counted for. Raises as
    `export_register`.
    """
    return _incidents(team_id, Wish(format, reason, encrypted), actor, now)[1]


def prepare_export(
    *,
    format: str,  # noqa: A002  the field's own word
    reason: str,
    actor: Actor,
    now: datetime,
    encrypted: bool = True,
    incidents: bool = False,
) -> Ticket:
    """Make a copy of a register, of people or of `incidents`, that waits to be fetched.

    It waits sealed, for 15 minutes. Raises as `export_register`.
    """
    sweep_exports(actor=SystemActor(reason="exports"), now=now)
    wish = Wish(format, reason, encrypted)
    copy, made = (_incidents if incidents else _register)(None, wish, actor, now)
    return waiting(copy, made, actor, now)


def waiting(copy: CopyOut, made: Export, actor: Actor, now: datetime) -> Ticket:
    """Keep a copy sealed until it is fetched."""
    file = attachments.store(stream=_Stream(made.chunks), media_type=made.media_type, limit=LIMIT)
    kept = {"file": file.as_dict(), "name": made.file_name}
    with transaction.atomic():
        drafts.keep(keyring=keyring_of(actor), slot=_slot(copy.id), data=kept, now=now)
        copy.waiting_file = file.file_id
        copy.save(update_fields=["waiting_file"])
    return Ticket(copy.id, made.passphrase)


def take_export(*, ticket: UUID, actor: Actor, now: datetime) -> Export:
    """Return a copy that was prepared; it can be fetched once.

    :raises NoSuchFile: it was fetched already, is older than 15 minutes, or is not hers
    """
    sweep_exports(actor=SystemActor(reason="exports"), now=now)
    return _take(ticket, actor, now)


@transaction.atomic
def _take(ticket: UUID, actor: Actor, now: datetime) -> Export:
    copies_waiting = CopyOut.objects.select_for_update().filter(pk=ticket, owner_id=actor.user_id)
    copy = copies_waiting.exclude(waiting_file=None).order_by("id").first()
    kept = _kept(ticket, actor) if copy else None
    if copy is None or kept is None:
        raise NoSuchFile
    file = FileKey.from_dict(kept["file"])
    copy.waiting_file = None
    copy.save(update_fields=["waiting_file"])
    drafts.drop(keyring=keyring_of(actor), slot=_slot(ticket))
    journal.record(action="copy.fetched", objects=[copy.id], actor=actor, now=now)
    try:
        chunks = attachments.read(file)
    except CannotOpen as fault:
        raise NoSuchFile from fault
    return Export(kept["name"], file.media_type, None, _and_discard(chunks, file.file_id))


@transaction.atomic
def sweep_exports(*, actor: AnyActor, now: datetime) -> int:
    """Delete copies that nobody fetched in time; return how many."""
    late = CopyOut.objects.select_for_update().filter(made_at__lt=now - KEPT_FOR)
    gone = 0
    for copy in late.exclude(waiting_file=None).order_by("id"):
        if copy.waiting_file is not None:
            attachments.discard(copy.waiting_file)
        copy.waiting_file = None
        copy.save(update_fields=["waiting_file"])
        journal.record(action="copy.not_fetched", objects=[copy.id], actor=actor, now=now)
        gone += 1
    return gone


def _register(
    team_id: UUID | None, wish: Wish, actor: Actor, now: datetime
) -> tuple[CopyOut, Export]:
    team, copy = _of_a_team(team_id, "register.exported", wish, actor, now)
    chunks = copies.of_register(team_id=team, format=wish.format, actor=actor, now=now)
    return copy, leaving(chunks, f"register-{timezone.localdate(now)}", wish)


def _incidents(
    team_id: UUID | None, wish: Wish, actor: Actor, now: datetime
) -> tuple[CopyOut, Export]:
    team, copy = _of_a_team(team_id, "incidents.exported", wish, actor, now)
    chunks = copies.of_incidents(team_id=team, format=wish.format, actor=actor, now=now)
    return copy, leaving(chunks, f"incidents-{timezone.localdate(now)}", wish)


def _of_a_team(
    team_id: UUID | None, action: str, wish: Wish, actor: Actor, now: datetime
) -> tuple[UUID, CopyOut]:
    """Decide whether she may take a team's register out, and write down that she does."""
    organisations.can_move_registers(actor).or_raise()
    team = own_team(actor, team_id)
    policy.can_move_registers(actor, team).or_raise()
    with transaction.atomic():
        copy = write_down(wish, team_id=team, case_id=None, actor=actor, now=now)
        journal.record(action=action, objects=[team, copy.id], actor=actor, now=now)
    return team, copy


def write_down(
    wish: Wish, *, team_id: UUID, case_id: UUID | None, actor: Actor, now: datetime
) -> CopyOut:
    """Write what a copy is for, sealed; raises NothingToTell, PermissionDenied."""
    if not wish.encrypted:
        policy.can_export_plain(actor).or_raise()
    if not wish.reason.strip() and wish.why in {"", SAYS_NOTHING}:
        raise NothingToTell
    copy = CopyOut(
        organisation_id=actor.organisation_id,
        team_id=team_id,
        owner_id=actor.user_id,
        case_id=case_id,
        made_at=now,
        is_encrypted=wish.encrypted,
    )
    label = Compartment.CASEWORK
    key = ring.create(
        subject=copy.id, label=label, team_ids=[team_id], keyring=keyring_of(actor), now=now
    )
    said = {**wish.told, "recipient": wish.recipient.strip(), "parts": sorted(wish.parts or ())}
    copy.box = seal_small(key.secret, json.dumps(said).encode(), "copy out", copy.id)
    copy.save(force_insert=True)
    return copy


def leaving(chunks: Iterator[bytes], name: str, wish: Wish) -> Export:
    """Return a copy on its way out, encrypted unless somebody may and did decide otherwise."""
    media_type = MEDIA_TYPES[wish.format.rpartition(".")[2]]
    file_name = f"{name}.{wish.format}"
    if not wish.encrypted:
        return Export(file_name, media_type, None, chunks)
    passphrase = export.new_passphrase()
    return Export(f"{file_name}.age", ENCRYPTED, passphrase, _encrypted(chunks, passphrase))


def _encrypted(chunks: Iterable[bytes], passphrase: str) -> Iterator[bytes]:
    """Return the age file piece by piece; only what is encrypted lies in the temporary file."""
    with TemporaryFile() as out:
        export.encrypt_to_passphrase(chunks, passphrase, out)
        out.seek(0)
        while piece := out.read(PIECE):
            yield piece


def _kept(ticket: UUID, actor: Actor) -> dict[str, Any] | None:
    try:
        return drafts.take(keyring=keyring_of(actor), slot=_slot(ticket))
    except CannotOpen:
        return None


def _and_discard(chunks: Iterator[bytes], file_id: UUID) -> Iterator[bytes]:
    try:
        yield from chunks
    finally:
        attachments.discard(file_id)


def _slot(ticket: UUID) -> str:
    return f"export:{ticket}"


class _Stream:
    """Pieces, read as from a file."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks, self._held = chunks, bytearray()

    def read(self, size: int, /) -> bytes:
        while len(self._held) < size:
            piece = next(self._chunks, b"")
            if not piece:
                break
            self._held += piece
        found = bytes(self._held[:size])
        del self._held[:size]
        return found
