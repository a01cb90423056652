"""Files she gave us or we made: sealed apart, their name and kind in a sealed document."""

from __future__ import annotations

import io
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.db import transaction

from alongside.casework import access, upkeep
from alongside.casework.actions import saving
from alongside.casework.actions.saving import Change
from alongside.casework.attached import pictures
from alongside.casework.attached.kinds import BYTES, Shape, kind_of
from alongside.casework.attached.receiving import Received, Refusal, receive
from alongside.casework.contents import Attachment, HealthAttachment, Piece
from alongside.casework.errors import (
    Infected,
    NoRoom,
    NoSuchFile,
    NotScanned,
    TooLarge,
    Unreadable,
)
from alongside.organisations import queries as organisations
from alongside.vault import attachments
from alongside.vault.compartments import Compartment
from alongside.vault.primitives import CannotOpen

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from typing import BinaryIO
    from uuid import UUID

    from alongside.casework.access import Way
    from alongside.core.access import Actor
    from alongside.vault.attachments import FileKey
    from alongside.vault.documents import Saved
    from alongside.vault.ring import Ring

HOLDING = frozenset({Compartment.CASEWORK, Compartment.HEALTH})
KINDS = (Attachment, HealthAttachment)
# What somebody may change of a document; the rest is what it is.
SAID_OF_IT = frozenset({"name", "note", "what"})
COPY_TYPE = "image/jpeg"


class Taken(StrEnum):
    """In which form a document is given out."""

    ORIGINAL = "original"
    CLEAN = "clean"
    SMALL = "small"
    # On a page of ours: of a picture the clean copy, of sound and film what was kept.
    PLAYED = "played"


@dataclass(frozen=True, slots=True, repr=False)
class Download:
    """A document on its way out, or a part of it; `pieces` opens it from any byte."""

    name: str
    media_type: str
    file: FileKey

    @property
    def size(self) -> int:
        """Return how many bytes it has."""
        return self.file.size

    @property
    def chunks(self) -> Iterator[bytes]:
        """Return all of it, piece by piece."""
        return self.pieces()

    def pieces(self, start: int = 0, length: int | None = None) -> Iterator[bytes]:
        """Return a part of it, piece by piece; raises CannotOpen."""
        return attachments.read(self.file, start, length)


@dataclass(frozen=True, slots=True)
class _Asked:
    """Who adds something to which part of a file, and when."""

    case_id: UUID
    compartment: str
    actor: Actor
    now: datetime

    def way(self) -> Way:
        """Return the way in, anew in each transaction."""
        return access.to_change(
            actor=self.actor,
            case_id=self.case_id,
            now=self.now,
            compartments={self.compartment},
        )


def attach(  # noqa: PLR0913  a document, what is said of it, and who adds it where
    *,
    case_id: UUID,
    stream: BinaryIO | Received,
    name: str,
    note: str,
    actor: Actor,
    now: datetime,
    what: str = "",
    about_health: bool = False,
) -> Saved:
    """Put a document into the file: sealed as it arrived, with copies of a picture.

    Nothing of it stays where it cannot be kept. The copies are made before the file is held, so
    that nobody waits for a picture.

    :param about_health: seal it under the key of her health
    :raises TooLarge: it is larger than the organisation keeps
    :raises Infected: a scanner found something in it; that is journalled
    :raises NotScanned: a scanner should have looked at it
    :raises NoRoom: the disk is full
    """
    kind = HealthAttachment if about_health else Attachment
    asked = _Asked(case_id, kind.compartment, actor, now)
    with transaction.atomic():
        asked.way()
        limit = organisations.largest_document(actor=actor)
    received = stream if isinstance(stream, Received) else receive(stream, limit=limit)
    kept: list[FileKey] = []
    try:
        _refuse(received, limit, asked)
        copies = pictures.Copies()
        if kind_of(received.found.media_type).shape is Shape.PICTURE:
            copies = pictures.copies(
                received.content(), media_type=received.found.media_type, size=received.size
            )
        clean, small = (_copy(one, kept) for one in (copies.clean, copies.small))
        original = received.keep()
        kept.append(original)
        content = kind(
            **original.as_dict(),
            name=name,
            note=note,
            what=what,
            looked_at=True,
            mixed=received.found.mixed,
            clean=clean,
            small=small,
            no_copy=copies.problem,
        )
        return _added(content, asked)
    except BaseException:
        for file in kept:
            attachments.discard(file.file_id)
        raise
    finally:
        received.abandon()


def change_document(
    *,
    case_id: UUID,
    document: Attachment,
    document_id: UUID,
    base_version: int | None,
    actor: Actor,
    now: datetime,
    draft: str = "",
) -> Saved:
    """Change what a document is called, what it is and the note about it; nothing else of it.

    Raises Conflict, NoSuchFile.
    """

    def check(way: Way, keys: Ring) -> None:
        saved = saving.head_of(way, keys, document.kind_of, document_id).content
        if _fixed(type(document).model_validate(saved)) != _fixed(document):
            raise NoSuchFile

    return saving.save_one(
        Change(document, base_version, document_id),
        case_id=case_id,
        actor=actor,
        now=now,
        action="file.attachment.changed",
        draft=draft,
        check=check,
    )


def open_attachment(
    *,
    case_id: UUID,
    document_id: UUID,
    actor: Actor,
    now: datetime,
    taken: Taken = Taken.ORIGINAL,
) -> Download:
    """Return a document to be read piece by piece, journalled before the first.

    :raises NoSuchFile: there is no such document in a file of hers, or not in this form
    :raises Unreadable: it does not open: damaged, cut off or moved
    """
    way = access.to_read(actor=actor, case_id=case_id, now=now)
    content = _found(way, document_id)
    file = _form(content, taken)
    way.journal_reading(f"file.attachment.{taken}", {content.compartment}, document_id)
    try:
        attachments.read(file)
    except CannotOpen as fault:
        way.could_not_open({content.compartment}, document_id)
        raise Unreadable from fault
    return Download(content.name, _given_as(content, file, taken), file)


def _found(way: Way, document_id: UUID) -> Attachment:
    keys = way.keys(HOLDING)
    for kind in KINDS:
        if kind.compartment not in keys:
            continue
        try:
            head = saving.head_of(way, keys, kind.kind_of, document_id)
        except NoSuchFile:
            continue
        return kind.model_validate(head.content)
    raise NoSuchFile


def _form(content: Attachment, taken: Taken) -> FileKey:
    """Return what opens one form of a document; raises NoSuchFile where it does not have it."""
    if taken is Taken.ORIGINAL:
        return content.file_key
    piece = content.small if taken is Taken.SMALL else content.clean
    if piece is not None:
        return piece.file_key
    if taken is Taken.PLAYED and content.plays:
        return content.file_key
    raise NoSuchFile


def _given_as(content: Attachment, file: FileKey, taken: Taken) -> str:
    """Return the media type to give it out as: what is not sure is only bytes."""
    sure = content.looked_at and not content.mixed
    return file.media_type if sure or taken is not Taken.ORIGINAL else BYTES


def _refuse(received: Received, limit: int, asked: _Asked) -> None:
    """Raise why it is not kept; that something was found in it stays in the journal."""
    match received.refusal:
        case Refusal.TOO_LARGE:
            raise TooLarge(limit)
        case Refusal.NOT_SCANNED:
            raise NotScanned
        case Refusal.NO_ROOM:
            raise NoRoom
        case Refusal.INFECTED:
            with transaction.atomic():
                asked.way().journal_change("file.attachment.refused", {asked.compartment})
            raise Infected


def _copy(content: bytes, kept: list[FileKey]) -> Piece | None:
    if not content:
        return None
    stream = io.BytesIO(content)
    kept.append(attachments.store(stream=stream, media_type=COPY_TYPE, limit=len(content)))
    return Piece.of(kept[-1])


@transaction.atomic
def _added(content: Attachment, asked: _Asked) -> Saved:
    way, parts = asked.way(), {content.compartment}
    saved = saving.write(way, upkeep.keys_for(way, parts), [Change(content)])[0]
    way.journal_change("file.attachment.added", parts, saved.document_id)
    return saved


def _fixed(content: Attachment) -> dict[str, object]:
    return content.model_dump(exclude=set(SAID_OF_IT))
