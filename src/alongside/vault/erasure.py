"""Make deleted keys unreadable on the disk as well.

In write-ahead mode SQLite keeps deleted rows readable in free pages and in its log, and
``secure_delete`` holds for one connection only; PostgreSQL keeps dead rows until a full vacuum, and
its log until it is used again. Backups are the operator's: docs/operations.md.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from django.db import OperationalError, connection, transaction

from alongside.vault.guard import writing
from alongside.vault.models import Key, Wrap

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import Model

    from alongside.vault.guard import GuardedQuerySet

# A page's transaction lasts milliseconds, a backup's minutes.
PATIENCE = 30.0
PAUSE = 0.05
# Whoever waits for these tables holds up everybody who comes after.
WAIT_FOR_LOCK = "2s"
# PostgreSQL's own code; its driver is not loaded where the node is kept in SQLite.
LOCK_NOT_AVAILABLE = "55P03"
WAIT_FOR_READERS = 500  # milliseconds

# Writers are seen in whichever database of the server they write, as the rewriting itself sees
# them; readers by the rows that are kept for them.
_LOOKING_BACK = """
    SELECT pg_snapshot_xmin(pg_current_snapshot()) < %(begun)s::xid8 OR EXISTS (
        SELECT FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()
        AND age(backend_xmin) > age(%(begun)s::xid8::xid))
"""


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
        cursor.execute("PRAGMA busy_timeout")
        (usual,) = cursor.fetchone()
        # It keeps every writer out while it waits for readers.
        cursor.execute(f"PRAGMA busy_timeout={WAIT_FOR_READERS:d}")
        try:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            busy, _written, _moved = cursor.fetchone()
        finally:
            cursor.execute(f"PRAGMA busy_timeout={usual:d}")
    return not busy


def is_quick() -> bool:
    """Return whether :func:`vacuum` may be asked at any time: it locks nobody out."""
    return connection.vendor != "postgresql"


def vacuum_keys(patience: float = PATIENCE) -> bool:
    """Rewrite the two key tables without their dead rows; see :func:`vacuum`."""
    return vacuum((), patience)


def vacuum(models: Iterable[type[Model]], patience: float = PATIENCE) -> bool:
    """Rewrite the two key tables and these without their dead rows; True when none is left there.

    Maintenance calls it: it locks them and runs in no transaction.

    On PostgreSQL an erasure is complete only after this. A transaction that began before may still
    look at the dead rows: it is given ``patience`` seconds to end, then nothing was done, the
    answer is False and maintenance must ask again. On SQLite this repeats :func:`empty_log`.
    """
    if connection.vendor != "postgresql":
        return empty_log()
    if not _nobody_looks_back(patience):
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, false)", [WAIT_FOR_LOCK])
        try:
            tables: list[type[Model]] = [Wrap, Key, *models]
            for model in tables:
                table = model._meta.db_table  # noqa: SLF001  Django's public name
                cursor.execute(f"VACUUM FULL {connection.ops.quote_name(table)}")
        except OperationalError as error:
            if getattr(error.__cause__, "sqlstate", "") == LOCK_NOT_AVAILABLE:
                return False
            raise
        finally:
            cursor.execute("RESET lock_timeout")
    return True


def _nobody_looks_back(patience: float) -> bool:
    """Wait until no transaction is left that began before now; False if one outlasts patience."""
    until = time.monotonic() + patience
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_snapshot_xmax(pg_current_snapshot())::text")
        (begun,) = cursor.fetchone()
        while True:
            cursor.execute(_LOOKING_BACK, {"begun": begun})
            if not cursor.fetchone()[0]:
                return True
            if time.monotonic() > until:
                return False
            time.sleep(PAUSE)
