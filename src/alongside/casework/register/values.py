"""One cell read as the value of one field, with what a person should know about it."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext as _

from alongside.casework.register.date_values import read_when
from alongside.casework.register.htcds import Field, Kind
from alongside.casework.register.picklists import pieces, read_choice
from alongside.casework.register.spelling import (
    PHONE_SIGNS,
    SHEET_ERRORS,
    clean,
    comparable,
    latin_digits,
    phone,
    word_list,
)
from alongside.casework.register.troubles import Answer, kept_as_words, remark, stop

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from alongside.casework.register.dates import DateOrder
    from alongside.core.spreadsheets.grid import Cell

WITH_UNIT = re.compile(
    r"([+-]?\d+(?:[.,]\d+)?(?:e[+-]?\d+)?)\s*"
    r"(?:years?|yrs?|y|años|anos|ans|ani|বছর|वर्ष|ปี)?(?: old)?[.°]?"
)
PHONE_DIGITS = re.compile(r"\+?\d{6,15}")
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
OLDEST = 120
MOST_CHILDREN = 30
LATITUDE, LONGITUDE = 90, 180


class Context(NamedTuple):
    """What reading a column depends on besides its cells."""

    today: date
    order: DateOrder


def as_text(cell: Cell) -> str:
    """Return a cell as the text that a person saw in it; "" for none and for a sheet's errors."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    return clean(cell if isinstance(cell, str) else str(cell))


def read_value(field: Field, cell: Cell, context: Context) -> Answer:
    """Return the typed value of a cell, or its words where it is no value of the field."""
    text = as_text(cell)
    if not text and cell in SHEET_ERRORS:
        return Answer(troubles=(remark(_("The spreadsheet shows an error here.")),))
    if not text or (field.kind is not Kind.TEXT and _means_nothing(field, text)):
        return Answer()
    if field.kind is Kind.DATE:
        return read_when(field, cell, today=context.today, order=context.order)
    return BY_KIND[field.kind](field, text)


def _text(field: Field, text: str) -> Answer:
    if field.many:
        return Answer(tuple(dict.fromkeys(pieces(text))))
    if field.name.endswith("Phone"):
        return _phone(text)
    if field.name == "prs_Email" and not EMAIL.fullmatch(text):
        return Answer(text, troubles=(remark(_("This does not look like an e-mail address.")),))
    return Answer(text)


def _phone(text: str) -> Answer:
    number = phone(text)
    digits = PHONE_SIGNS.sub("", latin_digits(unicodedata.normalize("NFKC", number)))
    if PHONE_DIGITS.fullmatch(digits):
        return Answer(number)
    return Answer(number, troubles=(remark(_("This does not look like one phone number.")),))


def _choice(field: Field, text: str) -> Answer:
    codes, rest = read_choice(field, text)
    value = codes if field.many else "".join(codes)
    if not rest:
        return Answer(value)
    told = remark(_("This is not in the list of the standard. It is kept as you wrote it."))
    return Answer(value, rest, (told,))


def _yes_no(_field: Field, text: str) -> Answer:
    spellings = {unicodedata.normalize("NFC", text).casefold(), comparable(text)} - {""}
    if spellings & _words("yes"):
        return Answer(value=True)
    if spellings & _words("no"):
        return Answer(value=False)
    return kept_as_words(text, _("This is neither yes nor no. It is kept as you wrote it."))


def _number(field: Field, text: str) -> Answer:
    plain = latin_digits(unicodedata.normalize("NFKC", text)).casefold().replace("−", "-")
    match = WITH_UNIT.fullmatch(plain)
    if not match:
        return kept_as_words(text, _("This is not a number. It is kept as you wrote it."))
    number = float(match[1].replace(",", "."))
    if field.kind is Kind.PLACE:
        limit = LATITUDE if field.name.endswith("Latitude") else LONGITUDE
        possible = abs(number) <= limit
        return Answer(number) if possible else stop(_("There is no such place on earth."))
    is_age = field.name == "vic_AgeWhenTrafficked"
    if number < 0:
        return stop(_("An age cannot be below 0.") if is_age else _("This cannot be below 0."))
    if number > (OLDEST if is_age else MOST_CHILDREN):
        return stop(_("This number is too high to be true."))
    if not number.is_integer():
        return kept_as_words(text, _("This is not a whole number. It is kept as you wrote it."))
    return Answer(int(number))


BY_KIND: dict[Kind, Callable[[Field, str], Answer]] = {
    Kind.TEXT: _text,
    Kind.CHOICE: _choice,
    Kind.YES_NO: _yes_no,
    Kind.NUMBER: _number,
    Kind.PLACE: _number,
}


def _means_nothing(field: Field, text: str) -> bool:
    """Tell whether somebody wrote that she does not know, where that is not itself a value."""
    if text.casefold() not in _words("blank"):
        return False
    return comparable(text) not in field.codes_by_spelling


@cache
def _words(kind: str) -> frozenset[str]:
    words = [word.casefold() for word in word_list("words")[kind]]
    return frozenset(words) | {comparable(word) for word in words} - {""}
