"""Saving any part of a file: many at once, none over somebody else's newer version."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from alongside.casework import access, alike, dues, facts, held, reading, upkeep
from alongside.casework.actions import drafts
from alongside.casework.errors import Conflict, NoSuchFile, Unreadable
from alongside.vault import documents
from alongside.vault.documents import NewDocument, NoSuchDocument, Saved

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from uuid import UUID

    from alongside.casework.access import Way
    from alongside.casework.contents import Content
    from alongside.core.access import Actor
    from alongside.vault.documents import Opened
    from alongside.vault.ring import Ring


@dataclass(frozen=True, slots=True)
class Change:
    """A part as somebody wants it, and the version she began with (None: there was none)."""

    content: Content
    base_version: int | None = None
    document_id: UUID | None = None


def save_parts(
    *,
    case_id: UUID,
    changes: Sequence[Change],
    actor: Actor,
    now: datetime,
    draft: str = "",
    action: str = "file.saved",
) -> list[Saved]:
    """Save several parts of a file together, or none.

    :raises Conflict: somebody saved one of them meanwhile; nothing is written
    :raises NoSuchFile: also for a document that is not in this file
    """
    contents = [change.content for change in changes]
    with transaction.atomic():
        compartments = {content.compartment for content in contents}
        way = access.to_change(actor=actor, case_id=case_id, now=now, compartments=compartments)
        held.require_here(way, contents)
        keys = upkeep.keys_for(way, compartments)
        saved = write(way, keys, changes)
        upkeep.after_saving(way, keys, contents)
        facts.after_saving(way, keys, contents)
        way.journal_change(action, compartments, *(one.document_id for one in saved))
        drafts.drop_draft(form=draft, actor=actor, case_id=case_id)
    alike.look(contents, case_id=case_id, actor=actor, now=now)
    return saved


def save_part(
    *,
    case_id: UUID,
    content: Content,
    base_version: int | None,
    actor: Actor,
    now: datetime,
    document_id: UUID | None = None,
    draft: str = "",
) -> Saved:
    """Save one part of a file; raises Conflict, NoSuchFile."""
    change = Change(content, base_version, document_id)
    return save_parts(case_id=case_id, changes=[change], actor=actor, now=now, draft=draft)[0]


@transaction.atomic
def save_one(
    change: Change,
    *,
    case_id: UUID,
    actor: Actor,
    now: datetime,
    action: str,
    draft: str = "",
    check: Callable[[Way, Ring], None] | None = None,
) -> Saved:
    """Save one document of the work with her, and what becomes due by it.

    :param check: raises what stands against it, before anything is written
    :raises Conflict: somebody saved it meanwhile; nothing is written
    :raises NoSuchFile: also for a document that is not in this file
    """
    content = change.content
    compartments = {content.compartment}
    way = access.to_change(actor=actor, case_id=case_id, now=now, compartments=compartments)
    keys = upkeep.keys_for(way, compartments)
    if check is not None:
        check(way, keys)
    saved = write(way, keys, [change])[0]
    dues.follow(way, saved.document_id, content)
    upkeep.after_saving(way, keys, [content], due=isinstance(content, dues.DUE))
    way.journal_change(action, compartments, saved.document_id)
    drafts.drop_draft(form=draft, actor=actor, case_id=case_id)
    return saved


def write(way: Way, keys: Ring, changes: Sequence[Change]) -> list[Saved]:
    """Write changes in order, without what follows from them."""
    single = [change.content.kind_of for change in changes if change.content.single]
    heads = upkeep.heads_of(way, keys, single) if single else {}
    return [_write(way, keys, change, heads.get(change.content.kind_of)) for change in changes]


def _write(way: Way, keys: Ring, change: Change, head: Opened | None) -> Saved:
    content, document_id = change.content, change.document_id
    if content.single:
        if head is not None and head.version != change.base_version:
            raise _conflict(way, content, head)
        document_id = head.document_id if head else None
    if document_id is None:
        new = NewDocument(content.compartment, content.kind_of, content)
        return documents.save_all(
            subject=way.case.id, documents=[new], keys=keys, keyring=way.keyring, now=way.now
        )[0]
    try:
        return documents.save(
            subject=way.case.id,
            compartment=content.compartment,
            kind=content.kind_of,
            content=content,
            keys=keys,
            keyring=way.keyring,
            now=way.now,
            document_id=document_id,
            base_version=change.base_version,
        )
    except documents.Conflict as conflict:
        raise _conflict(way, content, conflict.theirs) from conflict
    except NoSuchDocument as absent:
        raise NoSuchFile from absent


def _conflict(way: Way, content: Content, theirs: Opened) -> Conflict:
    part = reading.parts([theirs], actor=way.actor, today=way.today)[0]
    return Conflict(yours=content, theirs=part)


def head_of(way: Way, keys: Ring, kind: str, document_id: UUID) -> Opened:
    """Return the newest version of one document of this file.

    :raises NoSuchFile: there is no such document of this kind in this file
    :raises Unreadable: it does not open, so nothing can be built on it
    """
    for one in documents.open_documents(subject=way.case.id, keys=keys, kinds=[kind]):
        if one.document_id == document_id:
            if reading.content_of(one) is None:
                way.could_not_open([one.compartment], document_id)
                raise Unreadable
            return one
    raise NoSuchFile
