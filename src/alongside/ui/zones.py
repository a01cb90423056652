"""Time zones that are offered, and how one is found by its name."""

from __future__ import annotations

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

# One for each hour in which members of the alliance live; any other may be named.
ZONES = (
    "UTC",
    "America/Los_Angeles",
    "America/Mexico_City",
    "America/Bogota",
    "America/New_York",
    "America/Argentina/Buenos_Aires",
    "Europe/London",
    "Africa/Lagos",
    "Europe/Paris",
    "Europe/Rome",
    "Europe/Athens",
    "Europe/Bucharest",
    "Africa/Johannesburg",
    "Africa/Nairobi",
    "Asia/Beirut",
    "Asia/Dubai",
    "Asia/Karachi",
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Asia/Dhaka",
    "Asia/Yangon",
    "Asia/Bangkok",
    "Asia/Jakarta",
    "Asia/Phnom_Penh",
    "Asia/Ho_Chi_Minh",
    "Asia/Hong_Kong",
    "Asia/Kuala_Lumpur",
    "Asia/Manila",
    "Asia/Taipei",
    "Asia/Tokyo",
    "Australia/Sydney",
)


def zone_named(name: str) -> ZoneInfo | None:
    """Return a zone by its IANA name, None for anything else."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
