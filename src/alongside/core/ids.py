"""Names for things that say nothing about them."""

import secrets

# No vowels and no look-alikes, so that a reference spells no word and survives a bad line.
ALPHABET = "23456789BCDFGHJKMNPQRSTVWXZ"
LENGTH = 5


def new_reference() -> str:
    """Return a random reference such as ``AL-7K3QX`` (14 million different ones)."""
    return "AL-" + "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
