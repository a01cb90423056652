"""Build the demonstration from a fixed seed: the same people every time."""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING

from alongside.casework.models import Case
from alongside.cli.world import alliance, consultation, memberships, sheets, violence, wording
from alongside.cli.world.crossings import cross
from alongside.cli.world.lives import Life
from alongside.cli.world.organisations import ORGANISATIONS
from alongside.cli.world.ways import on_their_way
from alongside.organisations import founding
from alongside.organisations.actors import actor_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from uuid import UUID

    from alongside.cli.world.organisations import Place
    from alongside.core.access import Actor

SEED = 1994
PASSWORD = "walking with you 2026"  # noqa: S105 -- printed by the demonstration on purpose
# The second factor of every coordinator of the demonstration; the sign-in page shows its code.
FACTOR = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
DAYS_BACK = 640
# The organisation that registers incidents of violence.
REGISTERS_VIOLENCE = "worec"
# How far a life has come when there is a plan, and when its file is closed.
AFTER_THE_PLAN, CLOSED = 4, 9


@dataclass(frozen=True)
class SignIn:
    """A line of the table the demonstration prints."""

    organisation: str
    name: str
    role: str
    sign_in_name: str


def build(*, now: datetime, progress: Callable[[str, int, int], None]) -> list[SignIn]:
    """Found every organisation, invent its people, and return who may sign in."""
    sign_ins: list[SignIn] = []
    lives: list[Iterator[datetime]] = []
    walked: list[Iterator[datetime]] = []
    everybody: list[list[Actor]] = []
    for number, place in enumerate(ORGANISATIONS):
        progress("organisations", number, len(ORGANISATIONS))
        workers = found(place, now - timedelta(days=DAYS_BACK + 30), sign_ins)
        everybody.append(workers)
        lives += [life.events() for life in people(place, workers, now)]
        walked += on_their_way(place, workers, now, case_of)
    lives += walked
    run(lives, lambda done: progress("people", done, len(lives)))
    cross(everybody, now)
    for place, workers in zip(ORGANISATIONS, everybody, strict=True):
        if place.mark == REGISTERS_VIOLENCE:
            violence.register(workers, now)
        sheets.assess(place.mark, workers, now)
        wording.choose(place.mark, workers, now)
    places = (alliance.SECRETARIAT, *ORGANISATIONS)
    # It was there before the members were.
    first = found(alliance.SECRETARIAT, now - timedelta(days=DAYS_BACK + 30), sign_ins)
    consultation.consult(first[0], now)
    coordinators = [workers[0] for workers in (first, *everybody)]
    alliance.join(
        {place.mark: actor for place, actor in zip(places, coordinators, strict=True)}, now
    )
    memberships.join(coordinators[0], coordinators[1:], now)
    return sign_ins


def found(place: Place, now: datetime, sign_ins: list[SignIn]) -> list[Actor]:
    """Found one organisation with its members and return those who keep files."""
    first, *others = place.members
    founded = founding.found_organisation(
        organisation=place.name,
        language=place.language,
        country=place.country,
        place=place.town,
        name=first.name,
        sign_in_name=sign_in_name(place, first.name),
        password=PASSWORD,
        now=now,
        is_demo=True,
    )
    founding.add_factor(user=founded.coordinator, secret=FACTOR)
    keepers = [founded.actor]
    for member in others:
        added = founding.add_member(
            founded=founded,
            name=member.name,
            sign_in_name=sign_in_name(place, member.name),
            password=PASSWORD,
            role=member.role,
            team_kinds=member.teams,
            now=now,
        )
        if "casework" in member.teams:
            keepers.append(actor_for(added, added.keys))
    sign_ins += [
        SignIn(place.name, one.name, one.role, sign_in_name(place, one.name))
        for one in place.members
    ]
    return keepers


def sign_in_name(place: Place, name: str) -> str:
    """Return the demonstration's sign-in name, such as ``asha.jessore``."""
    return f"{name.lower()}.{place.mark}"


def people(place: Place, workers: list[Actor], now: datetime) -> Iterator[Life]:
    """Invent the people of one organisation, most of them with its caseworkers."""
    rng = Random(f"{SEED} {place.mark}")  # noqa: S311 -- the same demonstration every time
    weights = [1, *[3] * (len(workers) - 1)]
    confers = True
    for number in range(place.files):
        # Two of three came within the last ten months, so that the year's figures have lines.
        days = rng.randint(2, 300) if rng.randrange(3) else rng.randint(300, DAYS_BACK)
        begins = now - timedelta(days=days, minutes=rng.randint(0, 1440))
        own = Random(rng.random())  # noqa: S311
        worker = rng.choices(workers, weights)[0]
        far = rng.choice((0, 1, 2, 3, 4, 5, 6, 7, 8, 8, 9, 9))
        # Under way, so that what was decided is still due.
        is_first = confers and AFTER_THE_PLAN <= far < CLOSED
        confers = confers and not is_first
        yield Life(
            rng=own,
            more=Random(f"{SEED} more {place.mark} {number}"),  # noqa: S311
            place=place,
            worker=worker,
            begins=begins,
            today=now,
            case_of=case_of,
            far=far,
            confers=is_first,
        )


def case_of(case_id: UUID) -> Case:
    """Return a file."""
    return Case.objects.get(pk=case_id)


def run(lives: list[Iterator[datetime]], progress: Callable[[int], None]) -> None:
    """Run all lives, always the one whose next event comes first."""
    queue = [(next(life), number, life) for number, life in enumerate(lives)]
    heapq.heapify(queue)
    done = 0
    while queue:
        _moment, number, life = heapq.heappop(queue)
        following = next(life, None)
        if following is not None:
            heapq.heappush(queue, (following, number, life))
            continue
        done += 1
        progress(done)
