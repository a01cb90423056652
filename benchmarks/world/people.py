"""Invented people, one for each number, always the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from random import Random
from typing import TYPE_CHECKING
from uuid import UUID

from alongside.casework.vocabulary.everyday import NEEDS
from alongside.core.ids import ALPHABET, LENGTH
from benchmarks.world.pools import POOLS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.world.pools import Name

SEED = "alongside bench 1"
WORKERS = 10
TODAY = date(2026, 11, 2)
# How names spread: the second most common is borne by a little more than half as many as the first.
ZIPF = 0.9
DAYS = 2000
REFERENCES = len(ALPHABET) ** LENGTH
# Odd and not a multiple of 3, so that every number has a reference of its own.
STRIDE = 7_654_321
PLACES = ("Jashore", "Khulna", "Chiang Mai", "Beirut", "Iași", "Siem Reap", "Mae Sot", "Athens")
OPEN_PHASES = ("new", "assessment", "plan", "services", "follow_up")


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """What is put into the file of one invented person; days are plain, names in their script."""

    number: int
    case_id: UUID
    reference: str
    worker: int
    script: str
    names: tuple[Name, ...]
    language: str
    phone: str
    from_place: str
    place: str
    needs: tuple[str, ...]
    never: tuple[str, ...]
    safety_plan: bool
    phase: str
    opened_on: date
    closed_on: date | None
    due_on: date | None
    next: str

    @property
    def called(self) -> str:
        """Return her name as it is written."""
        return " ".join(name.written for name in self.names)


def person(number: int) -> Person:
    """Return the person of this number."""
    dice = Random(f"{SEED}/{number}")
    pool = dice.choice(POOLS)
    names = [_common(pool.given, dice)]
    if dice.random() < 0.6:  # noqa: PLR2004  more than half bear a second name
        names.append(_common(pool.given, dice))
    names.append(_common(pool.family, dice))
    phase = dice.choice(OPEN_PHASES) if dice.random() < 0.8 else "closed"  # noqa: PLR2004
    opened_on = TODAY - timedelta(days=dice.randrange(DAYS))
    due = phase != "closed" and dice.random() < 0.5  # noqa: PLR2004
    return Person(
        number=number,
        case_id=UUID(int=dice.getrandbits(128), version=4),
        reference=_reference(number),
        worker=dice.randrange(WORKERS),
        script=pool.script,
        names=tuple(dict.fromkeys(names)),
        language=pool.language,
        phone=f"+4072{number:07d}",
        from_place=dice.choice(PLACES),
        place=dice.choice(PLACES) if dice.random() < 0.5 else "",  # noqa: PLR2004
        needs=tuple(sorted(dice.sample(sorted(NEEDS), dice.randrange(4)))),
        never=("call",) if dice.random() < 0.1 else (),  # noqa: PLR2004
        safety_plan=dice.random() < 0.1,  # noqa: PLR2004
        phase=phase,
        opened_on=opened_on,
        closed_on=TODAY if phase == "closed" else None,
        due_on=TODAY + timedelta(days=dice.randrange(-10, 60)) if due else None,
        next="Write to her about the appointment" if due else "",
    )


def _common(names: Sequence[Name], dice: Random) -> Name:
    return dice.choices(names, cum_weights=_weights(len(names)))[0]


@cache
def _weights(count: int) -> list[float]:
    return list(accumulate(rank**-ZIPF for rank in range(1, count + 1)))


def _reference(number: int) -> str:
    left, letters = number * STRIDE % REFERENCES, []
    for _letter in range(LENGTH):
        left, letter = divmod(left, len(ALPHABET))
        letters.append(ALPHABET[letter])
    return "AL-" + "".join(letters)
