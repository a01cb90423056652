"""Files she gave us or we made: sealed apart, their name and kind in a sealed document."""

from __future__ import annotations

import mimetypes
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from alongside.casework import access, upkeep
from alongside.casework.actions import drafts, saving
from alongside.casework.actions.saving import Change
from alongside.casework.contents import Attachment
from alongside.casework.errors import NoSuchFile, TooLarge, Unreadable
from alongside.vault import attachments
from alongside.vault.attachments import FileKey
from alongside.vault.compartments import Compartment
from alongside.vault.primitives import CannotOpen

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from typing import BinaryIO
    from uuid import UUID

    from alongside.core.access import Actor
    from alongside.vault.documents import Saved

LIMIT = 25 * 1024 * 1024
PLAIN_BYTES = "application/octet-stream"
WORK = frozenset({Compartment.CASEWORK})


@dataclass(frozen=True, slots=True)
class Download:
    """An attachment on its way out, in pieces."""

    name: str
    media_type: str
    size: int
    chunks: Iterator[bytes]


@transaction.atomic
def attach(
    *,
    case_id: UUID,
    stream: BinaryIO,
    name: str,
    note: str,
    actor: Actor,
    now: datetime,
    draft: str = "",
) -> Saved:
    """Seal an upload as it arrives and put it into the file; raises TooLarge above 25 MB."""
    way = access.to_change(actor=actor, case_id=case_id, now=now, compartments=WORK)
    keys = upkeep.keys_for(way, WORK)
    media_type = mimetypes.guess_type(name, strict=False)[0] or PLAIN_BYTES
    try:
        file = attachments.store(stream=stream, media_type=media_type, limit=LIMIT)
    except attachments.TooLarge as fault:
        raise TooLarge from fault
    content = Attachment(**file.as_dict(), name=name, note=note)
    saved = saving.write(way, keys, [Change(content)])[0]
    way.journal_change("file.attachment.added", WORK, saved.document_id)
    drafts.drop_draft(form=draft, actor=actor, case_id=case_id)
    return saved


def open_attachment(*, case_id: UUID, document_id: UUID, actor: Actor, now: datetime) -> Download:
    """Return an attachment piece by piece, journalled before the first.

    :raises NoSuchFile: there is no such attachment in a file of hers
    :raises Unreadable: it does not open: damaged, cut off or moved
    """
    way = access.to_read(actor=actor, case_id=case_id, now=now)
    keys = way.keys(WORK)
    if Compartment.CASEWORK not in keys:
        raise NoSuchFile
    head = saving.head_of(way, keys, Attachment.kind_of, document_id)
    content = Attachment.model_validate(head.content)
    way.journal_reading("file.attachment.read", WORK, document_id)
    file = FileKey.from_dict(content.model_dump(mode="json", include=set(FileKey.__slots__)))
    try:
        chunks = attachments.read(file)
    except CannotOpen as fault:
        way.could_not_open(WORK, document_id)
        raise Unreadable from fault
    return Download(content.name, content.media_type, content.size, chunks)
