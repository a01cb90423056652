"""Words of any script as words that every full-text search keeps whole and finds again.

The tokenisers of SQLite (FTS5, unicode61) and PostgreSQL part words at vowel signs (Bengali, Thai),
keep sentences without blanks as one word (Thai, Khmer, Burmese, Chinese), and differ with the
collation. So neither is asked: a page and a question are both written in these words, which are
plain ASCII, and only compared.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

# Scripts that are written without blanks between words: Thai, Lao, Tibetan, Burmese, Khmer,
# Japanese and Chinese.
UNPARTED = re.compile(
    r"[\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u19e0-\u19ff\ua9e0-\ua9ff"
    r"\uaa60-\uaa7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"
)
# What binds two letters into one: virama and its like in Burmese and Khmer.
STACKERS = "\u1039\u17d2"
# Arabic letters that are written now so, now so, and the stroke that only stretches a word.
ALIKE = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ـ": None}
)
LATIN_MARKS = range(0x0300, 0x0370)
ARABIC_MARKS = (*range(0x064B, 0x0660), 0x0670)
LONGEST = 40
WORD = re.compile(r"[^\W_]+")


def words(text: str) -> list[str]:
    """Return the words of a text as ASCII words; accents and vowel points make no difference.

    A word of a script without blanks becomes its letters and each two that are neighbours: what is
    asked for is found wherever it stands in a sentence.
    """
    return [token for run, is_unparted in _runs(text) for token in _tokens(run, is_unparted)]


def asked(text: str) -> list[str]:
    """Return what must be found of a question: of unparted scripts only the pairs, if any."""
    found: list[str] = []
    for run, is_unparted in _runs(text):
        letters = _letters(run) if is_unparted else []
        found += _pairs(letters) if len(letters) > 1 else _tokens(run, is_unparted)
    return found


def _runs(text: str) -> list[tuple[str, bool]]:
    """Return runs of letters and their marks, and whether they are of an unparted script."""
    folded = unicodedata.normalize("NFKD", text).casefold().translate(ALIKE)
    runs: list[tuple[str, bool]] = []
    run, was_unparted = "", False
    for one in folded:
        number = ord(one)
        if number in LATIN_MARKS or number in ARABIC_MARKS or unicodedata.category(one) == "Cf":
            continue  # an accent, a vowel point, a joiner
        kind = unicodedata.category(one)[0]
        if kind == "M" and run:
            run += one
            continue
        is_word = kind in "LN"
        is_unparted = is_word and UNPARTED.match(one) is not None
        if run and (not is_word or is_unparted != was_unparted):
            runs.append((run, was_unparted))
            run = ""
        if is_word:
            run += one
            was_unparted = is_unparted
    return [*runs, (run, was_unparted)] if run else runs


def _tokens(run: str, is_unparted: bool) -> list[str]:  # noqa: FBT001  one of two kinds of script
    if not is_unparted:
        return [_spelt(run)]
    letters = _letters(run)
    return [_spelt(one) for one in letters] + _pairs(letters)


def _letters(run: str) -> list[str]:
    """Return letters, each with its marks and what is stacked below it."""
    letters: list[str] = []
    for one in run:
        is_mark = unicodedata.category(one)[0] == "M"
        if letters and (is_mark or letters[-1][-1] in STACKERS):
            letters[-1] += one
        else:
            letters.append(one)
    return letters


def _pairs(letters: list[str]) -> list[str]:
    return [_spelt(first + second) for first, second in pairwise(letters)]


def _spelt(word: str) -> str:
    """Return a word as it is if ASCII can write it, else the numbers of its letters.

    It ends in a digit, which no stemmer of English takes away.
    """
    word = word[:LONGEST]
    return word if word.isascii() else "x" + "".join(f"{ord(one):05d}" for one in word)
