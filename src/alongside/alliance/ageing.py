"""How long it counts that somebody said a service is right."""

from __future__ import annotations

from datetime import date, timedelta

# Whoever trusts a service that nobody called right for longer may stand before a closed door.
MONTHS = 18


def oldest_trusted(today: date) -> date:
    """Return the first day on which a confirmation still counts."""
    return months_before(today, MONTHS)


def months_after(day: date, months: int) -> date:
    """Return the same day some months on, or the last of that month where it has fewer days."""
    return months_before(day, -months)


def months_before(day: date, months: int) -> date:
    """Return the same day some months ago, or the last of that month where it has fewer days."""
    count = day.year * 12 + day.month - 1 - months
    year, month = divmod(count, 12)
    following = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return date(year, month + 1, min(day.day, (following - timedelta(days=1)).day))
