"""Work the machine does by itself."""

from django_tasks import task

from alongside.casework import actions
from alongside.core import clock
from alongside.core.access import SystemActor


@task()
def discard_late_copies() -> int:
    """Delete copies that nobody fetched in time; return how many. Needs no keys."""
    return actions.sweep_exports(actor=SystemActor(reason="exports"), now=clock.now())


@task()
def come_of_age() -> int:
    """End what others agreed to for her, once she is of age; return how many. Needs no keys."""
    return actions.come_of_age(actor=SystemActor(reason="of age"), now=clock.now())
