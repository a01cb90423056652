"""The words in force: those that come with the program, and what one organisation made of them.

As pages speak the language of whoever reads them, they speak the words of her organisation: both
are chosen where a request begins, and neither is handed from function to function.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import get_language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date

# What an organisation's own codes look like; those of standards never begin so.
OWN_CODE = re.compile(r"x_[a-z0-9_]{1,58}")


class Change(NamedTuple):
    """What an organisation decided about one word from a day on.

    `labels` are by language and empty where it keeps its name; `is_offered` is None where that
    stays as it was; `counts_as` is the code of the standard that an own word lies under.
    """

    group: str
    code: str
    from_on: date
    labels: Mapping[str, str]
    is_offered: bool | None = None
    counts_as: str = ""


class Book:
    """The changes of one organisation; they are read when the first word is asked for."""

    def __init__(self, load: Callable[[], tuple[str, Iterable[Change]]]) -> None:
        """Take what returns the organisation's own language and its changes."""
        self._load = load

    @cached_property
    def _read(self) -> tuple[str, dict[tuple[str, str], list[Change]]]:
        language, changes = self._load()
        found: dict[tuple[str, str], list[Change]] = {}
        for one in sorted(changes, key=lambda one: one.from_on):
            found.setdefault((one.group, one.code), []).append(one)
        return language, found

    def history(self, group: str, code: str) -> list[Change]:
        """Return what was decided about a word, the first first."""
        return self._read[1].get((group, code), [])

    def own_codes(self, group: str, shipped: Iterable[str]) -> list[str]:
        """Return the codes of a group that did not come with the program, the oldest first."""
        known = set(shipped)
        return [code for its, code in self._read[1] if its == group and code not in known]

    def label(self, group: str, code: str, on: date) -> str:
        """Return what a word was called on a day; "" where the organisation never named it.

        Before an own word began it is called as it was first: a document may be older than it.
        """
        named = [one for one in self.history(group, code) if one.labels]
        then = [one for one in named if one.from_on <= on]
        if not then and OWN_CODE.fullmatch(code):
            then = named[:1]
        return self.in_language(then[-1].labels) if then else ""

    def is_offered(self, group: str, code: str, on: date) -> bool | None:
        """Return what was decided about offering a word on a day; None where nothing was."""
        said = [
            one.is_offered
            for one in self.history(group, code)
            if one.from_on <= on and one.is_offered is not None
        ]
        return said[-1] if said else None

    def counts_as(self, group: str, code: str) -> str:
        """Return the standard's code that an own word lies under; "" for none."""
        return next((one.counts_as for one in self.history(group, code) if one.counts_as), "")

    def in_language(self, labels: Mapping[str, str]) -> str:
        """Return a label in the active language, else in the organisation's, else in any."""
        active = get_language() or ""
        for language in (active, active.partition("-")[0], self._read[0]):
            if labels.get(language):
                return labels[language]
        return next((one for one in labels.values() if one), "")


@dataclass(frozen=True, slots=True)
class _Voice:
    """Whose words are spoken, as of which day; `speaker` is who asks, for as long as she asks."""

    speaker: object
    day: date
    book: Book = field(compare=False)


_voice: ContextVar[_Voice | None] = ContextVar("words", default=None)


def speak(speaker: object, day: date, book: Book) -> None:
    """Speak the words of a book from now on, on behalf of whoever asks."""
    _voice.set(_Voice(speaker, day, book))


def be_silent() -> None:
    """Speak nobody's words, only those that come with the program."""
    _voice.set(None)


def speaks_for(speaker: object) -> bool:
    """Return whether it is on behalf of this very asker that words are spoken now."""
    voice = _voice.get()
    return voice is not None and voice.speaker is speaker


@contextmanager
def as_of(day: date | None) -> Iterator[None]:
    """Speak the words that were in force on a day, such as that on which a document was written."""
    voice = _voice.get()
    if voice is None or day is None:
        yield
        return
    token = _voice.set(replace(voice, day=day))
    try:
        yield
    finally:
        _voice.reset(token)


def book_and_day(on: date | None = None) -> tuple[Book, date] | None:
    """Return the words spoken now and the day they are asked for; None where nobody's are."""
    voice = _voice.get()
    return (voice.book, on or voice.day) if voice else None
