"""What the scheduler does for this room."""

from django_tasks import task

from alongside.core import clock
from alongside.organisations import sessions


@task()
def end_old_sessions() -> None:
    """Delete sessions past the absolute limit and drop the keys of idle ones."""
    sessions.purge(now=clock.now())
