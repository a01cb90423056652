"""Work the machine does by itself."""

from __future__ import annotations

import logging

from django_tasks import task

from alongside.core import clock
from alongside.vault import attachments, erasure

logger = logging.getLogger(__name__)

# No upload lasts that long; what is older was left by one that died.
UPLOAD = 24 * 60 * 60


@task()
def clear_up() -> int:
    """Take what was erased off the disk, and what unfinished uploads left; return how many."""
    if not erasure.vacuum_keys():
        logger.warning("Erased keys may still be on the disk: somebody was reading meanwhile.")
    return attachments.sweep(before=clock.now().timestamp() - UPLOAD)
