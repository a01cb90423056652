"""How texts from registers are cleaned and compared, in any script."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib import resources
from json import loads
from typing import Any

# Marks that cannot be seen; joiners are not among them, several scripts need those.
UNSEEN = "\u200b\u200e\u200f\u2060\ufeff\u061c\u202a-\u202e\u2066-\u2069"
EDGES = re.compile(rf"\A[\s{UNSEEN}]+|[\s{UNSEEN}]+\Z")
# What neither a workbook nor a web page may hold: controls, half characters, non-characters.
UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
LATIN_MARKS = re.compile("[\u0300-\u036f]")
NATIVE_DIGIT = re.compile(r"(?![0-9])\d")

SHEET_ERRORS = frozenset(
    {"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"}
)
# Signs people put between the digits of a phone number.
PHONE_SIGNS = re.compile(r"[\s().\-/\u2010-\u2015]")
E164 = re.compile(r"\+[1-9]\d{6,14}")


def clean(text: str) -> str:
    """Return the text without outer blanks and without characters no file can carry.

    What a spreadsheet shows where it failed is no text.
    """
    text = UNFIT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = EDGES.sub("", text)
    return "" if text in SHEET_ERRORS else text


def comparable(text: str) -> str:
    """Return what two spellings of one word share: letters and digits, without case or accents."""
    text = LATIN_MARKS.sub("", unicodedata.normalize("NFKD", text)).casefold()
    letters = "".join(c for c in text if unicodedata.category(c)[0] in "LMN")
    letters = latin_digits(letters)
    return letters.replace("organiz", "organis").replace("labor", "labour")


def latin_digits(text: str) -> str:
    """Return the text with the digits of every script (Bengali, Arabic, ...) as 0-9."""
    return NATIVE_DIGIT.sub(lambda m: str(unicodedata.decimal(m[0])), text)


def phone(text: str) -> str:
    """Return an international number without the signs between its digits, any other as it is."""
    digits = PHONE_SIGNS.sub("", latin_digits(unicodedata.normalize("NFKC", text)))
    return digits if E164.fullmatch(digits) else text


@cache
def word_list(name: str) -> Any:
    """Return one of the lists in `data/`, by its name without ending."""
    folder = resources.files("alongside.casework.register") / "data"
    return loads((folder / f"{name}.json").read_text(encoding="utf-8"))
