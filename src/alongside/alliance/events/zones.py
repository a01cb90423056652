"""The hour of an event, as it is told where it takes place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alongside.ui.dates import long_date
from alongside.ui.zones import zone_named

if TYPE_CHECKING:
    from datetime import datetime


def said_there(moment: datetime, zone: str) -> str:
    """Return a moment as it is told in a time zone: "1 December 2026, 16:00 (Asia/Bangkok)"."""
    there = moment.astimezone(zone_named(zone))
    return f"{long_date(there)}, {there:%H:%M} ({zone})"
