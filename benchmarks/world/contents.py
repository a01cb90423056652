"""What stands in the files: the same for the sealed node and for its plaintext twin."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING
from uuid import UUID

from alongside.casework.contents import (
    Episode,
    FollowUp,
    Goal,
    Identity,
    Needs,
    Note,
    SafeContact,
    SafetyPlan,
    Service,
    Step,
    Whereabouts,
)
from benchmarks.world.people import TODAY

if TYPE_CHECKING:
    from alongside.casework.contents import Content
    from benchmarks.world.people import Person

ENTRIES = 200
WORDS = (
    "She called from her cousin's phone. She has eaten and slept. The clinic has a place on "
    "Thursday and she wants to go there alone. We said we would wait outside. "
)


def short_file(person: Person) -> list[Content]:
    """Return the parts of an ordinary file."""
    parts: list[Content] = [
        Identity(called=person.called, language=person.language, from_place=person.from_place),
        SafeContact(channel="whatsapp", number=person.phone, never=list(person.never)),
        Needs(needs=list(person.needs)),
    ]
    if person.place:
        parts.append(Whereabouts(place=person.place))
    if person.safety_plan:
        parts.append(SafetyPlan(active=True, dangers="He knows the street.", steps="Call us."))
    return parts


def deep_file() -> list[Content]:
    """Return a long file: each part once, two goals, 200 entries in the story, oldest first."""
    dice = Random("the deep file")
    return [
        Identity(
            called="মীরা আক্তার",
            pronoun="she",
            language="bn",
            other_languages=["ar"],
            interpreter=True,
            papers_name="Mst. Mira Akter",
            from_place="Jashore",
        ),
        SafeContact(
            channel="whatsapp",
            number="+8801711000001",
            days=["tue", "thu"],
            hours="after 20:00",
            safe_words="the sewing class",
            never=["call", "say_who"],
            checked=True,
        ),
        Whereabouts(kind="safe_house", place="Dhaka"),
        SafetyPlan(active=True, dangers="He knows the street.", steps="Call us.", people="Rina"),
        Needs(needs=["doctor", "wages", "papers"], own_words="I want my own room."),
        Episode(from_place="Jashore", to_place="Beirut", story=WORDS * 4),
        _goal("I want to work again, near my sister.", dice),
        _goal("I want the wages he owes me.", dice),
        *(_entry(number, dice) for number in range(ENTRIES)),
    ]


def _goal(words: str, dice: Random) -> Goal:
    return Goal(
        words=words,
        steps=[
            Step(
                id=UUID(int=dice.getrandbits(128), version=4),
                text=f"Step {number} with the office in town",
                who="together",
                due_on=TODAY + timedelta(days=number),
                state="open" if number else "done",
            )
            for number in range(5)
        ],
    )


def _entry(number: int, dice: Random) -> Content:
    day = TODAY - timedelta(days=(ENTRIES - number) * 3)
    kind = dice.choice(("note", "call", "visit", "she_decided", "service", "follow_up"))
    if kind == "service":
        return Service(kind="x_counselling", given_on=day, provider="The clinic", text=WORDS)
    if kind == "follow_up":
        return FollowUp(
            planned_on=day, done_on=day, reached=True, text=WORDS, outcome="She is well."
        )
    return Note(kind=kind, title=f"Entry {number}", text=WORDS, happened_on=day)
