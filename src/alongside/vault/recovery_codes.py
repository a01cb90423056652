"""A secret that people write down and type again."""

from __future__ import annotations

from alongside.vault.primitives import random_bytes

# Crockford's base 32: no I, L, O or U, and the look-alikes are read as what was meant.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})
BITS = 160
LETTERS = BITS // 5
GROUP = 4


def new_code() -> tuple[str, bytes]:
    """Return a code of eight groups of four (160 bits) and its 20 bytes."""
    raw = random_bytes(BITS // 8)
    number = int.from_bytes(raw, "big")
    letters = "".join(ALPHABET[(number >> shift) & 31] for shift in range(BITS - 5, -1, -5))
    return "-".join(letters[at : at + GROUP] for at in range(0, LETTERS, GROUP)), raw


def read_code(text: str) -> bytes | None:
    """Return the 20 bytes of a typed code, forgiving case, blanks and look-alikes.

    None if it is none.
    """
    letters = "".join(letter for letter in text.upper() if letter.isalnum()).translate(READ_AS)
    if len(letters) != LETTERS or any(letter not in ALPHABET for letter in letters):
        return None
    number = 0
    for letter in letters:
        number = number << 5 | ALPHABET.index(letter)
    return number.to_bytes(BITS // 8, "big")
