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
def end_what_is_over() -> int:
    """Destroy notes and slots whose time is over; return how many. Needs no keys."""
    machine, now = SystemActor(reason="expiry"), clock.now()
    notes = actions.end_shift_notes(actor=machine, now=now)
    return notes + actions.end_slots(actor=machine, now=now)


@task()
def come_of_age() -> int:
    """End what others agreed to for her, once she is of age; return how many. Needs no keys."""
    return actions.come_of_age(actor=SystemActor(reason="of age"), now=clock.now())
