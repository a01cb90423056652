"""Django's SQLite backend, but who waits for her turn to write looks again soon.

SQLite itself lets a waiting writer sleep longer and longer, up to a tenth of a second, while the
database has long been free: with four people at once most of a minute is spent asleep.
"""

from __future__ import annotations

import random
import time

from django.db.backends.sqlite3 import base
from django.db.utils import OperationalError

# A transaction that saves something lasts a few milliseconds.
SHORTEST, LONGEST = 0.0003, 0.0015
MS = 1000


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection to the database file."""

    def _start_transaction_under_autocommit(self) -> None:
        seconds = self.settings_dict["OPTIONS"].get("timeout", 5.0)
        give_up = time.monotonic() + seconds
        self._wait_inside_for(0)
        try:
            while True:
                try:
                    super()._start_transaction_under_autocommit()  # type: ignore[misc]
                except OperationalError as error:
                    if not _is_taken(error) or time.monotonic() > give_up:
                        raise
                    # Of unequal length, so that two who wait do not meet again and again.
                    time.sleep(random.uniform(SHORTEST, LONGEST))  # noqa: S311  no secret
                else:
                    return
        finally:
            self._wait_inside_for(seconds)

    def _wait_inside_for(self, seconds: float) -> None:
        """Set how long SQLite itself waits for a lock."""
        self.ensure_connection()
        self.connection.execute(f"PRAGMA busy_timeout={seconds * MS:.0f}")


def _is_taken(error: OperationalError) -> bool:
    cause = error.__cause__
    return getattr(cause, "sqlite_errorname", "").startswith("SQLITE_BUSY")
