"""The pages of one file. Each opens what it shows, journals once, and says what did not open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from alongside.audit import queries as audit
from alongside.casework import access, reading, vocabulary
from alongside.casework.contents import KINDS
from alongside.casework.errors import NoSuchFile
from alongside.casework.policy import is_keeper
from alongside.casework.queries.heads import Contact, File, missing_part, open_parts, opened_file
from alongside.casework.vocabulary.journal import deed
from alongside.organisations import queries as organisations
from alongside.ui.dates import Due, day_and_time, due_label, long_date
from alongside.vault import documents
from alongside.vault.compartments import Compartment

if TYPE_CHECKING:
    from datetime import datetime

    from alongside.casework.access import Way
    from alongside.casework.contents import Attachment, Step
    from alongside.casework.reading import Part
    from alongside.core.access import Actor
    from alongside.vault.ring import Ring

HEAD = frozenset({Compartment.IDENTITY, Compartment.LOCATION, Compartment.CASEWORK})
A_KILOBYTE = 1024
LOOKED_SHOWN = 200


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class StepView:
    """One step of her plan in words."""

    id: str
    text: str
    who: str
    due: Due | None
    done: bool
    done_on: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class GoalView:
    """What she wants in words."""

    id: str
    version: int
    words: str
    state: str
    state_words: str
    steps: list[StepView]
    done: int
    total: int
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class PlanPage:
    """The tab "Her plan"."""

    file: File
    goals: list[GoalView]
    needs: list[str]
    needs_words: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SafetyPage:
    """The tab "Safety"."""

    file: File
    contact: Contact | None
    plan: Part
    whereabouts: Part


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class AttachmentView:
    """One attachment in words."""

    id: str
    name: str
    size: str
    note: str
    when: str
    by: str
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class DocumentsPage:
    """The tab "Documents"."""

    file: File
    attachments: list[AttachmentView]


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


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class EpisodesPage:
    """What happened to her."""

    file: File
    episodes: list[Part]


def open_file(*, actor: Actor, case_id: UUID, now: datetime) -> File:
    """Open what every page of a file shows; raises NoSuchFile, JournalUnavailable."""
    way = access.to_read(actor=actor, case_id=case_id, now=now)
    file = opened_file(way, way.keys(HEAD))
    way.journal_reading("file.read", way.compartments & HEAD)
    return file


def plan(*, actor: Actor, case_id: UUID, now: datetime) -> PlanPage:
    """Open her plan; raises NoSuchFile, JournalUnavailable."""
    way = access.to_read(actor=actor, case_id=case_id, now=now)
    file = opened_file(way, way.keys(HEAD))
    way.journal_reading("file.plan.read", way.compartments & HEAD)
    needs = file.parts["needs"].content
    return PlanPage(
        file=file,
        goals=[_goal(part, way) for part in file.goals],
        needs=[vocabulary.label("needs", code) for code in needs.needs] if needs else [],
        needs_words=needs.own_words if needs else "",
    )


def safety(*, actor: Actor, case_id: UUID, now: datetime) -> SafetyPage:
    """Open how she is kept safe; raises NoSuchFile, JournalUnavailable."""
    way = access.to_read(actor=actor, case_id=case_id, now=now)
    file = opened_file(way, way.keys(HEAD))
    way.journal_reading("file.safety.read", way.compartments & HEAD)
    return SafetyPage(
        file=file,
        contact=file.contact,
        plan=file.parts["safety_plan"],
        whereabouts=file.parts["whereabouts"],
    )


def attached(*, actor: Actor, case_id: UUID, now: datetime) -> DocumentsPage:
    """Open the list of attachments, newest first; raises NoSuchFile, JournalUnavailable."""
    way = access.to_read(actor=actor, case_id=case_id, now=now)
    keys = way.keys(HEAD)
    file = opened_file(way, keys)
    parts = open_parts(way, keys, ["attachment"])
    way.journal_reading("file.documents.read", way.compartments & HEAD)
    return DocumentsPage(file=file, attachments=[_attachment(part) for part in parts])


def episodes(*, actor: Actor, case_id: UUID, now: datetime) -> EpisodesPage:
    """Open what happened to her, newest first; raises NoSuchFile, JournalUnavailable."""
    way = access.to_read(actor=actor, case_id=case_id, now=now)
    keys = way.keys()
    file = opened_file(way, keys)
    found = [one for one in open_parts(way, keys, ["episode"]) if not one.is_taken_back]
    way.journal_reading("file.story.read", way.compartments)
    if not found and Compartment.STORY in keys.broken:
        found = [missing_part("episode", keys)]
    return EpisodesPage(file=file, episodes=found)


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
    found = _one(way, keys, kind, document_id)
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


def _one(way: Way, keys: Ring, kind: str, document_id: UUID | None) -> Part:
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


def _goal(part: Part, way: Way) -> GoalView:
    goal = part.content
    steps = [] if goal is None else [_step(step, way) for step in goal.steps]
    counted = [] if goal is None else [step for step in goal.steps if step.state != "set_aside"]
    return GoalView(
        id=str(part.document_id),
        version=part.version,
        words=goal.words if goal else "",
        state=goal.state if goal else "",
        state_words=vocabulary.label("goal_states", goal.state) if goal else "",
        steps=steps,
        done=sum(step.state == "done" for step in counted),
        total=len(counted),
        problem=part.problem,
    )


def _step(step: Step, way: Way) -> StepView:
    return StepView(
        id=str(step.id),
        text=step.text,
        who=step.who_words or vocabulary.label("whos", step.who),
        due=due_label(step.due_on, way.today) if step.state == "open" else None,
        done=step.state == "done",
        done_on=long_date(step.done_on) if step.done_on else "",
    )


def _attachment(part: Part) -> AttachmentView:
    file: Attachment | None = part.content
    return AttachmentView(
        id=str(part.document_id),
        name=file.name if file else "",
        size=_size(file.size) if file else "",
        note=file.note if file else "",
        when=part.saved,
        by=part.saved_by,
        problem=part.problem,
    )


def _size(count: int) -> str:
    if count < A_KILOBYTE:
        return _("%(count)s bytes") % {"count": count}
    if count < A_KILOBYTE**2:
        return _("%(count)s KB") % {"count": number_format(round(count / A_KILOBYTE))}
    return _("%(count)s MB") % {"count": number_format(round(count / A_KILOBYTE**2, 1))}


def _user_id(actor: str) -> UUID | None:
    try:
        return UUID(actor)
    except ValueError:
        return None
