"""Phone numbers in one form, so that the same number is found however it was typed."""

from __future__ import annotations

import re

import phonenumbers

NOT_DIGITS = re.compile(r"[^0-9]")
DIGITS_OF_A_NUMBER = 5


def digits(text: str) -> str:
    """Return the digits of a text, those of other scripts as 0-9."""
    return NOT_DIGITS.sub("", phonenumbers.normalize_digits_only(text))


def forms(text: str, country: str) -> tuple[str, ...]:
    """Return the forms a number is kept and looked for in: international, then without prefix.

    `country` is the ISO 3166 code whose numbers are written without a prefix here, or "".
    A text with fewer than five digits is no number and gives nothing.
    """
    plain = digits(text)
    if len(plain) < DIGITS_OF_A_NUMBER:
        return ()
    try:
        number = phonenumbers.parse(text, country or None)
    except phonenumbers.NumberParseException:
        return tuple(dict.fromkeys([plain, plain.lstrip("0")]))
    national = phonenumbers.national_significant_number(number)
    return (f"{number.country_code}{national}", national)
