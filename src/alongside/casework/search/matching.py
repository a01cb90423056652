"""Which names a typed one may mean, best first."""

from __future__ import annotations

import heapq
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from rapidfuzz import process
from rapidfuzz.distance import OSA

from alongside.casework.search.normalise import Key, bones_of, keys, readings, words
from alongside.casework.search.segments import AS_WRITTEN, Entry, Segment, encode

if TYPE_CHECKING:
    from collections.abc import Sequence

# How much each way of being alike counts; a search shows the best first and drops the rest.
SAME = 100
SAME_SOUND = 95
BEGINS = 84
ONE_SLIP = 88
TWO_SLIPS = 76
BONES = 60
BONES_SLIP = 44
# How much of what is left the sound decides among words with the same consonants.
BONES_SPAN = 16
# Among equals, who has just these words comes first.
BESIDE = 1.0
MOST_BESIDE = 6
CLOSE = 75
ENOUGH = 40
# A person during one search: the number of her segment above this bit, her position below.
POSITION = 16
LAST_POSITION = (1 << POSITION) - 1

LETTERS_FOR_A_PREFIX = 2
LETTERS_FOR_A_SLIP = 3
LETTERS_FOR_TWO = 7
BONES_TO_COMPARE = 2
BONES_FOR_A_SLIP = 4
# Words that come and go in names; alone they are searched for like any other.
SMALL_WORDS = frozenset({"al", "el", "ul", "ur", "bin", "binti", "bint", "begum", "de", "la"})


class Hit(NamedTuple):
    """A person, by the place of her segment and hers in it, and how well her name fits (0-100)."""

    segment: int
    position: int
    score: float


class Lexicon:
    """The different words of all opened segments, as they are compared."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        """Take the words of these segments apart."""
        self.words = [word for word in set().union(*(one.words for one in segments)) if word]
        # Joined and parted again, because that takes one step for all of them.
        lines = b"\n".join(self.words).decode().split("\n") if self.words else []
        pairs = [line.split("\t") for line in lines]
        self.written = [written for written, _ in pairs]
        self.sounds = [written if sound == AS_WRITTEN else sound for written, sound in pairs]
        self.bones = bones_of("\n".join(self.sounds)).split("\n")

    def like(self, key: Key) -> dict[bytes, float]:
        """Return the words a typed one may mean, with how well they fit."""
        best: dict[int, float] = {}
        for found in (
            _slips(key.written, self.written, SAME),
            _slips(key.sound, self.sounds, SAME_SOUND),
            self._beginning(key),
            self._with_bones(key),
        ):
            for place, score in found:
                if score > best.get(place, 0):
                    best[place] = score
        return {self.words[place]: score for place, score in best.items()}

    def sounding_like(self, key: Key) -> dict[bytes, float]:
        """Return the words that are this one in another spelling, with how well they fit."""
        best: dict[int, float] = {}
        for found in (
            _slips(key.written, self.written, SAME),
            _slips(key.sound, self.sounds, SAME_SOUND),
        ):
            for place, score in found:
                if score > CLOSE:
                    best[place] = max(best.get(place, 0), score)
        return {self.words[place]: score for place, score in best.items()}

    def _beginning(self, key: Key) -> list[tuple[int, float]]:
        if len(key.written) < LETTERS_FOR_A_PREFIX:
            return []
        found = [i for i, word in enumerate(self.written) if word.startswith(key.written)]
        if len(key.sound) > LETTERS_FOR_A_PREFIX:
            found += [i for i, word in enumerate(self.sounds) if word.startswith(key.sound)]
        return [(place, BEGINS) for place in found]

    def _with_bones(self, key: Key) -> list[tuple[int, float]]:
        bones = bones_of(key.sound)
        if len(bones) < BONES_TO_COMPARE:
            return []
        slips = 1 if len(bones) >= BONES_FOR_A_SLIP else 0
        near = process.extract(
            bones, self.bones, scorer=OSA.distance, score_cutoff=slips, limit=None
        )
        found = []
        for _, distance, place in near:
            alike = OSA.normalized_similarity(key.sound, self.sounds[place])
            found.append((place, (BONES_SLIP if distance else BONES) + BONES_SPAN * alike))
        return found


def _slips(typed: str, known: Sequence[str], same: float) -> list[tuple[int, float]]:
    """Return the places of words that differ by a slip of the finger, with their scores."""
    if not typed:
        return []
    allowed = (len(typed) >= LETTERS_FOR_A_SLIP) + (len(typed) >= LETTERS_FOR_TWO)
    near = process.extract(typed, known, scorer=OSA.distance, score_cutoff=allowed, limit=None)
    scores = (same, ONE_SLIP - (SAME - same), TWO_SLIPS - (SAME - same))
    return [(place, scores[int(distance)]) for _, distance, place in near]


def search(segments: Sequence[Segment], text: str, *, limit: int) -> list[Hit]:
    """Return the people whose names fit the text, best first.

    Every typed word counts; people who lack one come after those who have all. What is only alike
    in its consonants is looked at when there is not enough that is closer.
    """
    typed = words_that_tell(text)
    if not typed:
        return []
    lexicon = Lexicon(segments)
    likes = [_likely(lexicon, word) for word in typed]
    close = [{word: score for word, score in like.items() if score > CLOSE} for like in likes]
    hits = _gather(segments, close, limit)
    if len(hits) < limit or hits[-1].score < CLOSE:
        hits = _gather(segments, likes, limit)
    return hits


def words_that_tell(text: str) -> list[str]:
    """Return the different words of a name, without those that come and go."""
    typed = list(dict.fromkeys(words(text)))
    return [word for word in typed if word not in SMALL_WORDS] or typed


def bearing(segments: Sequence[Segment], likes: Sequence[dict[bytes, float]]) -> list[Hit]:
    """Return whose names are those of these words, in no order.

    Either each word of the name is one of hers, or at least two are and she has no other.
    """
    totals: dict[int, float] = {}
    counts: dict[int, int] = {}
    for like in likes:
        for person, score in _best_of_each(segments, like).items():
            totals[person] = totals.get(person, 0) + score
            counts[person] = counts.get(person, 0) + 1
    return [
        Hit(person >> POSITION, person & LAST_POSITION, totals[person] / count)
        for person, count in counts.items()
        if count == len(likes) or _has_no_other(segments, person, count)
    ]


def _has_no_other(segments: Sequence[Segment], person: int, count: int) -> bool:
    return count > 1 and segments[person >> POSITION].words_of(person & LAST_POSITION) <= count


def fitting(names: Sequence[str], text: str) -> list[bool]:
    """Say of each name whether every word of the text may be one of its words."""
    if not names:
        return []
    entries = [Entry(UUID(int=at), "", "", (), tuple(keys(name))) for at, name in enumerate(names)]
    segment = Segment(encode(entries))
    least = TWO_SLIPS - MOST_BESIDE
    found = search([segment], text, limit=len(names))
    fit = {segment.case_id(hit.position).int for hit in found if hit.score >= least}
    return [at in fit for at in range(len(names))]


def _likely(lexicon: Lexicon, word: str) -> dict[bytes, float]:
    """Return the words that a typed one may mean, in whichever way it is read."""
    best: dict[bytes, float] = {}
    for less, key in enumerate(readings(word)):
        for known, score in lexicon.like(key).items():
            best[known] = max(best.get(known, 0), score - less)
    return best


def _gather(
    segments: Sequence[Segment], likes: Sequence[dict[bytes, float]], limit: int
) -> list[Hit]:
    totals: dict[int, float] = {}
    for like in likes:
        for person, score in _best_of_each(segments, like).items():
            totals[person] = totals.get(person, 0) + score
    enough = ENOUGH * len(likes)
    good = (
        (total - _beside(segments, person, len(likes)), person)
        for person, total in totals.items()
        if total >= enough
    )
    return [
        Hit(person >> POSITION, person & LAST_POSITION, total / len(likes))
        for total, person in heapq.nlargest(limit, good)
    ]


def _beside(segments: Sequence[Segment], person: int, typed: int) -> float:
    """Return what is taken off because her names have more words, or fewer, than were typed."""
    borne = segments[person >> POSITION].words_of(person & LAST_POSITION)
    return BESIDE * min(abs(borne - typed), MOST_BESIDE)


def _best_of_each(segments: Sequence[Segment], like: dict[bytes, float]) -> dict[int, float]:
    """Return the best score of each person: her segment's place in the row, and hers in it."""
    best: dict[int, float] = {}
    ascending = sorted(like.items(), key=itemgetter(1))
    for place, segment in enumerate(segments):
        first = place << POSITION
        for word, score in ascending:
            for position in segment.bearers(word):
                best[first + position] = score
    return best
