"""Days as spreadsheets count them."""

from __future__ import annotations

from datetime import date, timedelta


def from_serial(days: float, *, since_1904: bool = False) -> date:
    """Return the day that a spreadsheet counts as `days`.

    Raises OverflowError beyond the calendar.
    """
    if since_1904:
        return date(1904, 1, 1) + timedelta(days=int(days))
    # Spreadsheets believe that 1900 had a 29 February, their day 60.
    lag = 1 if days < 60 else 0  # noqa: PLR2004
    return date(1899, 12, 30) + timedelta(days=int(days) + lag)
