"""Saving what has a version: whoever began from another one is told, and overwrites nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import F

from alongside.alliance.errors import ChangedMeanwhile

if TYPE_CHECKING:
    from alongside.alliance.given import Written


def save(row: Written, *, version: int, **columns: Any) -> None:
    """Save columns of a row as its next version.

    :param version: what was open when she began
    :raises ChangedMeanwhile: somebody saved another version since
    """
    rows = type(row).objects.filter(pk=row.pk, version=version)
    if not rows.update(**columns, version=F("version") + 1):
        raise ChangedMeanwhile
