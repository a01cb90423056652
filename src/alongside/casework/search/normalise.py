"""One name as it may be compared: in its own script, by sound in Latin letters, by consonants.

Transliteration is anyascii's (Unicode characters one by one), mended where it is far from how
people write their names: Burmese, Thai vowels that stand before their consonant, Greek upsilon.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from anyascii import anyascii

# Marks that are no letters: Latin, Greek and Cyrillic accents, Hebrew points, Arabic harakat. In
# the scripts of India and Southeast Asia marks are vowels and stay.
MARKS = re.compile("[\u0300-\u036f\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]")
JOINERS = re.compile("[\u200b-\u200f\u2060\ufeff'’‘`´ʼ\u0640.]")
SPACES = re.compile(r"\s+")
LATIN = re.compile(r"[a-z0-9]+")
# What a script hides or shows otherwise than in order, mended before the letters are changed.
SPOKEN: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), spoken)
    for pattern, spoken in (
        # Thai tones, and letters under a mark that makes them silent, as in the end of many names.
        ("ทร์|[\u0e01-\u0e2e][\u0e34\u0e38]?\u0e4c|[\u0e48-\u0e4b]", ""),
        # Thai and Lao write some vowels before the consonant after which they are spoken.
        ("([\u0e40-\u0e44\u0ec0-\u0ec4])([\u0e01-\u0e2e\u0e81-\u0eae])", r"\2\1"),
        ("ัว|(?<=[\u0e01-\u0e2e])ว(?=[\u0e01-\u0e2e])", "ua"),
        ("(?<=[\u0e30-\u0e44])ว(?=[\u0e01-\u0e2e]|$)", "o"),
        # Burmese rimes are spoken otherwise than they are spelt.
        ("ောင်", "aung"),
        ("ိုင်", "aing"),
        ("င့်", "int"),
        ("[\u1004\u1009]်", "in"),
        ("ည်", "i"),
        ("စ်", "it"),
        ("က်", "et"),
        ("ွ([\u1010\u1014\u1019])", r"u\1"),
        ("ို", "o"),
        ("ော်?", "aw"),
        ("(?<=.)ရ", "r"),
        # Khmer: what ends a word is not all spoken, and two marks change a letter.
        ("ន្ទ(?![\u17b6-\u17c5])", "ន"),
        ("វ$", "o"),
        ("ប៉", "p"),
        ("ប្ផ", "ph"),
        ("ៅ", "au"),
        # The Arabic article comes and goes, and one letter is both u and w.
        ("^ال(?=..)", ""),
        ("(?<=.)و(?![اىيةأ])", "u"),
        # Consonants of India, Burma and Cambodia carry an "a" that is not written.
        (
            "([\u0915-\u0939\u0995-\u09b9][\u093c\u09bc]?)(?=[\u0915-\u0939\u0995-\u09b9])",
            r"\1a",
        ),
        ("([\u1000-\u1021][\u103b-\u103e]*)(?=[\u1000-\u1021]|$)", r"\1a"),
        ("([\u1780-\u17a2])(?=[\u1780-\u17a2])", r"\1a"),
        # Greek pairs of letters that are one sound.
        ("ου", "u"),
        ("([αεη])υ", r"\1v"),
        ("γ(?=[γχξ])", "n"),
        ("γκ", "g"),
        ("μπ", "b"),
        ("^ντ", "d"),
        ("[εο]ι", "i"),
    )
)

# How names are spelt in Latin letters, where that differs from the letter-by-letter table.
MENDED = str.maketrans(
    {
        "စ": "s", "ဆ": "s", "ဇ": "z", "ဈ": "z", "သ": "th", "ည": "ny", "ဉ": "ny", "ရ": "y",
        "ြ": "y", "ျ": "y", "ဝ": "w", "ွ": "w", "ှ": "h", "အ": "", "ေ": "e", "ာ": "a", "ါ": "a",
        "ဏ": "n", "ဋ": "t", "ဌ": "t", "ဍ": "d", "ဎ": "d", "ဠ": "l", "ဖ": "ph", "ဘ": "b", "ဗ": "b",
        "္": "", "်": "", "့": "", "း": "", "ံ": "n",
        "υ": "i", "η": "i", "χ": "kh", "β": "v", "ξ": "x",
        "ة": "a", "ى": "a", "ع": "", "ء": "", "ا": "a",
        "ৎ": "t", "ং": "n", "ঁ": "", "ঃ": "", "\u09bc": "", "\u093c": "",
        "ऽ": "", "ं": "n", "ँ": "n", "ः": "",
        "จ": "j", "ฬ": "l", "ณ": "n", "ญ": "n", "ฤ": "r", "ว": "w", "ๆ": "", "ฯ": "",
        "พ": "p", "ผ": "p", "ภ": "p", "ท": "t", "ธ": "t", "ถ": "t", "ฐ": "t", "ข": "k", "ค": "k",
        "្": "", "់": "", "៉": "", "៊": "", "័": "a", "ំ": "m", "៌": "", "៍": "", "ះ": "h",
    }
)  # fmt: skip

# Spellings of one sound, the longer first. Applied to Latin letters in this order.
SOUNDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("chr", "kr"),
        ("[ou]w(?![aeiou])", "u"),
        ("aw(?![aeiou])", "o"),
        ("sch|tsh|chh|tch|tsch", "c"),
        ("ck|kh|q", "k"),
        ("x", "ks"),
        ("ph", "f"),
        ("sh", "s"),
        ("ch", "c"),
        ("th", "t"),
        ("dh", "d"),
        ("bh|w|v", "b"),
        ("gh", "g"),
        ("jh|zh|dj|z", "j"),
        ("ng|ny|gn", "n"),
        ("y", "i"),
        ("oo|ou", "u"),
        ("ee|ie|ei", "i"),
        (r"(.)\1+", r"\1"),
        ("(?<=.)h", ""),
        ("ea|oa", "a"),
        ("ai|ae", "e"),
        ("ao|au", "o"),
    )
)
# Consonants that one language hears where another writes its neighbour; vowels are left out.
BONES = str.maketrans({"d": "t", "g": "k", "f": "p", "j": "c"} | dict.fromkeys("aeiou"))
# Where a Burmese word has more than one syllable, which people also write apart.
SYLLABLE = re.compile("(?<=.)(?=[\u1000-\u1021](?![\u103a\u1039\u1037]))(?<!\u1039)")
# The Arabic article written as one word, a breath before a consonant ("Htun"), and an "r" that
# only lengthens a vowel ("Nilar").
ARTICLES = ("al", "el")
BREATH = re.compile("h[^aeiouy]")
ADDED_AFTER = ("r", "h")
LETTERS_OF_A_NAME = 3


class Key(NamedTuple):
    """One word of a name: as written (no case, no accents) and by sound in Latin letters."""

    written: str
    sound: str

    @property
    def bones(self) -> str:
        """Return its consonants, which survive in scripts that do not write vowels."""
        return bones_of(self.sound)


@lru_cache(maxsize=4096)
def _is_letter(character: str) -> bool:
    return unicodedata.category(character)[0] in "LMN"


def words(text: str) -> list[str]:
    """Return the words of a name, lower case, without accents, in their own script."""
    plain = MARKS.sub("", unicodedata.normalize("NFKD", text).casefold())
    plain = JOINERS.sub("", unicodedata.normalize("NFC", plain))
    return "".join(one if _is_letter(one) else " " for one in plain).split()


def sound_of(word: str) -> str:
    """Return a word by sound in Latin letters; "" where nothing can be said of it."""
    if not word.isascii():
        for pattern, spoken in SPOKEN:
            word = pattern.sub(spoken, word)
        word = anyascii(word.translate(MENDED)).lower()
    spelt = "".join(LATIN.findall(word))
    for pattern, sound in SOUNDS:
        spelt = pattern.sub(sound, spelt)
    return spelt


def bones_of(sound: str) -> str:
    """Return the consonants of a sound."""
    return sound.translate(BONES)


def keys(text: str) -> list[Key]:
    """Return the keys of each word of a name, once each; of Burmese words also of syllables."""
    parted = (part for word in words(text) for part in (word, *_syllables(word)))
    return list(dict.fromkeys(Key(word, sound_of(word)) for word in parted))


def readings(word: str) -> list[Key]:
    """Return the ways a typed word may be meant: as it is, and without what is often added."""
    meant = [word]
    if word.isascii():
        meant += [word[len(prefix) :] for prefix in ARTICLES if _is_long(word, prefix)]
        meant += [word[1:]] if BREATH.match(word) else []
        meant += [word[: -len(ending)] for ending in ADDED_AFTER if word.endswith(ending)]
    return [Key(one, sound_of(one)) for one in dict.fromkeys(meant)]


def _is_long(word: str, prefix: str) -> bool:
    return word.startswith(prefix) and len(word) >= len(prefix) + LETTERS_OF_A_NAME


def _syllables(word: str) -> list[str]:
    if not "\u1000" <= word[0] <= "\u109f":
        return []
    return SYLLABLE.split(word)
