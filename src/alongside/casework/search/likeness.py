"""Who may be the same person: the same phone number, or names that sound alike and a year of birth.

What is compared lies in the opened segments of the asker's own teams, so nothing can be said of
anybody else. The thresholds were measured, see ADR 23 and `benchmarks.likeness`.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from alongside.casework.search.matching import Lexicon, bearing, words_that_tell
from alongside.casework.search.normalise import Key, sound_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from uuid import UUID

    from alongside.casework.search.keeping import Opened

# How well names must fit: each word the same, or with one slip in its spelling or its sound.
ALIKE = 82
# A name of one word says little: it must be the same by sound at least.
ALIKE_ALONE = 95
# A name that more people of about this age bear says nothing about anyone of them.
FEW = 2
MOST = 5


class Reason(StrEnum):
    """Why somebody may be the same person."""

    PHONE = "phone"
    NAME_AND_YEAR = "name_and_year"


class Sought(NamedTuple):
    """What is known of somebody who is looked for."""

    names: tuple[str, ...]
    phones: tuple[str, ...]
    born: tuple[int, int] | None = None


class Alike(NamedTuple):
    """A file that may be about her as well, and why."""

    case_id: UUID
    reasons: tuple[Reason, ...]


class Comparing:
    """Opened segments made ready to compare many people with them."""

    def __init__(self, opened: Sequence[Opened]) -> None:
        """Take the segments apart, newest first as they were opened."""
        self._opened = opened
        self._segments = [one.segment for one in opened]
        self._lexicon: Lexicon | None = None
        # Names repeat, and what each word may be is what takes time.
        self._likes: dict[str, dict[bytes, float]] = {}

    def alike(self, sought: Sought, *, but: UUID | None = None) -> list[Alike]:
        """Return who may be the same person, a phone number first; at most five.

        :param but: her own file
        """
        phoned = [one for one in dict.fromkeys(self._with_phones(sought.phones)) if one != but]
        named = {one for one in self._with_names(sought) if one != but}
        if len(named) > FEW:
            named &= set(phoned)
        found = [*phoned, *sorted(named - set(phoned))]
        return [Alike(one, _reasons(one in phoned, one in named)) for one in found[:MOST]]

    def _with_phones(self, phones: Iterable[str]) -> Iterable[UUID]:
        for place, one in enumerate(self._opened):
            for phone in phones:
                for case_id in one.segment.with_text(phone):
                    if self._counts(place, case_id):
                        yield case_id

    def _with_names(self, sought: Sought) -> Iterable[UUID]:
        if sought.born is None:
            return
        for name in sought.names:
            words = words_that_tell(name)
            if not words:
                continue
            least = ALIKE if len(words) > 1 else ALIKE_ALONE
            for hit in bearing(self._segments, [self._like(word) for word in words]):
                if hit.score < least:
                    continue
                segment = self._segments[hit.segment]
                case_id = segment.case_id(hit.position)
                same_age = _overlap(sought.born, segment.born(hit.position))
                if same_age and self._counts(hit.segment, case_id):
                    yield case_id

    def _like(self, word: str) -> dict[bytes, float]:
        if word not in self._likes:
            self._lexicon = self._lexicon or Lexicon(self._segments)
            self._likes[word] = self._lexicon.sounding_like(Key(word, sound_of(word)))
        return self._likes[word]

    def _counts(self, place: int, case_id: UUID) -> bool:
        """Say whether no newer segment of the same team says something else of her."""
        team_id = self._opened[place].team_id
        newer = (one.segment for one in self._opened[:place] if one.team_id == team_id)
        return not any(segment.counts_before_older(case_id) for segment in newer)


def _reasons(phone: bool, name: bool) -> tuple[Reason, ...]:  # noqa: FBT001  one flag a reason
    found = ((Reason.PHONE, phone), (Reason.NAME_AND_YEAR, name))
    return tuple(reason for reason, holds in found if holds)


def _overlap(born: tuple[int, int], other: tuple[int, int] | None) -> bool:
    return other is not None and born[0] <= other[1] and other[0] <= born[1]
