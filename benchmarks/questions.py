"""What somebody types who looks for one person, and whether she was found."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from benchmarks.world.people import SEED, person
from benchmarks.world.pools import POOLS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from benchmarks.world.people import Person
    from benchmarks.world.pools import Name

TYPO, TRANSLITERATED = "one typo", "transliterated"
# A page shows 25. Of forty women with one name it cannot show the one who was meant, with or
# without sealing, so the searched names are borne by no more than these.
BEARERS = 20
LETTERS_FOR_A_TYPO = 4


@dataclass(frozen=True, slots=True)
class Question:
    """What is typed, how it differs from what is written, and who is meant."""

    text: str
    kind: str
    script: str
    case_id: str


def questions(count: int, *, of_each: int) -> list[Question]:
    """Return so many questions of each kind and script about the first `count` people."""
    people = [person(number) for number in range(count)]
    borne = Counter(one.called for one in people)
    dice = Random(f"{SEED}/questions")
    by_script: dict[str, list[Person]] = defaultdict(list)
    for one in people:
        if borne[one.called] <= BEARERS:
            by_script[one.script].append(one)
    asked = []
    for pool in POOLS:
        meant = dice.sample(by_script[pool.script], min(2 * of_each, len(by_script[pool.script])))
        asked += [_typed(one, dice) for one in meant[:of_each]]
        asked += [_transliterated(one, dice) for one in meant[of_each:]]
    dice.shuffle(asked)
    return asked


def with_typo(words: Sequence[str], dice: Random) -> str:
    """Return a name with one letter left out, doubled, swapped with the next, or another."""
    text = " ".join(words)
    long = [word for word in text.split() if len(word) >= LETTERS_FOR_A_TYPO] or text.split()
    word = dice.choice(long)
    place = dice.randrange(len(word) - 1) if len(word) > 1 else 0
    other = dice.choice([letter for letter in text if letter != word[place]] or ["x"]).strip()
    slipped = dice.choice(
        (
            word[:place] + word[place + 1 :],
            word[: place + 1] + word[place:],
            word[:place] + word[place + 1 : place + 2] + word[place] + word[place + 2 :],
            word[:place] + other + word[place + 1 :],
        )
    )
    return text.replace(word, slipped or word, 1)


def recall(found: Iterable[tuple[Question, set[str]]]) -> dict[str, float]:
    """Return which share of the questions found the one who was meant: of all, kind by script."""
    hits: dict[str, list[bool]] = defaultdict(list)
    for question, case_ids in found:
        is_found = question.case_id in case_ids
        hits["all"].append(is_found)
        hits[f"{question.script}, {question.kind}"].append(is_found)
    return {name: sum(each) / len(each) for name, each in hits.items()}


def _typed(one: Person, dice: Random) -> Question:
    text = with_typo([name.written for name in one.names], dice)
    return Question(text, TYPO, one.script, str(one.case_id))


def _transliterated(one: Person, dice: Random) -> Question:
    text = " ".join(_spelt(name, dice) for name in one.names)
    return Question(text, TRANSLITERATED, one.script, str(one.case_id))


def _spelt(name: Name, dice: Random) -> str:
    return dice.choice(name.latin)
