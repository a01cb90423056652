"""The answer sheets of a file: a list, one to read or fill in, two beside each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from alongside.casework import access, reading, sheets
from alongside.casework.contents import Assessment
from alongside.casework.errors import NoSuchFile
from alongside.casework.queries.approving import ApprovalView, approvals
from alongside.casework.queries.heads import open_parts, opened_file
from alongside.questionnaires import queries as questionnaires
from alongside.ui.dates import long_date
from alongside.vault import documents
from alongside.vault.compartments import Compartment

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime
    from uuid import UUID

    from alongside.casework.access import Way
    from alongside.casework.queries.heads import File
    from alongside.casework.reading import Part
    from alongside.core.access import Actor
    from alongside.questionnaires.filling import Filling
    from alongside.questionnaires.instance import Json
    from alongside.questionnaires.queries import Known, Opened
    from alongside.vault.ring import Ring

HEAD = frozenset({Compartment.IDENTITY, Compartment.LOCATION, Compartment.CASEWORK})


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SheetView:
    """One answer sheet in a list; `earlier` is the one before it of the same form, or ""."""

    id: str
    title: str
    when: str
    by: str
    finished: bool
    earlier: str
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class AssessmentsPage:
    """The tab "Assessments"."""

    file: File
    sheets: list[SheetView]
    forms: list[Known]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Sheet:
    """One answer sheet with what was asked; `form` is None where this node does not have it."""

    file: File
    part: Part | None
    form: Opened | None
    # None where the organisation wants no assessment approved.
    approval: ApprovalView | None = None

    def filling(self, now: datetime, answers: Json | None = None, language: str = "") -> Filling:
        """Return the answers, ready to be read or changed; raises NotOfTheForm."""
        assert self.form is not None  # noqa: S101  the caller looked
        return sheets.filling_of(self.form, now, answers, language)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ComparedPage:
    """Two sheets of one form."""

    file: File
    title: str
    earlier: str
    later: str
    lines: list[sheets.Beside]


def assessments(*, actor: Actor, case_id: UUID, now: datetime) -> AssessmentsPage:
    """Open the list of answer sheets, newest first; raises NoSuchFile, JournalUnavailable."""
    way = access.to_read(actor=actor, case_id=case_id, now=now)
    keys = way.keys()
    file = opened_file(way, keys)
    parts = [one for one in open_parts(way, keys, sheets.KINDS) if not one.is_taken_back]
    way.journal_reading("file.assessments.read", way.compartments)
    forms = questionnaires.in_use(actor=actor) if file.rights.write else []
    return AssessmentsPage(file=file, sheets=listed(parts), forms=forms)


def blank_assessment(*, actor: Actor, case_id: UUID, version_id: UUID, now: datetime) -> Sheet:
    """Open a file to begin a sheet in it; raises NoSuchFile, also for a form not in use."""
    way = access.to_read(actor=actor, case_id=case_id, now=now)
    keys = way.keys(HEAD)
    file = opened_file(way, keys)
    form = sheets.form(version_id, actor)
    if form is None:
        raise NoSuchFile
    way.journal_reading("file.read", way.compartments & HEAD)
    return Sheet(file=file, part=None, form=form)


def assessment(*, actor: Actor, case_id: UUID, document_id: UUID, now: datetime) -> Sheet:
    """Open one answer sheet; raises NoSuchFile, JournalUnavailable."""
    way = access.to_read(actor=actor, case_id=case_id, now=now)
    keys = way.keys()
    file = opened_file(way, keys)
    part = _part(way, keys, document_id)
    way.journal_reading("file.assessment.read", _compartments([part]), document_id)
    return Sheet(
        file=file,
        part=part,
        form=sheets.form_of(part.content, actor) if part.content else None,
        approval=approvals(way, keys, [part]).get(str(document_id)),
    )


def as_it_was(
    *, actor: Actor, case_id: UUID, document_id: UUID, version: int, now: datetime
) -> Assessment | None:
    """Open an earlier version of a sheet; raises NoSuchFile, JournalUnavailable.

    None where there is no such version, or it does not open.
    """
    way = access.to_read(actor=actor, case_id=case_id, now=now)
    versions = documents.history(document_id=document_id, keys=way.keys())
    found = [one for one in versions if one.kind in sheets.KINDS and one.version == version]
    compartments = {one.compartment for one in found}
    way.journal_reading("file.assessment.read", compartments, document_id)
    content = reading.content_of(found[0]) if found else None
    return content if isinstance(content, Assessment) else None


def compared(
    *, actor: Actor, case_id: UUID, document_id: UUID, other_id: UUID, now: datetime
) -> ComparedPage:
    """Open two sheets of one form beside each other, the earlier one first.

    :raises NoSuchFile: also where they answer different forms, or do not open
    """
    way = access.to_read(actor=actor, case_id=case_id, now=now)
    keys = way.keys()
    file = opened_file(way, keys)
    parts = [_part(way, keys, one) for one in (document_id, other_id)]
    way.journal_reading("file.assessment.read", _compartments(parts), document_id, other_id)
    contents = [one.content for one in parts]
    if None in contents or contents[0].form_id != contents[1].form_id:
        raise NoSuchFile
    contents.sort(key=lambda one: (one.answered_on is not None, one.answered_on))
    told = [sheets.told_of(one, sheets.form_of(one, actor), now) for one in contents]
    days = [long_date(one.answered_on) if one.answered_on else "" for one in contents]
    return ComparedPage(
        file=file,
        title=contents[1].title,
        earlier=days[0],
        later=days[1],
        lines=sheets.beside(*told),
    )


def listed(parts: Sequence[Part]) -> list[SheetView]:
    """Return answer sheets for a list, in the order they came: newest first."""
    views: list[SheetView] = []
    later: dict[UUID, str] = {}
    for part in reversed(parts):
        content: Assessment | None = part.content
        earlier = later.get(content.form_id, "") if content else ""
        if content:
            later[content.form_id] = str(part.document_id)
        views.append(
            SheetView(
                id=str(part.document_id),
                title=content.title if content else "",
                when=long_date(content.answered_on) if content and content.answered_on else "",
                by=part.saved_by,
                finished=bool(content and content.finished),
                earlier=earlier,
                problem=part.problem,
            )
        )
    return views[::-1]


def _part(way: Way, keys: Ring, document_id: UUID) -> Part:
    versions = documents.history(document_id=document_id, keys=keys)
    newest = [one for one in versions[:1] if one.kind in sheets.KINDS]
    for found in reading.parts(newest, actor=way.actor, today=way.today):
        if found.problem:
            way.could_not_open([newest[0].compartment], document_id)
        return found
    raise NoSuchFile


def _compartments(parts: Iterable[Part]) -> set[str]:
    return {
        content.compartment
        for content in sheets.CONTENTS.values()
        for one in parts
        if content.kind_of == one.kind
    }
