"""The full-text search: Wagtail's, but on SQLite each question is asked of the index once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import connection
from wagtail.search.backends import database

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wagtail.search.backends.base import BaseSearchBackend


def SearchBackend(params: Mapping[str, Any]) -> BaseSearchBackend:  # noqa: N802  Wagtail's name
    """Return what searches in this database."""
    if connection.vendor != "sqlite":
        return database.SearchBackend(params)
    # It has no tables elsewhere, and does not even load.
    from alongside.website import sqlite_search  # noqa: PLC0415

    return sqlite_search.SearchBackend(params)
