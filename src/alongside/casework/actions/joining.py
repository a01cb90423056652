"""Joining two files about one person, and taking that back.

The second file is closed and held by the first: its documents, keys, answers and referrals stay
where they are, so that nothing she agreed to in one opens what lies in the other, and taking it
back is exact. Only who she is, how to reach her, where she is and how she is kept safe is written
anew in the first. See ADR 23.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from alongside.casework import access, facts, held, policy, upkeep
from alongside.casework.actions import saving
from alongside.casework.actions.bringing import state_of
from alongside.casework.actions.saving import Change
from alongside.casework.contents import KINDS, Joined, Rewritten
from alongside.casework.enums import ClosedReason, Phase
from alongside.casework.errors import CannotDo, NoSuchFile, Unreadable
from alongside.casework.joining import PARTS, require_joinable, settled, versions_of
from alongside.casework.reading import content_of
from alongside.consent import queries as consents
from alongside.vault import documents
from alongside.vault.compartments import Compartment

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from uuid import UUID

    from alongside.casework.access import Way
    from alongside.casework.contents import Content
    from alongside.core.access import Actor
    from alongside.vault.documents import Opened
    from alongside.vault.ring import Ring

COMPARTMENTS = frozenset({Compartment.CASEWORK, *(part.compartment for part in PARTS)})
KINDS_OF_PARTS = tuple(part.kind_of for part in PARTS)


class _File(NamedTuple):
    """One of the two, with its keys and the parts it has."""

    way: Way
    keys: Ring
    heads: dict[str, Opened]

    def content(self, part: type[Content]) -> Content:
        head = self.heads.get(part.kind_of)
        if head is None:
            return part()
        content = content_of(head)
        if content is None:
            self.way.could_not_open([part.compartment], head.document_id)
            raise Unreadable
        return content

    @property
    def versions(self) -> str:
        """Return which versions of its parts these are, to be sent back with what was chosen."""
        return versions_of({kind: head.version for kind, head in self.heads.items()})


@dataclass(slots=True)
class Undone:
    """Kinds of parts that taking a joining back left, because somebody wrote them since."""

    kept: list[str] = field(default_factory=list)


@transaction.atomic
def join(
    *,
    case_id: UUID,
    other_id: UUID,
    choices: Mapping[str, str],
    seen: str,
    actor: Actor,
    now: datetime,
) -> UUID:
    """Let one file hold another about the same person; return the document that says so.

    :param choices: by `kind.field`, which of two stands: `first`, `second` or `both`
    :param seen: the versions that were shown, as `queries.side_by_side` gave them
    :raises NoSuchFile: either is not there for her
    :raises Undecided: fields differ of which nothing was chosen
    :raises CannotDo: they cannot be joined, or somebody wrote in one of them meanwhile
    """
    first, second = _both_files(case_id, other_id, actor, now)
    holding = [one.holds for one in held.standing(second.way, second.keys)]
    require_joinable(first.way.case, second.way.case, holding)
    if seen != f"{first.versions}/{second.versions}":
        raise CannotDo(_("Somebody wrote in one of the two files meanwhile. Look at both again."))
    spread = consents.opened_beyond(actor=actor, case_id=case_id, other_id=other_id, now=now)
    changes = _changes(first, second, spread, choices)
    saved = saving.write(first.way, first.keys, changes)
    parts = [
        Rewritten(
            document_id=one.document_id,
            kind=change.content.kind_of,
            before=change.base_version or 0,
            after=one.version,
        )
        for one, change in zip(saved, changes, strict=True)
    ]
    said = {"joined_on": first.way.today, "joined_by": actor.user_id}
    document_id = _say(first, second, holds=True, parts=parts, **said)
    _say(second, first, holds=False, state=state_of(second.way.case), **said)
    _hold(second)
    _follow(first, [change.content for change in changes])
    _follow(second, ())
    _journal("file.joined", first, second)
    return document_id


@transaction.atomic
def take_apart(*, case_id: UUID, document_id: UUID, actor: Actor, now: datetime) -> Undone:
    """Take a joining back: both files are as before, but for what was written since.

    :raises NoSuchFile: there is no such joining in this file
    :raises CannotDo: it was taken back already
    """
    other_id = _other(case_id, document_id, actor, now)
    first, second = _both_files(case_id, other_id, actor, now)
    head = saving.head_of(first.way, first.keys, Joined.kind_of, document_id)
    joined = Joined.model_validate(head.content)
    require_undoable(joined)
    undone, changes = Undone(), []
    versions = {one.document_id: one.version for one in first.heads.values()}
    for part in joined.parts:
        if versions.get(part.document_id) == part.after:
            changes.append(_as_before(part, first))
        else:
            undone.kept.append(part.kind)
    saving.write(first.way, first.keys, changes)
    _let_go(second, _end(second, case_id))
    _end(first, other_id)
    _follow(first, [change.content for change in changes])
    _follow(second, ())
    _journal("file.join.undone", first, second)
    return undone


def require_undoable(joined: Joined) -> None:
    """Refuse to take back what cannot be; raises CannotDo, NoSuchFile."""
    if not joined.holds:
        raise NoSuchFile
    if not joined.stands:
        raise CannotDo(_("This was taken back already."))


def _both_files(case_id: UUID, other_id: UUID, actor: Actor, now: datetime) -> tuple[_File, _File]:
    """Return the ways into both, their rows held in one order whichever was named first."""
    if case_id == other_id:
        raise CannotDo(_("This is the same file. Choose another one."))
    files = {}
    for one in sorted((case_id, other_id)):
        way = access.to_change(
            actor=actor, case_id=one, now=now, compartments=COMPARTMENTS, closed=True
        )
        policy.can_decide(actor, way.case).or_raise()
        keys = upkeep.keys_for(way, COMPARTMENTS)
        files[one] = _File(way, keys, upkeep.heads_of(way, keys, KINDS_OF_PARTS))
    return files[case_id], files[other_id]


def _other(case_id: UUID, document_id: UUID, actor: Actor, now: datetime) -> UUID:
    """Return which file is held, before both are."""
    way = access.to_read(actor=actor, case_id=case_id, now=now)
    if not way.is_keeper:
        raise NoSuchFile
    head = saving.head_of(way, way.keys([Compartment.CASEWORK]), Joined.kind_of, document_id)
    return Joined.model_validate(head.content).other


def _changes(
    first: _File, second: _File, spread: frozenset[str], choices: Mapping[str, str]
) -> list[Change]:
    changes = []
    for part in PARTS:
        mine, theirs = first.content(part), second.content(part)
        content = settled(mine, theirs, spread, choices)
        if content != mine:
            head = first.heads.get(part.kind_of)
            changes.append(Change(content, head.version if head else None))
    return changes


def _say(file: _File, other: _File, **said: object) -> UUID:
    case = other.way.case
    content = Joined.model_validate({"other": case.id, "other_reference": case.reference, **said})
    return saving.write(file.way, file.keys, [Change(content)])[0].document_id


def _hold(second: _File) -> None:
    """Close a file that another holds; what is due in it stays due, and is done there."""
    case = second.way.case
    case.closed_on = case.closed_on or second.way.today
    case.phase, case.closed_reason = Phase.CLOSED, ClosedReason.JOINED


def _let_go(second: _File, joined: Joined) -> None:
    """Put a file back where it stood."""
    phase, closed_on, reason = joined.state
    case = second.way.case
    case.phase = phase
    case.closed_on = date.fromisoformat(closed_on) if closed_on else None
    case.closed_reason = reason or None


def _end(file: _File, other_id: UUID) -> Joined:
    """Write into one of both that the joining is over; return what it said."""
    opened = documents.open_documents(
        subject=file.way.case.id, keys=file.keys, kinds=[Joined.kind_of]
    )
    for one in opened:
        joined = content_of(one)
        if isinstance(joined, Joined) and joined.other == other_id and joined.stands:
            over = joined.model_copy(update={"undone_on": file.way.today})
            saving.write(file.way, file.keys, [Change(over, one.version, one.document_id)])
            return joined
    raise Unreadable


def _as_before(part: Rewritten, first: _File) -> Change:
    """Return a part as it was; where there was none, as an empty one."""
    if part.before == 0:
        return Change(KINDS[part.kind](), part.after, part.document_id)
    for version in documents.history(document_id=part.document_id, keys=first.keys):
        content = content_of(version) if version.version == part.before else None
        if content is not None:
            return Change(content, part.after, part.document_id)
    raise Unreadable


def _journal(action: str, *files: _File) -> None:
    """Write one line for each: which two belong together stands in what is sealed alone."""
    for file in files:
        file.way.journal_change(action, COMPARTMENTS)


def _follow(file: _File, contents: list[Content] | tuple[()]) -> None:
    """Bring list head, search and figures of one of both up to what was just done."""
    upkeep.after_saving(file.way, file.keys, contents, due=True, state=True)
    upkeep.index(file.way, file.keys, contents)
    facts.again(file.way, file.keys)
