"""Make deleted keys unreadable on the disk as well.

In write-ahead mode SQLite keeps deleted rows readable in free pages and in its log, and
``secure_delete`` holds for one connection only; PostgreSQL keeps dead rows until a full vacuum, and
its log until it is used again. Backups are the operator's: docs/operations.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection, transaction

from alongside.vault.guard import writing
from alongside.vault.models import Key, Wrap

if TYPE_CHECKING:
    from alongside.vault.guard import GuardedQuerySet


def wipe(rows: GuardedQuerySet) -> int:
    """Delete rows so that their bytes are overwritten.

    The log is emptied once the transaction is committed.
    """
    overwrite()
    with writing():
        count, _ = rows.delete()
    return count


def overwrite() -> None:
    """Let SQLite overwrite what this connection deletes, and empty its log after commit."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete=ON")
        transaction.on_commit(empty_log)


def empty_log() -> bool:
    """Empty SQLite's write-ahead log.

    False when a reader kept it, and maintenance must ask again. True elsewhere.
    """
    if connection.vendor != "sqlite":
        return True
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        busy, _written, _moved = cursor.fetchone()
    return not busy


def vacuum_keys() -> None:
    """Rewrite the two key tables without their dead rows.

    Maintenance calls it: it locks them and runs in no transaction.

    On PostgreSQL an erasure is complete only after this; on SQLite it repeats :func:`empty_log`.
    """
    if connection.vendor != "postgresql":
        empty_log()
        return
    with connection.cursor() as cursor:
        for table in (Wrap._meta.db_table, Key._meta.db_table):  # noqa: SLF001  Django's public name
            cursor.execute(f"VACUUM FULL {connection.ops.quote_name(table)}")
