"""Fill a home up to so many files; goes on from what is there."""

from __future__ import annotations

import time
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction

from alongside.casework.models import Case
from alongside.cli import boot
from alongside.vault import pepper
from benchmarks.world import founding, inbox
from benchmarks.world.people import person
from benchmarks.world.sealing import Files

AT_ONCE = 1000


def main(count: str) -> None:
    """Fill the home, founded first where it is empty."""
    if not settings.ALONGSIDE_PEPPER_FILE.is_file():
        boot.prepare_home(settings.HOME)
        pepper.create(settings.ALONGSIDE_PEPPER_FILE)
        boot.migrate()
        founding.found()
    begun = time.perf_counter()
    made = fill(int(count))
    print(f"  {made:,} files sealed in {time.perf_counter() - begun:.0f} s")


def fill(count: int) -> int:
    """Seal files and referrals until there are so many; return how many were added."""
    # One file more than the count is the long one.
    first = Case.objects.count() - 1
    if first >= count:
        return 0
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=OFF")
    world, actors = founding.World.read(), founding.actors()
    team_id, partner_id = UUID(world.team), UUID(world.partner)
    for start in range(first, count, AT_ONCE):
        numbers = range(start, min(start + AT_ONCE, count))
        with transaction.atomic():
            files = Files(team_id)
            for one in map(person, numbers):
                files.add(one, actors[one.worker])
            files.write()
            inbox.receive(numbers, actor=actors[0], team_id=team_id, other_id=partner_id)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return count - first
