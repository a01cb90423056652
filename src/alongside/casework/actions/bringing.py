"""One row of a register brought into one file, new or known."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils import timezone

from alongside.casework import access, dues, facts, upkeep
from alongside.casework.actions import files, saving
from alongside.casework.actions.saving import Change
from alongside.casework.contents import Closing, Identity, Note, OwnColumns
from alongside.casework.enums import ClosedReason, Phase
from alongside.casework.errors import Unreadable
from alongside.casework.exchange import apply_fields, changed_fields
from alongside.casework.exchange.fields import CLOSING_WORDS, COMMENT, CONSENT, CONTENTS, STATUS
from alongside.casework.exchange.fitting import exact_day
from alongside.casework.exchange.rows import imported_fields
from alongside.casework.models import Case, MatchKey
from alongside.casework.reading import content_of
from alongside.consent import actions as consent
from alongside.consent.enums import Purpose
from alongside.consent.parties import Recipient
from alongside.vault import documents, hashing

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from alongside.casework.access import Way
    from alongside.casework.contents import Content
    from alongside.casework.register.record import RegisterRow
    from alongside.casework.search.segments import Entry
    from alongside.core.access import Actor
    from alongside.vault.documents import Saved
    from alongside.vault.ring import Ring

CLOSED = {"Closed": ClosedReason.OTHER, "ClosedReferred": ClosedReason.HANDED_ON}
ALL = frozenset({Note.compartment, *(content.compartment for content in CONTENTS)})
# Where a file stood that was not there.
NEW = ("", "", "")
KINDS_OF_A_ROW = (OwnColumns.kind_of, *(content.kind_of for content in CONTENTS))


class Touched(NamedTuple):
    """A document that a row wrote: its kind, the version before (0: none) and after."""

    document_id: UUID
    kind: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Last:
    """What the register said of somebody the last time."""

    case_id: UUID
    reference: str
    fields: dict[str, Any] = field(repr=False)
    own: dict[str, str] = field(repr=False)

    def says_nothing_new(self, row: RegisterRow) -> bool:
        """Return whether a row says only what is known."""
        same_own = all(self.own.get(title) == text for title, text in row.own.items())
        return same_own and not changed_fields(self.fields, row.fields)

    def after(self, row: RegisterRow) -> Last:
        """Return what is known after a row."""
        return Last(self.case_id, self.reference, self.fields | row.fields, self.own | row.own)


@dataclass(frozen=True, slots=True)
class Brought:
    """What one row did to one file; `entry` is what a search has to learn of it."""

    case: Case
    touched: list[Touched]
    entry: Entry | None = None
    state: tuple[str, str, str] = NEW


def digest(team_id: UUID, comparable_key: str) -> str:
    """Return how a register's file number is kept: keyed, for one team."""
    return hashing.opaque(f"{team_id}:{comparable_key}", "register match key")


def last_said(case: Case, kept: OwnColumns | None) -> Last:
    """Return what the register said last of a file."""
    fields = imported_fields(kept) if kept else {}
    return Last(case.id, case.reference, fields, dict(kept.own) if kept else {})


def create(row: RegisterRow, *, team_id: UUID, actor: Actor, now: datetime) -> Brought:
    """Begin a file from a row; what the row says of consent permits nothing but keeping it."""
    today = timezone.localdate(now)
    opened_on = exact_day(row.fields.get("cas_IncomingReferralDate"))
    case = Case(
        organisation_id=actor.organisation_id,
        team_id=team_id,
        worker_id=actor.user_id,
        opened_on=min(opened_on or today, today),
        since=today,
    )
    parts = apply_fields(row.fields, {})
    identity = parts.pop(Identity, Identity())
    contents = [identity, *parts.values(), *_work(row.fields, case, today), _kept(row)]
    begun = files.begin(case, contents, actor=actor, now=now, action="file.imported", indexed=False)
    if row.match_key:
        MatchKey(team_id=team_id, case=case, digest=digest(team_id, row.comparable_key)).save()
    _consent(row, begun.way, begun.keys)
    touched = _touched(contents, begun.saved)
    return Brought(case, touched, upkeep.entry(begun.way, begun.keys, contents, fresh=True))


def update(row: RegisterRow, last: Last, *, actor: Actor, now: datetime) -> Brought:
    """Put into a known file what a row says otherwise than the register said last.

    :raises Unreadable: a part that would change does not open
    """
    way = access.to_change(
        actor=actor, case_id=last.case_id, now=now, compartments=ALL, closed=True
    )
    keys = upkeep.keys_for(way, ALL)
    heads = _heads(way, keys)
    changed = changed_fields(last.fields, row.fields)
    state = state_of(way.case)
    known = {type(content): content for _head, content in heads.values()}
    parts = list(apply_fields(changed, known).values())
    work = _work(changed, way.case, way.today)
    kept = OwnColumns(
        match_key=row.match_key,
        fields=_json(last.fields | row.fields),
        own=last.own | row.own,
    )
    changes = [_change(content, heads) for content in (*parts, *work, kept)]
    saved = saving.write(way, keys, changes)
    if way.case.closed_on is not None:
        dues.set_aside(way)
    upkeep.after_saving(way, keys, parts, due=bool(work), state=bool(work) or STATUS in changed)
    facts.after_saving(way, keys, parts)
    if CONSENT in changed:
        _consent(row, way, keys)
    way.journal_change("file.import.updated", ALL, *(one.document_id for one in saved))
    touched = [
        Touched(one.document_id, change.content.kind_of, change.base_version or 0, one.version)
        for one, change in zip(saved, changes, strict=True)
    ]
    return Brought(way.case, touched, state=state)


def state_of(case: Case) -> tuple[str, str, str]:
    """Return where a file stands, to be put back."""
    closed_on = case.closed_on.isoformat() if case.closed_on else ""
    return case.phase, closed_on, case.closed_reason or ""


def _work(fields: dict[str, Any], case: Case, today: date) -> list[Content]:
    """Return what a row says of the work, and bring the file's row to its state."""
    contents: list[Content] = []
    if fields.get(COMMENT):
        contents.append(Note(text=str(fields[COMMENT])[:20_000]))
    status = fields.get(STATUS)
    if status in CLOSED and case.closed_on is None:
        reason = CLOSED[status]
        contents.append(
            Closing(
                reason=reason,
                words=str(fields.get(CLOSING_WORDS, ""))[:20_000],
                closed_on=today,
                phase_before=Phase(case.phase),
            )
        )
        case.phase, case.closed_on, case.closed_reason = Phase.CLOSED, today, reason
    elif status and status not in CLOSED and case.closed_reason != ClosedReason.JOINED:
        if case.closed_on is not None:
            case.phase, case.closed_on, case.closed_reason = Phase.ASSESSMENT, None, None
        if status == "FollowUp":
            case.phase = Phase.FOLLOW_UP
    return contents


def _kept(row: RegisterRow) -> OwnColumns:
    return OwnColumns(match_key=row.match_key, fields=_json(row.fields), own=row.own)


def _json(fields: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value.model_dump(mode="json") if hasattr(value, "model_dump") else value
        for name, value in fields.items()
    }


def _consent(row: RegisterRow, way: Way, keys: Ring) -> None:
    if row.fields.get(CONSENT) is True:
        consent.record_imported(
            case=way.case,
            purpose=Purpose.SERVICE,
            recipient=Recipient.team(way.case.team_id),
            actor=way.actor,
            now=way.now,
            keys=keys,
        )


def _heads(way: Way, keys: Ring) -> dict[str, tuple[documents.Opened, Content]]:
    """Return the parts a row may change; of several episodes the first that was written."""
    heads = {}
    for one in documents.open_documents(subject=way.case.id, keys=keys, kinds=KINDS_OF_A_ROW):
        content = content_of(one)
        if content is None:
            raise Unreadable
        if not content.taken_back:
            heads[one.kind] = (one, content)
    return heads


def _change(content: Content, heads: dict[str, tuple[documents.Opened, Content]]) -> Change:
    head = heads.get(content.kind_of)
    if head is None or content.kind_of not in KINDS_OF_A_ROW:
        return Change(content)
    return Change(content, head[0].version, head[0].document_id)


def _touched(contents: list[Content], saved: list[Saved]) -> list[Touched]:
    return [
        Touched(one.document_id, content.kind_of, 0, one.version)
        for one, content in zip(saved, contents, strict=True)
    ]
