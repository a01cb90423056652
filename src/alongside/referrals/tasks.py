"""Work the machine does by itself."""

from django_tasks import task

from alongside.core import clock
from alongside.core.access import SystemActor
from alongside.referrals import actions


@task()
def deliver_queued() -> int:
    """Deliver envelopes that a stopped process left behind; return how many. Needs no keys."""
    return actions.deliver_queued(actor=SystemActor(reason="post"), now=clock.now())
