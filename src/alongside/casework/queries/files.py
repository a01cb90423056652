"""The pages of one file. Each opens what it shows, journals once, and says what did not open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext as _

from alongside.audit import queries as audit
from alongside.casework import access, reading
from alongside.casework.contents import KINDS, SafetyAssessment
from alongside.casework.errors import NoSuchFile
from alongside.casework.policy import is_keeper
from alongside.casework.queries.assessments import SheetView, listed
from alongside.casework.queries.heads import (
    HEAD,
    File,
    missing_part,
    open_parts,
    opened_file,
)
from alongside.casework.vocabulary.journal import deed
from alongside.organisations import queries as organisations
from alongside.ui.dates import day_and_time
from alongside.vault import documents

if TYPE_CHECKING:
    from datetime import datetime

    from alongside.casework.access import Way
    from alongside.casework.queries.contact import Contact
    from alongside.casework.reading import Part
    from alongside.core.access import Actor
    from alongside.vault.ring import Ring

LOOKED_SHOWN = 200


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SafetyPage:
    """The tab "Safety"; `sheets` are the forms in which it was worked out with her."""

    file: File
    contact: Contact | None
    plan: Part
    whereabouts: Part
    sheets: list[SheetView]


@dataclass(frozen=True, slots=True)
class Looked:
    """One line of "Who looked"."""

    who: str
    what: str
    when: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class WhoLookedPage:
    """The tab "Who looked"."""

    file: File
    lines: list[Looked]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class PartPage:
    """One part to be edited."""

    file: File
    part: Part


def open_file(*, actor: Actor, case_id: UUID, now: datetime) -> File:
    """Open what every page of a file shows; raises NoSuchFile, JournalUnavailable."""
    way = access.to_read(actor=actor, case_id=case_id, now=now)
    file = opened_file(way, way.keys(HEAD))
    way.journal_reading("file.read", way.compartments & HEAD)
    return file


def safety(*, actor: Actor, case_id: UUID, now: datetime) -> SafetyPage:
    """Open how she is kept safe; raises NoSuchFile, JournalUnavailable."""
    way = access.to_read(actor=actor, case_id=case_id, now=now)
    keys = way.keys(HEAD)
    file = opened_file(way, keys)
    found = open_parts(way, keys, [SafetyAssessment.kind_of])
    way.journal_reading("file.safety.read", way.compartments & HEAD)
    return SafetyPage(
        file=file,
        contact=file.contact,
        plan=file.parts["safety_plan"],
        whereabouts=file.parts["whereabouts"],
        sheets=listed([one for one in found if not one.is_taken_back]),
    )


def part(
    *,
    actor: Actor,
    case_id: UUID,
    kind: str,
    now: datetime,
    document_id: UUID | None = None,
) -> PartPage:
    """Open one part to edit it; of the kinds a file has many of, the document asked for.

    :raises NoSuchFile: also for a document that is not in this file or of another kind
    """
    if kind not in KINDS:
        raise NoSuchFile
    content = KINDS[kind]
    way = access.to_read(actor=actor, case_id=case_id, now=now)
    keys = way.keys(HEAD | {content.compartment})
    file = opened_file(way, keys)
    found = one_part(way, keys, kind, document_id)
    way.journal_reading("file.part.read", {content.compartment})
    return PartPage(file=file, part=found)


def who_looked(*, actor: Actor, case_id: UUID, now: datetime) -> WhoLookedPage:
    """Return who did what with a file, newest first; raises NoSuchFile, JournalUnavailable."""
    way = access.to_read(actor=actor, case_id=case_id, now=now)
    file = opened_file(way, way.keys(HEAD))
    way.journal_reading("file.journal.read", way.compartments & HEAD)
    entries = audit.who_opened(object_id=case_id, actor=actor, limit=LOOKED_SHOWN)
    ids = {one.actor: _user_id(one.actor) for one in entries}
    names = organisations.display_names(user_ids={one for one in ids.values() if one}, actor=actor)
    lines = []
    for one in entries:
        user_id = ids[one.actor]
        who = reading.called(user_id, names, actor) if user_id else _("The system")
        lines.append(Looked(who, deed(one.action), day_and_time(one.minute, way.today)))
    return WhoLookedPage(file=file, lines=lines)


def colleagues(*, actor: Actor, case_id: UUID, now: datetime) -> list[tuple[UUID, str]]:
    """Return to whom a file can be handed over, by name; raises NoSuchFile."""
    way = access.to_read(actor=actor, case_id=case_id, now=now)
    members = organisations.members_of(organisation_id=actor.organisation_id, actor=actor)
    return [
        (one.id, one.display_name)
        for one in members
        if is_keeper(one.role, one.team_ids, way.case.team_id) and one.id != way.case.worker_id
    ]


def one_part(way: Way, keys: Ring, kind: str, document_id: UUID | None) -> Part:
    """Open the newest version of one part; raises NoSuchFile for a document that is not here."""
    if KINDS[kind].single:
        for found in open_parts(way, keys, [kind], limit=1):
            return found
        return missing_part(kind, keys)
    if document_id is None:
        return missing_part(kind, keys)
    versions = documents.history(document_id=document_id, keys=keys)
    newest = [one for one in versions[:1] if one.kind == kind]
    for found in reading.parts(newest, actor=way.actor, today=way.today):
        if found.problem:
            way.could_not_open([KINDS[kind].compartment], document_id)
        return found
    raise NoSuchFile


def _user_id(actor: str) -> UUID | None:
    try:
        return UUID(actor)
    except ValueError:
        return None
