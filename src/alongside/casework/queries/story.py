"""The tab "Story so far": what happened since the file was opened, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from alongside.casework import access, vocabulary
from alongside.casework.contents import (
    TIMELINE,
    Arrival,
    Assessment,
    Closing,
    Conference,
    FollowUp,
    HealthAssessment,
    Note,
    PracticalSupport,
    SafetyAssessment,
    Service,
    Wish,
)
from alongside.casework.queries.heads import HEAD, File, open_parts, opened_file
from alongside.casework.queries.paging import ROWS, moment_place, token
from alongside.casework.queries.rows import Chip
from alongside.casework.queries.touch import answered_chip
from alongside.ui.dates import long_date
from alongside.vault import ring
from alongside.vault.compartments import Compartment

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime
    from uuid import UUID

    from alongside.casework.access import Way
    from alongside.casework.contents import Content
    from alongside.casework.queries.joined import JoinedView
    from alongside.casework.reading import Part
    from alongside.core.access import Actor

NOTE_ICONS = {
    "note": "note",
    "she_decided": "message",
    "call": "phone",
    "she_called": "phone",
    "visit": "people",
    "meeting": "calendar",
}
# What is changed from here; the other kinds are changed where more of them is shown.
CHANGED = frozenset({"note", "service", "practical_support"})


# What the timeline tells of lies here.
TOLD = HEAD | {Compartment.HEALTH}


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Entry:
    """One thing that happened, in words."""

    id: str
    kind: str
    icon: str
    title: str
    meta: str
    chip: Chip | None
    text: str
    by: str
    problem: str
    can_change: bool
    version: int
    # Where it has a page of its own, below the file's address.
    place: str = ""
    # Of a file that this one holds: its id and number.
    held_id: str = ""
    held: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class StoryPage:
    """A page of 25 entries; `next` is "" on the last one."""

    file: File
    entries: list[Entry]
    next: str


@dataclass(frozen=True, slots=True, repr=False)
class _Told:
    icon: str
    title: str
    day: date | None
    chip: Chip | None
    text: str


def story(*, actor: Actor, case_id: UUID, now: datetime, after: str = "") -> StoryPage:
    """Open a page of the timeline; raises NoSuchFile, JournalUnavailable.

    `after` is the `next` of the page before; any other text is the first page.
    """
    way = access.to_read(actor=actor, case_id=case_id, now=now)
    keys = way.keys(TOLD)
    file = opened_file(way, keys)
    place = moment_place(after)
    own = open_parts(way, keys, TIMELINE, limit=ROWS + 1, before=place)
    parts: list[tuple[Part, JoinedView | None]] = [(part, None) for part in own]
    parts += _of_held(way, file, place)
    if len(parts) > len(own):
        parts.sort(key=lambda one: (one[0].saved_at, one[0].document_id), reverse=True)
    way.journal_reading("file.read", way.compartments & TOLD)
    shown, more = parts[:ROWS], len(parts) > ROWS
    told = [(part, joined) for part, joined in shown if not part.is_taken_back]
    entries = [_entry(part, joined, may_write=file.rights.write) for part, joined in told]
    if not more:
        entries.append(_beginning(way))
    last = shown[-1][0] if more else None
    return StoryPage(
        file=file,
        entries=entries,
        next=token(last.saved_at.isoformat(), last.document_id) if last and last.saved_at else "",
    )


def _of_held(
    way: Way, file: File, place: tuple[datetime, UUID] | None
) -> list[tuple[Part, JoinedView | None]]:
    """Return what the files that this one holds tell; they lie under their own keys."""
    found: list[tuple[Part, JoinedView | None]] = []
    for one in file.joined:
        if one.holds:
            keys = ring.open(subject=one.other, labels=sorted(TOLD), keyring=way.keyring)
            kept: dict[str, Any] = {"limit": ROWS + 1, "before": place, "subject": one.other}
            found += [(part, one) for part in open_parts(way, keys, TIMELINE, **kept)]
    return found


def _entry(part: Part, joined: JoinedView | None, *, may_write: bool) -> Entry:
    with vocabulary.as_of(part.written):
        told = _told(part.content)
    when = long_date(told.day) if told.day else part.saved
    return Entry(
        id=str(part.document_id),
        kind=part.kind,
        icon=told.icon,
        title=told.title,
        meta=_("%(when)s · %(who)s") % {"when": when, "who": part.saved_by},
        chip=told.chip,
        text=told.text,
        by=part.saved_by,
        problem=part.problem,
        can_change=may_write and part.kind in CHANGED and not part.problem,
        version=part.version,
        place=f"conference/{part.document_id}/read/" if part.kind == "conference" else "",
        held_id=str(joined.other) if joined else "",
        held=joined.reference if joined else "",
    )


def _beginning(way: Way) -> Entry:
    opened = long_date(way.case.opened_on)
    return Entry(
        id=str(way.case.id),
        kind="opened",
        icon="plus",
        title=_("File opened"),
        meta=opened,
        chip=None,
        text="",
        by="",
        problem="",
        can_change=False,
        version=0,
    )


def _told(content: Content | None) -> _Told:
    tell = TELLS.get(type(content))
    return tell(content) if tell else _Told("file", "", None, None, "")


def _sheet(content: Assessment) -> _Told:
    chip = None if content.finished else Chip(_("Not finished"), "yellow")
    return _Told("file", content.title, content.answered_on, chip, "")


def _wish(wish: Wish) -> _Told:
    where = vocabulary.label("wheres_to_live", wish.where)
    title = _("Where she wants to live: %(where)s") % {"where": where}
    return _Told("home", title, wish.said_on, Chip(_("Her wish"), "purple"), wish.words)


def _note(note: Note) -> _Told:
    decided = note.kind == "she_decided"
    title = note.title or vocabulary.label("note_kinds", note.kind)
    chip = Chip(_("Her decision"), "purple") if decided else None
    if note.title and not decided and note.kind != "note":
        chip = Chip(vocabulary.label("note_kinds", note.kind), "blue")
    present = [_("With %(who)s") % {"who": note.present}] if note.present else []
    text = "\n".join([note.text, *present])
    return _Told(NOTE_ICONS.get(note.kind, "note"), title, note.happened_on, chip, text)


def _service(service: Service) -> _Told:
    title = vocabulary.label("services", service.kind) or _("Service")
    if service.state == "planned":
        words = [service.text, service.place]
        icon, day, chip = "calendar", service.planned_on, Chip(_("Planned"), "blue")
    elif service.state == "not_given":
        words = [vocabulary.label("why_nots", service.why_not), service.why_not_words]
        icon, day, chip = "x", service.planned_on, Chip(_("Did not take place"), "yellow")
    else:
        words = [service.text, service.provider]
        icon, day, chip = "heart", service.given_on, Chip(_("Service"), "green")
    return _Told(icon, title, day, chip, "\n".join(one for one in words if one))


def _support(support: PracticalSupport) -> _Told:
    title = vocabulary.label("support_kinds", support.kind) or _("Practical help")
    return _Told("heart", title, support.given_on, Chip(_("Practical help"), "green"), support.item)


def _conference(held: Conference) -> _Told:
    wish = [_("She wants: %(words)s") % {"words": held.her_wish}] if held.her_wish else []
    text = "\n".join([*wish, *(step.text for step in held.decisions)])
    return _Told("people", _("Decided together"), held.held_on, None, text)


def _arrival(arrival: Arrival) -> _Told:
    text = "\n".join(one for one in (arrival.came_from, arrival.details) if one)
    return _Told("arrow", _("How she came to us"), arrival.came_on, None, text)


def _follow_up(content: FollowUp) -> _Told:
    how = vocabulary.label("follow_up_hows", content.how)
    text = "\n".join(one for one in (content.text, content.outcome) if one)
    if content.set_aside_on is not None:
        aside = Chip(vocabulary.label("step_states", "set_aside"), "plain")
        return _Told("clock", how, content.planned_on, aside, text)
    if content.done_on is None:
        return _Told("clock", how, content.planned_on, Chip(_("Planned"), "blue"), text)
    chip = answered_chip(content)
    return _Told("phone", how, content.done_on, chip or Chip(_("Follow-up"), "green"), text)


def _closing(content: Closing) -> _Told:
    if content.reopened_on:
        return _Told(
            "flag", _("File opened again"), content.reopened_on, None, content.reopened_why
        )
    title = _("File closed: %(reason)s") % {
        "reason": vocabulary.label("closing_reasons", content.reason_code)
    }
    return _Told("lock", title, content.closed_on, None, content.words)


TELLS: dict[type, Callable[[Any], _Told]] = {
    Note: _note,
    Service: _service,
    PracticalSupport: _support,
    FollowUp: _follow_up,
    Conference: _conference,
    Wish: _wish,
    Closing: _closing,
    Arrival: _arrival,
    Assessment: _sheet,
    HealthAssessment: _sheet,
    SafetyAssessment: _sheet,
}
