"""Work the machine does by itself."""

from django_tasks import task

from alongside.core import clock
from alongside.core.access import SystemActor
from alongside.keeping import actions


@task()
def finish_erasures() -> int:
    """Delete what an interrupted erasure left; return how many are cleared. Needs no keys."""
    return actions.finish(actor=SystemActor(reason="erasure"), now=clock.now())


@task()
def look_after_erased() -> int:
    """Rewrite what a database keeps of deleted rows, and destroy what a backup brought back.

    Return how many files are cleared. Needs no keys.
    """
    actor, now = SystemActor(reason="erasure"), clock.now()
    actions.destroy_again(actor=actor, now=now)
    return actions.finish(actor=actor, now=now, is_thorough=True)


@task()
def mark_due() -> int:
    """Mark files whose time is over; return how many. Erases nothing and needs no keys."""
    return actions.mark_due(actor=SystemActor(reason="retention"), now=clock.now())
