"""The only place that reads the clock; everything below a view is told the time."""

from datetime import datetime

from django.utils import timezone


def now() -> datetime:
    """Return the current moment, in UTC."""
    return timezone.now()
