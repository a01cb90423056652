"""The documents of a file: a list, one to look at, and what it takes to add one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from alongside.casework import access, vocabulary
from alongside.casework.attached.kinds import Shape, agrees, claimed, kind_of
from alongside.casework.contents import Attachment, HealthAttachment
from alongside.casework.errors import NoSuchFile
from alongside.casework.queries.files import one_part
from alongside.casework.queries.heads import HEAD, File, open_parts, opened_file
from alongside.organisations import queries as organisations
from alongside.vault.compartments import Compartment

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from alongside.casework.reading import Part
    from alongside.core.access import Actor

A_KILOBYTE = 1024
HOLDING = HEAD | {Compartment.HEALTH}
ICONS = {
    Shape.PICTURE: "picture",
    Shape.SOUND: "sound",
    Shape.FILM: "film",
    Shape.NONE: "file",
}
KINDS = (Attachment.kind_of, HealthAttachment.kind_of)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class AttachmentView:
    """One document in words."""

    id: str
    when: str
    by: str
    # Why nothing else of it is known; "" where it opened.
    problem: str = ""
    name: str = ""
    what: str = ""
    kind: str = ""
    size: str = ""
    note: str = ""
    icon: str = "file"
    # How a page shows it, "" where it only gives it out; `small` says whether there is a small one.
    shown: str = ""
    small: bool = False
    clean: bool = False
    about_health: bool = False
    # What is to know before opening it.
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class DocumentsPage:
    """The tab "Documents"."""

    file: File
    attachments: list[AttachmentView]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class DocumentPage:
    """One document."""

    file: File
    document: AttachmentView


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Adding:
    """What a page that adds a document needs to know: `limit` in bytes."""

    file: File
    limit: int
    may_keep_with_health: bool


def attached(*, actor: Actor, case_id: UUID, now: datetime) -> DocumentsPage:
    """Open the list of documents, newest first; raises NoSuchFile, JournalUnavailable.

    Those about her health are in it for who holds that key, and for nobody else.
    """
    way = access.to_read(actor=actor, case_id=case_id, now=now)
    keys = way.keys(HOLDING)
    file = opened_file(way, keys)
    parts = open_parts(way, keys, KINDS)
    way.journal_reading("file.documents.read", way.compartments & HOLDING)
    return DocumentsPage(file=file, attachments=[_attachment(part) for part in parts])


def document(*, actor: Actor, case_id: UUID, document_id: UUID, now: datetime) -> DocumentPage:
    """Open what is known of one document; raises NoSuchFile, JournalUnavailable."""
    way = access.to_read(actor=actor, case_id=case_id, now=now)
    keys = way.keys(HOLDING)
    file = opened_file(way, keys)
    for kind in KINDS:
        try:
            part = one_part(way, keys, kind, document_id)
        except NoSuchFile:
            continue
        way.journal_reading("file.attachment.read", way.compartments & HOLDING, document_id)
        return DocumentPage(file=file, document=_attachment(part))
    raise NoSuchFile


def adding(*, actor: Actor, case_id: UUID, now: datetime) -> Adding:
    """Open what a page that adds a document shows; raises NoSuchFile, JournalUnavailable."""
    way = access.to_read(actor=actor, case_id=case_id, now=now)
    file = opened_file(way, way.keys(HEAD))
    way.journal_reading("file.read", way.compartments & HEAD)
    return Adding(
        file=file,
        limit=organisations.largest_document(actor=actor),
        may_keep_with_health=Compartment.HEALTH in way.compartments,
    )


def _attachment(part: Part) -> AttachmentView:
    found: Attachment | None = part.content
    saved = AttachmentView(
        id=str(part.document_id), when=part.saved, by=part.saved_by, problem=part.problem
    )
    if found is None:
        return saved
    return replace(
        saved,
        name=found.name,
        what=vocabulary.label("document_kinds", found.what),
        kind=_kind(found),
        size=in_words(found.size),
        note=found.note,
        icon=ICONS[kind_of(found.media_type).shape],
        shown=_shown(found),
        small=found.small is not None,
        clean=found.clean is not None,
        about_health=isinstance(found, HealthAttachment),
        warnings=tuple(_warnings(found)),
    )


def _kind(found: Attachment) -> str:
    return str(kind_of(found.media_type).label) if found.looked_at else ""


def _shown(found: Attachment) -> str:
    if found.clean is not None:
        return Shape.PICTURE.value
    return kind_of(found.media_type).shape.value if found.plays else ""


def _warnings(found: Attachment) -> list[str]:
    """Return what its content says against its name, and what could not be done with it."""
    told: list[str] = []
    if not found.looked_at:
        return told
    says, kind = claimed(found.name), kind_of(found.media_type)
    if says is not None and not agrees(found.name, found.media_type):
        names = {"said": says.label, "found": kind.label}
        told.append(_("Its name says: %(said)s. Its content says: %(found)s.") % names)
    if found.mixed:
        told.append(
            _(
                "This file would also pass for another kind of file, which is unusual. It is kept "
                "as it came, and its original is only given out as plain bytes."
            )
        )
    if found.no_copy:
        told.append(vocabulary.label("no_copies", found.no_copy))
    return told


def in_words(count: int) -> str:
    """Return a number of bytes in words."""
    if count < A_KILOBYTE:
        return _("%(count)s bytes") % {"count": count}
    if count < A_KILOBYTE**2:
        return _("%(count)s KB") % {"count": number_format(round(count / A_KILOBYTE))}
    return _("%(count)s MB") % {"count": number_format(round(count / A_KILOBYTE**2, 1))}
