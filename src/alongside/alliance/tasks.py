"""Work the machine does by itself."""

from __future__ import annotations

import logging

from django_tasks import task

from alongside.alliance.actions import (
    alerts,
    applications,
    board,
    events_registering,
    fetching,
    newsletter_sending,
    post,
)
from alongside.alliance.models import EventRegistration, Slip
from alongside.core import clock
from alongside.core.access import SystemActor
from alongside.vault import erasure

logger = logging.getLogger(__name__)


@task()
def send_newsletters() -> int:
    """Send the next batch of each newsletter whose time has come; return how many mails left.

    The pause between two batches is the time until this runs again.
    """
    return newsletter_sending.send_due(actor=SystemActor(reason="newsletter"), now=clock.now())


@task()
def clear_up() -> int:
    """Destroy what is kept no longer, each in its time; return how many.

    On the disk too, with what people took back since: what was sealed to a team or to an event lies
    under keys that live on.
    """
    actor, now, gone = SystemActor(reason="kept long enough"), clock.now(), 0
    for end in (
        post.delete_due,
        board.delete_over,
        alerts.delete_due,
        applications.delete_due,
        events_registering.delete_due,
        fetching.delete_due,
    ):
        try:
            gone += end(actor=actor, now=now)
        except Exception:
            # What cannot be destroyed today keeps nothing else from being.
            logger.exception("%s could not be done.", end.__module__)
    if not erasure.vacuum([Slip, EventRegistration]):
        logger.warning("What was deleted may still be on the disk: somebody was reading meanwhile.")
    return gone
