"""How well a new file is recognised as one there is already: recall, and false warnings.

Among so many invented people in nine scripts, new files are opened: half about somebody who has
one, with her name spelt otherwise or with a slip, half about somebody new. Run it as
`python -m benchmarks.likeness`; what it prints stands in ADR 23.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from alongside.casework.search.likeness import Comparing, Sought
from alongside.casework.search.normalise import keys
from alongside.casework.search.phones import forms
from alongside.casework.search.segments import Entry, Segment, encode
from benchmarks.world.people import person

if TYPE_CHECKING:
    from benchmarks.world.people import Person

NOBODY = UUID(int=0)
A_SEGMENT = 2000
OLDEST, YOUNGEST = 1958, 2012
# How often a year of birth, a number, and the same number are known: as in registers we were shown.
KNOWS_YEAR, HAS_PHONE, SAME_PHONE = 0.7, 0.6, 0.5
# How often only what she is called is written down.
ONE_WORD = 0.25


class Opened(NamedTuple):
    """A segment as `search.keeping` opens it, without a database."""

    team_id: UUID
    segment: Segment


@dataclass
class Measured:
    """Counts of one run."""

    returning: Counter[str] = field(default_factory=Counter)
    recognised: Counter[str] = field(default_factory=Counter)
    recallable: Counter[str] = field(default_factory=Counter)
    new: int = 0
    warned: int = 0
    warnings: int = 0
    right: int = 0
    by_reason: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0

    @property
    def recall(self) -> float:
        """Return how many of those who have a file were recognised."""
        return self.recognised.total() / self.returning.total()

    @property
    def recall_of_recallable(self) -> float:
        """Return the same, of those with a number or two words and a year to go by."""
        return self.recallable["recognised"] / self.recallable["all"]

    @property
    def precision(self) -> float:
        """Return how many of all warnings named the right file."""
        return self.right / self.warnings

    @property
    def false_per_thousand(self) -> float:
        """Return in how many of 1,000 files about somebody new there was a warning."""
        return 1000 * self.warned / self.new


def measure(people: int, files: int) -> Measured:
    """Open so many new files among so many people."""
    everybody = [_known(number) for number in range(people)]
    segments = [
        Opened(NOBODY, Segment(encode(everybody[at : at + A_SEGMENT])))
        for at in range(0, people, A_SEGMENT)
    ]
    comparing, found = Comparing(segments), Measured()
    begun = time.perf_counter()
    for number in range(files):
        dice = Random(f"new file {number}")
        if number % 2:
            _returns(comparing, everybody, dice, found)
        else:
            _is_new(comparing, person(people + number), dice, found)
    found.seconds = (time.perf_counter() - begun) / files
    return found


def _known(number: int) -> Entry:
    one, dice = person(number), Random(f"born {number}")
    names = one.names[:1] if dice.random() < ONE_WORD else one.names
    return Entry(
        case_id=one.case_id,
        reference=one.reference,
        language=one.language,
        phones=forms(one.phone, "") if dice.random() < HAS_PHONE else (),
        keys=tuple(key for name in names for key in keys(name.written)),
        born=_years(number, dice),
    )


def _years(number: int, dice: Random) -> tuple[int, int] | None:
    year = Random(f"year {number}").randint(OLDEST, YOUNGEST)
    if dice.random() > KNOWS_YEAR:
        return None
    # Half know the year, the others say how old they are.
    return (year, year) if dice.random() < 0.5 else (year - 2, year + 1)  # noqa: PLR2004


def _returns(comparing: Comparing, everybody: list[Entry], dice: Random, found: Measured) -> None:
    number = dice.randrange(len(everybody))
    one, known = person(number), everybody[number]
    called = _spelt(one, dice)
    phones = known.phones if dice.random() < SAME_PHONE else forms("+88017" + one.phone[-8:], "")
    born = _years(number, dice)
    alike = comparing.alike(Sought((called,), phones, born))
    found.returning[one.script] += 1
    hit = any(like.case_id == one.case_id for like in alike)
    found.recognised[one.script] += hit
    has_names = " " in called and len(known.keys) > 1
    if known.phones == phones != () or (has_names and known.born and born):
        found.recallable["all"] += 1
        found.recallable["recognised"] += hit
    found.warnings += len(alike)
    found.right += hit


def _is_new(comparing: Comparing, one: Person, dice: Random, found: Measured) -> None:
    sought = Sought((_spelt(one, dice),), forms(one.phone, ""), _years(one.number, dice))
    alike = comparing.alike(sought)
    found.new += 1
    found.warned += bool(alike)
    found.warnings += len(alike)
    found.by_reason.update(reason for like in alike for reason in like.reasons)


def _spelt(one: Person, dice: Random) -> str:
    """Return her name as somebody writes it the next time."""
    names = one.names[:1] if dice.random() < ONE_WORD else one.names
    how = dice.random()
    if how < 0.4:  # noqa: PLR2004  as it stands on the file
        return " ".join(name.written for name in names)
    if how < 0.75:  # noqa: PLR2004  in Latin letters
        return " ".join(dice.choice(name.latin) for name in names)
    text = " ".join(name.written for name in names)
    at = dice.randrange(len(text))
    return text[:at] + text[at + 1 :]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--files", type=int, default=2_000)
    asked = parser.parse_args()
    found = measure(asked.people, asked.files)
    print(f"{asked.files} new files among {asked.people:,} people, half of whom have one already:")
    print(f"  recognised            {found.recall:6.1%}")
    print(f"  where there is enough {found.recall_of_recallable:6.1%}")
    print(f"  precision             {found.precision:6.1%}")
    print(
        f"  false warnings        {found.false_per_thousand:6.1f} per 1,000 files of somebody new"
    )
    print(f"  one comparison        {1000 * found.seconds:6.1f} ms")
    print("  false ones by reason ", {str(key): n for key, n in found.by_reason.items()})
    for script, count in sorted(found.returning.items()):
        print(f"  {script:22}{found.recognised[script] / count:6.1%} of {count}")


if __name__ == "__main__":
    main()
