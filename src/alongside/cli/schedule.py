"""What is done again and again in the background, and the queue it goes through."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.management import call_command
from django.db import connections
from django.utils.module_loading import import_string

if TYPE_CHECKING:
    from collections.abc import Sequence

TICK = 60
DAY = 24 * 60 * 60
# Seconds between two looks at the queue; each look takes SQLite's write lock for a moment.
INTERVAL = 5


@dataclass(frozen=True)
class Regular:
    """A task and how often it is due; each may safely run twice, so no table remembers the last."""

    task: str
    seconds: int


OF_THE_NODE = (
    Regular("alongside.alliance.tasks.clear_up", DAY),
    Regular("alongside.alliance.tasks.send_newsletters", 60),
    Regular("alongside.casework.tasks.come_of_age", 300),
    Regular("alongside.casework.tasks.discard_late_copies", 300),
    Regular("alongside.casework.tasks.end_what_is_over", 300),
    Regular("alongside.consent.tasks.expire_due", 300),
    Regular("alongside.keeping.tasks.finish_erasures", 300),
    Regular("alongside.keeping.tasks.look_after_erased", DAY),
    Regular("alongside.keeping.tasks.mark_due", DAY),
    Regular("alongside.organisations.tasks.end_old_sessions", 300),
    Regular("alongside.referrals.tasks.deliver_queued", 300),
    Regular("alongside.vault.tasks.clear_up", DAY),
)

OF_THE_SITE = (Regular("alongside.website.tasks.follow_dates", 300),)


def work(regular: Sequence[Regular]) -> None:
    """Queue regular tasks when due and work the queue, until told to stop."""
    threading.Thread(target=_queue_regularly, args=[regular], daemon=True).start()
    call_command("db_worker", interval=INTERVAL, startup_delay=False)


def _queue_regularly(regular: Sequence[Regular]) -> None:
    elapsed, pause = 0, threading.Event()
    while True:
        queue_due(regular, elapsed)
        connections.close_all()
        pause.wait(TICK)
        elapsed += TICK


def queue_due(regular: Sequence[Regular], elapsed: int) -> list[str]:
    """Queue what is due `elapsed` seconds after the start and return its names."""
    due = [one.task for one in regular if elapsed % one.seconds == 0]
    for task in due:
        import_string(task).enqueue()
    if elapsed % DAY == 0:
        call_command("prune_db_task_results", verbosity=0)
    return due
