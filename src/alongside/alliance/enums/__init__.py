"""The fixed words of this room."""

from alongside.alliance.enums.members import (
    Difference,
    RowOutcome,
    ServiceKind,
    Situation,
    Theme,
)

__all__ = ["Difference", "RowOutcome", "ServiceKind", "Situation", "Theme"]
