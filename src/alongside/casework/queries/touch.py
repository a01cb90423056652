"""Keeping in touch: a follow-up in words, and the page on which it is told how it went."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from alongside.casework import access, clock, reaching, vocabulary
from alongside.casework.contents import FollowUp
from alongside.casework.errors import NoSuchFile
from alongside.casework.queries.heads import HEAD, File, open_parts, opened_file
from alongside.casework.queries.rows import Chip
from alongside.ui.dates import Due, due_label, long_date
from alongside.vault.compartments import Compartment

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from alongside.casework.access import Way
    from alongside.casework.reaching import Spoken
    from alongside.casework.reading import Part
    from alongside.core.access import Actor

ANSWERED_CHIPS = {"somebody": "yellow", "nobody": "yellow", "lost": "plain"}


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class FollowUpView:
    """One follow-up in words; `due` is None once it is over.

    `warning` says what stands against contacting her this way.
    """

    id: str
    version: int
    title: str
    when: str
    mark: str
    due: Due | None
    is_open: bool
    done: bool
    reached: bool | None
    chip: Chip | None
    text: str
    outcome: str
    needs: str
    warning: str
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class InTouchPage:
    """What is known when somebody tells how a follow-up went.

    `planned` is the next day that is planned already, `suggested` the one the clock would have.
    """

    file: File
    follow_up: FollowUpView
    spoken_of: Spoken
    is_agreed: bool
    planned: date | None
    suggested: date | None


def in_touch(*, actor: Actor, case_id: UUID, document_id: UUID, now: datetime) -> InTouchPage:
    """Open a follow-up with what must be known before somebody is in touch with her.

    :raises NoSuchFile: also for a document that is not in this file or of another kind
    """
    way = access.to_read(actor=actor, case_id=case_id, now=now)
    keys = way.keys(HEAD)
    file = opened_file(way, keys)
    parts = open_parts(way, keys, [FollowUp.kind_of])
    part = next((one for one in parts if one.document_id == document_id), None)
    if part is None:
        raise NoSuchFile
    way.journal_reading("file.part.read", {FollowUp.compartment})
    asked = part.content or FollowUp()
    others = [one.content for one in parts if one.content and one.document_id != document_id]
    ahead = [one.planned_on for one in others if one.is_open and one.planned_on]
    planned = min((day for day in ahead if day >= way.today), default=None)
    return InTouchPage(
        file=file,
        follow_up=follow_up_view(part, way, file),
        spoken_of=reaching.spoken_of(file.parts["safe_contact"].content),
        is_agreed=is_agreed(way, [part]) is not False,
        planned=planned,
        suggested=None if planned else clock.next_day(asked, way.today),
    )


def answered_chip(content: FollowUp) -> Chip | None:
    """Return who answered, where it was not she; losing contact is an outcome like others."""
    kind = ANSWERED_CHIPS.get(content.who_answered)
    return Chip(vocabulary.label("answered", content.who_answered), kind) if kind else None


def follow_up_view(part: Part, way: Way, file: File) -> FollowUpView:
    """Return a follow-up in words."""
    planned = part.content or FollowUp()
    day = planned.done_on or planned.planned_on
    is_due = planned.is_open and not part.problem
    return FollowUpView(
        id=str(part.document_id),
        version=part.version,
        title="" if part.problem else vocabulary.label("follow_up_hows", planned.how),
        when=long_date(day) if day else "",
        mark=vocabulary.label("clock_marks", planned.mark),
        due=due_label(planned.planned_on, way.today) if is_due else None,
        is_open=is_due,
        done=planned.done_on is not None,
        reached=planned.reached,
        chip=answered_chip(planned),
        text=planned.text,
        outcome=planned.outcome,
        needs=vocabulary.joined("needs", planned.needs, part.written),
        warning=warning(way, file, planned.how) if is_due else "",
        problem=part.problem,
    )


def warning(way: Way, file: File, how: str) -> str:
    """Return what stands against a contact that is planned; "" for those who may not know."""
    if Compartment.LOCATION not in way.compartments:
        return ""
    contact = file.contact.part.content if file.contact else None
    return reaching.objection(contact, how)


def is_agreed(way: Way, parts: list[Part]) -> bool | None:
    """Return whether she agrees to what is planned of the clock; None where nothing is."""
    if not any(part.content and part.content.mark and part.content.is_open for part in parts):
        return None
    return bool(clock.agreement(way))


def to_come(part: Part) -> date:
    """Sort what is to come by its day, before what is over and stays newest first."""
    is_open = part.content is not None and part.content.is_open
    return (part.content.planned_on or date.max) if is_open else date.max
