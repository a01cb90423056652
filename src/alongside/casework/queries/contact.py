"""How to reach her safely, in words, as every page of her file shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from alongside.casework import held, reading, vocabulary
from alongside.casework.reading import Part

if TYPE_CHECKING:
    from collections.abc import Iterable

    from alongside.casework.access import Way
    from alongside.casework.contents import SafeContact
    from alongside.casework.queries.joined import JoinedView


@dataclass(frozen=True, slots=True, repr=False)
class Contact:
    """How to reach her safely: lines to read, and what must never be done.

    `is_confirmed` says whether she herself said that it is safe. The code phrase stands apart: only
    pages where she is called, written to or visited show it.
    """

    part: Part
    lines: list[str]
    never: list[str]
    code_phrase: str = ""
    is_confirmed: bool = False

    @property
    def whole(self) -> list[str]:
        """Return all lines, for those who will reach her themselves."""
        return [*self.lines, *_code(self.code_phrase)]


def reached_by(way: Way, part: Part, joined: Iterable[JoinedView]) -> Part:
    """Return how to reach her where it stands now: of a file that is held, in the one that does."""
    for one in joined:
        if not one.holds:
            opened = held.contact_of_holder(way, one.other)
            found = reading.parts([opened] if opened else [], actor=way.actor, today=way.today)
            return found[0] if found else Part(kind=part.kind)
    return part


def contact_in(part: Part) -> Contact | None:
    """Return how to reach her in words; None where nothing was written down."""
    if part.problem:
        return Contact(part, [], [])
    contact = part.content
    if contact is None:
        return None
    return Contact(part, _lines(contact), _nevers(contact), contact.code_phrase, contact.checked)


def _lines(contact: SafeContact) -> list[str]:
    days = ", ".join(vocabulary.label("weekdays", day) for day in contact.days)
    lines = [
        _together(vocabulary.label("channels", contact.channel), contact.number),
        contact.email,
        *contact.other_numbers,
        _said(_("Through %(who)s"), "who", contact.friend),
        " ".join(one for one in (days, contact.hours) if one),
        _said(_("Words that are safe: “%(words)s”"), "words", contact.safe_words),
    ]
    if not contact.checked and contact.number:
        lines.append(_("She has not yet said whether this is safe."))
    return [line for line in lines if line]


def _code(words: str) -> list[str]:
    return [_said(_("Code phrase: “%(words)s”"), "words", words)] if words else []


def _nevers(contact: SafeContact) -> list[str]:
    nevers = [vocabulary.label("nevers", code) for code in contact.never]
    return [*nevers, contact.never_words] if contact.never_words else nevers


def _together(first: str, second: str) -> str:
    return ": ".join(one for one in (first, second) if one)


def _said(sentence: str, name: str, words: str) -> str:
    return sentence % {name: words} if words else ""
