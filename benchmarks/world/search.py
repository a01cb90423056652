"""Make the search segments of a filled home anew, where only the search has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.db import connection, transaction

from alongside.casework.models import Case, SearchSegment
from alongside.casework.search import keeping
from benchmarks.world import founding
from benchmarks.world.contents import deep_file, short_file
from benchmarks.world.people import person

if TYPE_CHECKING:
    from collections.abc import Sequence

    from alongside.casework.contents import Content
    from alongside.casework.search.segments import Entry

AT_ONCE = 2000
# So many of the last stay in the small segment that new names go into.
LAST = 20


def main(count: str) -> None:
    """Put the names of so many people into segments, and no others."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=OFF")
    world, last = founding.World.read(), int(count)
    team_id, keyring = UUID(world.team), founding.actors()[0].keys
    SearchSegment.objects.all().delete()
    starts = [*range(0, last - LAST, AT_ONCE), last - LAST]
    for start, end in zip(starts, [*starts[1:], last], strict=True):
        entries = [_entry_of(number) for number in range(start, end)]
        if not start:
            deep = Case.objects.get(pk=world.deep_file)
            entries.append(_entry(deep, deep_file()))
        with transaction.atomic():
            keeping.put(entries, team_id=team_id, keyring=keyring, fresh=True)  # type: ignore[arg-type]
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _entry_of(number: int) -> Entry:
    one = person(number)
    return _entry(Case(id=one.case_id, reference=one.reference), short_file(one))


def _entry(case: Case, contents: Sequence[Content]) -> Entry:
    return keeping.entry_of(case, contents[0], contents[1], founding.COUNTRY)  # type: ignore[arg-type]
