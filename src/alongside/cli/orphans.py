"""No process of ours stays behind alone, also where the one that started it was ended by force."""

from __future__ import annotations

import os
import signal
import threading
import time

# Tells a process which other started it, and that the two end together.
PARENT = "ALONGSIDE_PARENT"
SECONDS = 1.0


def end_with_parent() -> None:
    """End this process once the one that started it has ended, if it was told to."""
    if PARENT in os.environ:
        _watch(int(os.environ[PARENT]))


def forks_end_with_us() -> None:
    """Let the web processes, which are forked from this one, end once it has ended, or asks it."""
    os.register_at_fork(after_in_child=_begin)


def _begin() -> None:
    # Until it serves and listens to these itself, it would do as this process does with them:
    # remember that it was asked, and stay.
    for asked in (signal.SIGINT, signal.SIGTERM):
        signal.signal(asked, signal.SIG_DFL)
    _watch(os.getppid())


def _watch(parent: int) -> None:
    def wait() -> None:
        while os.getppid() == parent:
            time.sleep(SECONDS)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=wait, daemon=True).start()
