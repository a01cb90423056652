"""What is said about a cell, and whether its row can be imported all the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from alongside.casework.register.record import FieldValue


class Trouble(NamedTuple):
    """A sentence about a cell; it never quotes the cell, so it may be stored and shown apart."""

    sentence: str
    refuses: bool


class Answer(NamedTuple):
    """The value of a cell (None: blank), words that were no value of the field, and troubles."""

    value: FieldValue | None = None
    words: str = ""
    troubles: tuple[Trouble, ...] = ()


def remark(sentence: str) -> Trouble:
    """Return something to know; the row is imported."""
    return Trouble(sentence, refuses=False)


def stop(sentence: str) -> Answer:
    """Return no value and the reason why the row is refused."""
    return Answer(troubles=(Trouble(sentence, refuses=True),))


def kept_as_words(text: str, sentence: str) -> Answer:
    """Return the text as words beside the field, and say so."""
    return Answer(words=text, troubles=(remark(sentence),))
