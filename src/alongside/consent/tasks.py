"""Work the machine does by itself."""

from django_tasks import task

from alongside.consent import actions
from alongside.core import clock
from alongside.core.access import SystemActor


@task()
def expire_due() -> int:
    """End what has come to its last day; return how many. Needs no keys."""
    return actions.expire_due(actor=SystemActor(reason="expiry"), now=clock.now())
