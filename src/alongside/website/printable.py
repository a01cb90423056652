"""Text that XML can hold."""

from __future__ import annotations

import re

# What XML 1.0 (section 2.2) leaves out; one such character would break a whole feed.
UNPRINTABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def printable(text: str) -> str:
    """Return a text without what XML cannot hold."""
    return UNPRINTABLE.sub("", text)
