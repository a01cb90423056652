"""What a check of `alongside doctor` answers."""

from __future__ import annotations

import stat
from dataclasses import dataclass

OTHERS_MAY = stat.S_IRWXG | stat.S_IRWXO


@dataclass(frozen=True)
class Finding:
    """What one check found; `advice` is empty when all is well."""

    subject: str
    sentence: str
    advice: str = ""

    @property
    def ok(self) -> bool:
        """Return whether nothing needs doing."""
        return not self.advice
