"""The inside of a search segment: bytes made to be searched without being read row by row.

One header line with the lengths of the first two parts and the numbers of people and of those who
were known before, then: the different words of all names (lines of `written TAB sound`), the
positions of the people who bear each (lines), the ids of the files (16 bytes each), how many words
each person's names have (a byte each), the ids of those who were known before, and the people
(lines of `reference language born phones`).
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from alongside.casework.search.normalise import Key

if TYPE_CHECKING:
    from collections.abc import Iterable

VERSION = b"3"
# Segments of this version know no years of birth; each is written anew when names move into it.
WITHOUT_YEARS = b"2"
# Stands for a sound that is spelt as the word is.
AS_WRITTEN = "="
ID = 16
MOST_COUNTED = 255


class Entry(NamedTuple):
    """What is remembered of one person: nothing that a search does not need."""

    case_id: UUID
    reference: str
    # ISO 639 code or a word, without blanks.
    language: str
    # Digits of phone numbers in international form where they could be read.
    phones: tuple[str, ...]
    keys: tuple[Key, ...]
    # The first and the last year she may be born in; None where nothing is known.
    born: tuple[int, int] | None = None
    # Whether an older segment may speak of her too; then this one is what counts.
    again: bool = False


class Segment:
    """An opened segment; its parts are only taken apart where something was found."""

    __slots__ = (
        "_again",
        "_bearers",
        "_before_phones",
        "_counts",
        "_ids",
        "_lines",
        "_people",
        "_split",
        "_words",
    )

    def __init__(self, payload: bytes) -> None:
        """Read a payload of `encode`; raises ValueError for anything else."""
        header, _, body = payload.partition(b"\n")
        version, *lengths = header.split(b" ")
        if version not in {VERSION, WITHOUT_YEARS}:
            raise ValueError("This segment is of another version.")
        first, second, count, again = (int(length) for length in lengths)
        second_end = first + second
        self._words: bytes | list[bytes] = body[:first]
        self._bearers = body[first:second_end]
        ids_end = second_end + count * ID
        self._ids = body[second_end:ids_end]
        counts_end = ids_end + count
        self._counts = body[ids_end:counts_end]
        again_end = counts_end + again * ID
        self._again = body[counts_end:again_end]
        self._people = body[again_end:]
        self._split: list[bytes] | None = None
        self._lines: list[bytes] | None = None
        # How many words of a line stand before the phones.
        self._before_phones = 3 if version == VERSION else 2

    @property
    def words(self) -> list[bytes]:
        """Return the different words in order, in UTF-8: most are only seen to be known."""
        if isinstance(self._words, bytes):
            self._words = self._words.split(b"\n")
        return self._words

    def counts_before_older(self, case_id: UUID) -> bool:
        """Say whether what older segments say of this file no longer stands."""
        wanted, at = case_id.bytes, -1
        while (at := self._again.find(wanted, at + 1)) >= 0:
            if at % ID == 0:
                return True
        return False

    def case_id(self, position: int) -> UUID:
        """Return the file of the person at a position."""
        return UUID(bytes=self._ids[position * ID : position * ID + ID])

    def words_of(self, position: int) -> int:
        """Return how many words the names of the person at a position have together."""
        return self._counts[position]

    def bearers(self, word: bytes) -> list[int]:
        """Return the positions of the people whose name holds the word."""
        words = self.words
        place = bisect_left(words, word)
        if place == len(words) or words[place] != word:
            return []
        if self._split is None:
            self._split = self._bearers.split(b"\n")
        return [int(position) for position in self._split[place].split(b" ")]

    def with_text(self, text: str) -> list[UUID]:
        """Return the files whose reference is this text or who have it as a phone number."""
        wanted = text.encode()
        if not wanted or wanted + b" " not in self._people:
            return []
        lines = enumerate(self._people.split(b"\n"))
        parted = ((at, line.split(b" ")) for at, line in lines)
        first = self._before_phones
        return [self.case_id(at) for at, parts in parted if wanted in (parts[0], *parts[first:])]

    def born(self, position: int) -> tuple[int, int] | None:
        """Return the first and the last year the person at a position may be born in."""
        if self._lines is None:
            self._lines = self._people.split(b"\n")
        if self._before_phones == 2:  # noqa: PLR2004  no years yet
            return None
        return _years(self._lines[position].split(b" ", 3)[2].decode())

    def speaking(self, language: str) -> list[UUID]:
        """Return the files of people who speak this language, in the order they came in."""
        wanted = language.encode()
        if b" " + wanted + b" " not in self._people:
            return []
        lines = enumerate(self._people.split(b"\n"))
        return [self.case_id(at) for at, line in lines if line.split(b" ")[1:2] == [wanted]]

    def entries(self) -> dict[UUID, Entry]:
        """Return everything, by file, in order; for changing the segment."""
        lines = [line.decode().split(" ") for line in self._people.split(b"\n") if line]
        keys: list[list[Key]] = [[] for _ in lines]
        for word, bearers in zip(self.words, self._bearers.split(b"\n"), strict=True):
            for bearer in bearers.split(b" ") if bearers else ():
                keys[int(bearer)].append(_key(word))
        found = {}
        for position, (reference, language, *rest) in enumerate(lines):
            one = self.case_id(position)
            phones = rest[self._before_phones - 2 :]
            found[one] = Entry(
                case_id=one,
                reference=reference,
                language=language,
                phones=tuple(phones[:-1]),
                keys=tuple(keys[position]),
                born=self.born(position),
                again=self.counts_before_older(one),
            )
        return found


def encode(entries: Iterable[Entry]) -> bytes:
    """Return the payload of a segment."""
    bearers: dict[bytes, list[bytes]] = {}
    ids, counts, people, again = [], [], [], []
    for position, entry in enumerate(entries):
        for key in dict.fromkeys(entry.keys):
            bearers.setdefault(_word(key), []).append(b"%d" % position)
        ids.append(entry.case_id.bytes)
        again += [entry.case_id.bytes] * entry.again
        counts.append(min(len(set(entry.keys)), MOST_COUNTED))
        # Everything ends with a blank, so that the last is found as the others are.
        people.append("".join(f"{one} " for one in _line(entry)))
    words = sorted(bearers)
    parts = (
        b"\n".join(words),
        b"\n".join(b" ".join(bearers[word]) for word in words),
        b"".join(ids),
        bytes(counts),
        b"".join(again),
        "\n".join(people).encode(),
    )
    lengths = (len(parts[0]), len(parts[1]), len(people), len(again))
    header = b"%s %d %d %d %d\n" % (VERSION, *lengths)
    return header + b"".join(parts)


def _line(entry: Entry) -> tuple[str, ...]:
    born = f"{entry.born[0]}..{entry.born[1]}" if entry.born else ""
    return (entry.reference, entry.language, born, *entry.phones)


def _years(text: str) -> tuple[int, int] | None:
    first, _, last = text.partition("..")
    return (int(first), int(last)) if last else None


def _word(key: Key) -> bytes:
    return f"{key.written}\t{AS_WRITTEN if key.written == key.sound else key.sound}".encode()


def _key(word: bytes) -> Key:
    written, _, sound = word.decode().partition("\t")
    return Key(written, written if sound == AS_WRITTEN else sound)
