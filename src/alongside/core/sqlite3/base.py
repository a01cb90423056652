"""Django's SQLite backend, but who waits for her turn to write looks again soon.

SQLite itself lets a waiting writer sleep longer and longer, up to a tenth of a second, while the
database has long been free: with four people at once most of a minute is spent asleep.
"""

from __future__ import annotations

import random
import sqlite3
import time

from django.db.backends.sqlite3 import base

# A transaction that saves something lasts a few milliseconds.
SHORTEST, LONGEST = 0.0003, 0.0015
MS = 1000


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection to the database file."""

    def _start_transaction_under_autocommit(self) -> None:
        seconds = self.settings_dict["OPTIONS"].get("timeout", 5.0)
        # Asked of the connection itself: a refused cursor of Django's stays alive in its exception
        # until another thread's garbage collection closes it. That waits for whatever our
        # connection is just doing, and if we wait for that thread's transaction, for ever.
        begin = f"BEGIN {self.transaction_mode}"  # type: ignore[attr-defined]
        self._wait_inside_for(0)
        with self.wrap_database_errors:
            try:
                self._try_until(begin, time.monotonic() + seconds)
            finally:
                self._wait_inside_for(seconds)

    def _try_until(self, begin: str, give_up: float) -> None:
        while True:
            try:
                self.connection.execute(begin)
            except sqlite3.OperationalError as error:
                if not error.sqlite_errorname.startswith("SQLITE_BUSY"):
                    raise
                if time.monotonic() > give_up:
                    raise
            else:
                return
            # Of unequal length, so that two who wait do not meet again and again.
            time.sleep(random.uniform(SHORTEST, LONGEST))  # noqa: S311  no secret

    def _wait_inside_for(self, seconds: float) -> None:
        """Set how long SQLite itself waits for a lock."""
        self.connection.execute(f"PRAGMA busy_timeout={seconds * MS:.0f}")
