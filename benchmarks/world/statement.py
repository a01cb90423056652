"""Run one SQL statement on the home's database."""

from __future__ import annotations

from django.db import connection


def main(sql: str) -> None:
    """Run it."""
    with connection.cursor() as cursor:
        cursor.execute(sql)
