"""How to reach the people of the demonstration, and who is around them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alongside.casework import contents, reaching
from alongside.cli.world import words

if TYPE_CHECKING:
    from random import Random

    from alongside.cli.world.names import Origin

# Of this many, one has not said yet how it is safe to reach her.
NOT_CONFIRMED = 6
# How we are in touch, by the way she said is safe; she contacts us where she has not said any.
HOW = {"call": "call", "whatsapp": "message", "sms": "message", "friend": "meet"}
FAMILY = frozenset({"sister", "mother", "child", "aunt_uncle"})


def reach(rng: Random, more: Random) -> contents.SafeContact:
    """Invent a safe way to reach her that does not contradict itself."""
    channel, hours, safe_words, code = rng.choice(words.REACH)
    number = "" if channel in {"she_calls", "friend"} else f"+88017{rng.randrange(10**8):08}"
    never = rng.choice(words.NEVER)
    return contents.SafeContact(
        channel=channel,
        number=number,
        hours=hours,
        safe_words=safe_words,
        code_phrase=code,
        never=["say_who" if reaching.contradiction(channel, [never]) else never],
        checked=bool(more.randrange(NOT_CONFIRMED)),
    )


def how_to_reach(contact: contents.SafeContact) -> str:
    """Return how we are in touch with her: as she said is safe, else she contacts us."""
    return HOW.get(contact.channel, "she_calls") if contact.checked else "she_calls"


def around(more: Random, origin: Origin, reached: contents.SafeContact) -> list[contents.Relation]:
    """Invent the people around her, for every second person."""
    told = more.sample(words.AROUND, more.randint(1, 3))
    if more.randrange(2):
        return []
    closed = "family" in reached.never
    return [
        contents.Relation(
            name=_named(more, origin, relation),
            is_to_her=relation,
            relation_words=said,
            is_child=relation == "child" or None,
            contact="never" if closed and relation in FAMILY else contact,
            harm=harm,
            lives_with_her=lives_with_her or None,
            depends_on_her=depends or None,
        )
        for relation, said, contact, harm, lives_with_her, depends in told
    ]


def _named(more: Random, origin: Origin, relation: str) -> str:
    # The names of an origin are women's; an uncle is known by the family's.
    names = origin.family if relation == "aunt_uncle" else origin.names
    return more.choice(names) if names else ""
