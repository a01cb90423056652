"""The pages that join two files and take that apart again."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from alongside.casework import access, policy
from alongside.casework.contents import ABOUT_THE_FILE, Joined
from alongside.casework.errors import CannotDo, NoSuchFile
from alongside.casework.joining import PARTS, Differing, differing, require_joinable, versions_of
from alongside.casework.models import Case
from alongside.casework.queries.heads import HEAD, File, open_parts, opened_file
from alongside.casework.vocabulary.titles import KIND_TITLES
from alongside.consent import queries as consents

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from alongside.casework.access import Way
    from alongside.casework.contents import Content
    from alongside.casework.reading import Part
    from alongside.core.access import Actor


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class PartOfBoth:
    """One part as both files have it, with what differs."""

    kind: str
    first: Content
    second: Content
    differing: list[Differing]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SideBySide:
    """Two files beside each other; `problem` is why they cannot be joined, or ""."""

    file: File
    other: File
    parts: list[PartOfBoth] = field(default_factory=list)
    seen: str = ""
    is_held_back: bool = False
    problem: str = ""


class Since(NamedTuple):
    """Something that was written after two files were joined, and in which of both."""

    reference: str
    title: str
    saved: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ApartPage:
    """What taking two files apart leaves where it was written."""

    file: File
    reference: str
    since: list[Since]


def side_by_side(*, actor: Actor, case_id: UUID, other_id: UUID, now: datetime) -> SideBySide:
    """Open two files beside each other; raises NoSuchFile for either, JournalUnavailable."""
    ways = [_way(actor, one, now) for one in (case_id, other_id)]
    if case_id == other_id:
        raise NoSuchFile
    first, second = [opened_file(way, way.keys(HEAD)) for way in ways]
    for way in ways:
        way.journal_reading("file.join.read", HEAD)
    try:
        require_joinable(ways[0].case, ways[1].case, [one.holds for one in second.joined])
    except CannotDo as problem:
        return SideBySide(file=first, other=second, problem=str(problem))
    spread = consents.opened_beyond(actor=actor, case_id=case_id, other_id=other_id, now=now)
    parts = [_part(part, first, second, spread) for part in PARTS]
    return SideBySide(
        file=first,
        other=second,
        parts=parts,
        seen=f"{versions_of(_versions(first))}/{versions_of(_versions(second))}",
        is_held_back=any(one.is_held_back for part in parts for one in part.differing),
    )


def to_take_apart(*, actor: Actor, case_id: UUID, document_id: UUID, now: datetime) -> ApartPage:
    """Open what was written since two files were joined; raises NoSuchFile."""
    way = _way(actor, case_id, now)
    file = opened_file(way, way.keys(HEAD))
    joining = next((one for one in file.joined if one.document_id == document_id), None)
    if joining is None or not joining.holds:
        raise NoSuchFile
    other = _way(actor, joining.other, now)
    joined = next(
        part
        for part in open_parts(way, way.keys(HEAD), [Joined.kind_of])
        if part.document_id == document_id
    )
    for each in (way, other):
        each.journal_reading("file.join.read", each.compartments)
    written = {(one.document_id, one.after) for one in joined.content.parts}
    since = [one for each in (way, other) for one in _since(each, joined, written)]
    return ApartPage(file=file, reference=joining.reference, since=since)


def file_with(*, actor: Actor, case_id: UUID, reference: str, now: datetime) -> UUID | None:
    """Return which other file of the actor's teams has this number; nobody else's is looked for.

    :raises NoSuchFile: the first is not hers
    """
    _way(actor, case_id, now)
    rows = Case.objects.filter(reference=reference, team_id__in=actor.team_ids)
    return rows.exclude(pk=case_id).order_by("id").values_list("pk", flat=True).first()


def _way(actor: Actor, case_id: UUID, now: datetime) -> Way:
    way = access.to_read(actor=actor, case_id=case_id, now=now)
    if not way.is_keeper:
        raise NoSuchFile
    policy.can_decide(actor, way.case).or_raise()
    return way


def _part(part: type[Content], first: File, second: File, spread: frozenset[str]) -> PartOfBoth:
    mine = first.parts[part.kind_of].content or part()
    theirs = second.parts[part.kind_of].content or part()
    return PartOfBoth(
        kind=part.kind_of, first=mine, second=theirs, differing=differing(mine, theirs, spread)
    )


def _versions(file: File) -> dict[str, int]:
    return {part.kind_of: file.parts[part.kind_of].version for part in PARTS}


def _since(way: Way, joined: Part, written: set[tuple[UUID, int]]) -> list[Since]:
    """Return what was written into one of both after they were joined, newest first."""
    moment = joined.saved_at
    parts = open_parts(way, way.keys(), list(KIND_TITLES))
    return [
        Since(way.case.reference, str(KIND_TITLES[part.kind]), part.saved, part.saved_by)
        for part in parts
        if part.kind not in ABOUT_THE_FILE
        and part.saved_at is not None
        and moment is not None
        and part.saved_at > moment
        and (part.document_id, part.version) not in written
    ]
