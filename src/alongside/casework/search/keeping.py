"""The search segments of a team: a small last one that new names go into, and full ones.

A changed name goes into the last segment as well. What the newest segment says of somebody stands,
so what an older one still says of her is passed over.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Max, UUIDField

from alongside.casework.models import Case, SearchSegment
from alongside.casework.search.normalise import keys
from alongside.casework.search.phones import forms
from alongside.casework.search.segments import Entry, Segment, encode
from alongside.core.dates import Precision
from alongside.core.prepared import Prepared, columns, made
from alongside.vault.primitives import CannotOpen
from alongside.vault.small import open_small, seal_small
from alongside.vault.trust import Untrusted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from uuid import UUID

    from django.db.models import QuerySet

    from alongside.casework.contents import Identity, SafeContact
    from alongside.vault.keyring import Keyring

# The number of the small last segment, the newest of all.
TAIL = 0
TAIL_HOLDS = 32
# Stands where a file has no number to be found by: nobody can type it.
NOTHING = "-"
# How many years "about" reaches to either side.
ABOUT = 1
# Larger ones are searched faster, smaller ones changed faster.
SEGMENT_HOLDS = 2000


@dataclass(frozen=True, slots=True)
class Opened:
    """A segment as it was found."""

    id: UUID
    team_id: UUID
    segment: Segment


@dataclass(frozen=True, slots=True)
class Hit:
    """Somebody a segment speaks of; `place` is that segment's among those opened."""

    case_id: UUID
    place: int

    def stands(self, opened: Sequence[Opened], team_id: UUID) -> bool:
        """Say whether it is what is known of a file of this team now, and not of an earlier day."""
        if opened[self.place].team_id != team_id:
            return False
        newer = (one.segment for one in opened[: self.place] if one.team_id == team_id)
        return not any(segment.counts_before_older(self.case_id) for segment in newer)


def entry_of(
    case: Case, identity: Identity | None, contact: SafeContact | None, country: str
) -> Entry:
    """Return what a search knows of one person."""
    names = [identity.called, identity.papers_name, *identity.other_names] if identity else []
    numbers = [contact.number, *contact.other_numbers] if contact else []
    phones = [form for number in numbers for form in forms(number, country)]
    language = identity.language if identity else ""
    return Entry(
        case_id=case.id,
        reference=case.reference,
        language=language_key(language),
        phones=tuple(dict.fromkeys(phones)),
        keys=tuple(dict.fromkeys(key for name in names for key in keys(name))),
        born=years_of_birth(identity) if identity else None,
    )


def years_of_birth(identity: Identity) -> tuple[int, int] | None:
    """Return the first and the last year she may be born in; None where that says nothing."""
    birth = identity.birth
    if birth is not None and birth.start and birth.end:
        reach = ABOUT if birth.precision is Precision.ABOUT else 0
        return birth.start.year - reach, birth.end.year + reach
    if birth is None and identity.age is not None and identity.age_on is not None:
        # Whoever says her age has had her birthday this year, or has not, and often says it about.
        year = identity.age_on.year - identity.age
        return year - 1 - ABOUT, year + ABOUT
    return None


def holding(entry: Entry, held: Entry) -> Entry:
    """Return what a search knows of a file that holds another: the other's number finds it too."""
    return entry._replace(
        phones=tuple(dict.fromkeys((*entry.phones, held.reference, *held.phones))),
        keys=tuple(dict.fromkeys((*entry.keys, *held.keys))),
        born=entry.born or held.born,
    )


def held(case: Case) -> Entry:
    """Return what a search knows of a file that another holds: nothing, the other is found."""
    return Entry(case_id=case.id, reference=NOTHING, language="", phones=(), keys=())


def language_key(language: str) -> str:
    """Return a language as it lies in a segment: one word without blanks."""
    return "_".join(language.split()).casefold()


def put(entries: Sequence[Entry], *, team_id: UUID, keyring: Keyring, fresh: bool = False) -> None:
    """Keep what is known of these people now, in the caller's transaction.

    `fresh` says that nothing was known of them before.
    """
    tail = _tail(team_id)
    known = _entries(tail, keyring)
    if known is None:
        _set_aside(tail)
        tail, known = _tail(team_id), {}
    known |= {entry.case_id: entry._replace(again=not fresh) for entry in entries}
    if len(known) > TAIL_HOLDS:
        _move_on(list(known.values()), team_id=team_id, keyring=keyring)
        known = {}
    _write(tail, list(known.values()), keyring)


def open_all(*, team_ids: Iterable[UUID], keyring: Keyring) -> tuple[list[Opened], list[UUID]]:
    """Open every segment of these teams, newest first; beside them the ids of those that do not."""
    # Along the index, or the database would sort the boxes themselves.
    rows = _rows(team_ids).order_by("team_id", "-number")
    tried = [(row, _open(row, keyring)) for row in sorted(rows, key=lambda one: one.number != TAIL)]
    opened = [Opened(row.id, row.team_id, segment) for row, segment in tried if segment]
    return opened, [row.id for row, segment in tried if segment is None]


def open_newest_first(
    *, team_ids: Iterable[UUID], keyring: Keyring, broken: list[UUID]
) -> Iterator[Opened]:
    """Open one segment after the other, as long as more is wanted; `broken` takes the rest."""
    rows = _rows(team_ids)
    places = rows.order_by("team_id", "-number").values_list("team_id", "number")
    for team_id, number in sorted(places, key=lambda one: one[1] != TAIL):
        # By its number: what is put together meanwhile lies under that of the oldest.
        for row in rows.filter(team_id=team_id, number=number):
            segment = _open(row, keyring)
            if segment is None:
                broken.append(row.id)
            else:
                yield Opened(row.id, row.team_id, segment)


def _rows(team_ids: Iterable[UUID]) -> QuerySet[SearchSegment]:
    return SearchSegment.objects.filter(team_id__in=list(team_ids), count__gt=0)


def forget(case_ids: Iterable[UUID], *, team_id: UUID, keyring: Keyring) -> None:
    """Take people out of every segment of a team, also out of what counts no more."""
    gone = set(case_ids)
    for row in SearchSegment.objects.select_for_update().filter(team_id=team_id).order_by("number"):
        known = _entries(row, keyring)
        if known and gone & known.keys():
            _write(row, [one for one in known.values() if one.case_id not in gone], keyring)


def reseal(*, team_id: UUID, below: int, keyring: Keyring, limit: int) -> int:
    """Re-seal up to `limit` segments that lie under an epoch before `below`; return what is left.

    Who is with another team now is left out on the way. A segment that does not open stays as it
    is, for nobody can read it, and is not counted as left.
    """
    rows = SearchSegment.objects.select_for_update().filter(team_id=team_id, epoch__lt=below)
    left = list(rows.order_by("number"))
    for row in left[:limit]:
        known = _entries(row, keyring)
        if known is None:
            SearchSegment.objects.filter(pk=row.pk).update(epoch=below)
            continue
        here = set(Case.objects.filter(pk__in=known, team_id=team_id).values_list("pk", flat=True))
        _write(row, [one for one in known.values() if one.case_id in here], keyring)
    return max(0, len(left) - limit)


def _tail(team_id: UUID) -> SearchSegment:
    if found := _LAST.rows(team_id):
        return made(SearchSegment, found[0])
    rows = SearchSegment.objects.select_for_update()
    new = {"count": 0, "box": b"", "epoch": 0}
    tail, _is_new = rows.get_or_create(team_id=team_id, number=TAIL, defaults=new)
    return tail


def _last_of(team_id: Any) -> QuerySet[SearchSegment, tuple[Any, ...]]:
    rows = SearchSegment.objects.select_for_update().filter(team_id=team_id, number=TAIL)
    return rows.values_list(*columns(SearchSegment))


_LAST = Prepared(_last_of, UUIDField())


def _set_aside(row: SearchSegment) -> None:
    """Keep a segment that does not open where it harms nobody: it may yet be explained."""
    row.number = _highest(row.team_id) + 1
    row.save(update_fields=["number"])


def _move_on(entries: list[Entry], *, team_id: UUID, keyring: Keyring) -> None:
    """Move the last segment's people into full segments.

    Segments of about the same size are put together, so that there are few of them and yet a name
    is written anew only a handful of times: sizes grow as the digits of a binary number do.
    """
    number = _highest(team_id) + 1
    for row in SearchSegment.objects.filter(team_id=team_id, number__gt=TAIL).order_by("-number"):
        if row.count > len(entries) or row.count + len(entries) > SEGMENT_HOLDS:
            break
        known = _entries(row, keyring)
        if known is None:
            break
        # What a newer segment says of somebody stands.
        newer = {entry.case_id: _after(known.get(entry.case_id), entry) for entry in entries}
        entries = list((known | newer).values())
        number = row.number
        row.delete()
    for start in range(0, len(entries), SEGMENT_HOLDS):
        some = entries[start : start + SEGMENT_HOLDS]
        _write(SearchSegment(team_id=team_id, number=number), some, keyring)
        number += 1


def _after(older: Entry | None, newer: Entry) -> Entry:
    """Return the newer entry of two put together: a still older one may be left, or none."""
    return newer._replace(again=older.again) if older else newer


def _highest(team_id: UUID) -> int:
    rows = SearchSegment.objects.filter(team_id=team_id).aggregate(highest=Max("number"))
    return rows["highest"] or TAIL


def _entries(row: SearchSegment, keyring: Keyring) -> dict[UUID, Entry] | None:
    """Return everybody in a segment; None where it does not open."""
    if not row.count:
        return {}
    segment = _open(row, keyring)
    return segment.entries() if segment else None


def _open(row: SearchSegment, keyring: Keyring) -> Segment | None:
    try:
        key = keyring.search_key(row.team_id, row.epoch)
        return Segment(open_small(key, bytes(row.box), *_place(row)))
    except (CannotOpen, Untrusted):
        return None


def _write(row: SearchSegment, entries: Sequence[Entry], keyring: Keyring) -> None:
    row.epoch = keyring.current_epoch(row.team_id)
    row.count = len(entries)
    key = keyring.search_key(row.team_id, row.epoch)
    row.box = seal_small(key, encode(entries), *_place(row)) if entries else b""
    row.save()


def _place(row: SearchSegment) -> tuple[str, UUID, UUID, int]:
    # Bound to the row's id and not its number, so that setting it aside does not break it further.
    return ("search segment", row.team_id, row.id, row.epoch)
