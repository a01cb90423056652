"""Several people write at once: nobody is refused, and nobody sleeps while it is free."""

import threading
import time

import pytest
from django.db import connection, connections, transaction
from django.db.utils import OperationalError

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="about SQLite's one writer"),
]


def in_another_thread(work):
    """Do this beside us, with a connection of its own; return what was raised or None."""
    raised = []

    def run():
        try:
            work()
        except OperationalError as error:
            raised.append(error)
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    return thread, raised


def test_whoever_waits_gets_her_turn():
    took = []

    def write():
        before = time.monotonic()
        with transaction.atomic():
            took.append(time.monotonic() - before)

    with transaction.atomic():
        thread, raised = in_another_thread(write)
        time.sleep(0.15)
        assert took == []
    thread.join(timeout=10)
    assert raised == []
    assert took[0] >= 0.1


def test_who_waits_too_long_is_told(monkeypatch):
    def write():
        monkeypatch.setitem(connection.settings_dict["OPTIONS"], "timeout", 0.05)
        with transaction.atomic():
            pass

    with transaction.atomic():
        thread, raised = in_another_thread(write)
        thread.join(timeout=10)
    assert [str(error) for error in raised] == ["database is locked"]


def test_outside_a_transaction_sqlite_itself_still_waits():
    with transaction.atomic():
        pass
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        assert cursor.fetchone()[0] == 20_000
