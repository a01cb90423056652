"""The day she comes of age: whoever decided with her until then decides no more.

The day lies in clear beside what is due, because the machine has to act on it without any key.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from alongside.casework import dues
from alongside.casework.contents import Identity
from alongside.casework.dues import TaskWords
from alongside.casework.enums import TaskKind, TaskState
from alongside.casework.models import Task
from alongside.core.dates import Precision, months_after

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from alongside.casework.access import Way
    from alongside.casework.contents import Content

# Convention on the Rights of the Child, article 1.
OF_AGE = 18
MONTHS = 12 * OF_AGE
KNOWN = (Precision.DAY, Precision.MONTH, Precision.YEAR)
TIME_TO_ASK = timedelta(days=7)


def follow(way: Way, contents: Iterable[Content]) -> bool:
    """Bring the day up to who she is as it was just saved; return whether something became due."""
    for content in contents:
        if isinstance(content, Identity):
            return _follow(way, content)
    return False


def comes_of_age(identity: Identity) -> date | None:
    """Return the first day on which she may be of age; None where her birth is not so known."""
    birth = identity.birth
    if birth is None or birth.start is None or birth.precision not in KNOWN:
        return None
    return months_after(birth.start, MONTHS)


def _follow(way: Way, identity: Identity) -> bool:
    day = comes_of_age(identity)
    is_young = identity.age is not None and identity.age < OF_AGE
    if day is None and not is_young:
        return False
    task = Task.objects.filter(case_id=way.case.id, kind=TaskKind.MAJORITY).order_by("id").first()
    if day is None:
        return task is None and _ask_for_a_day(way)
    if task is None and day <= way.today:
        return False
    if task is not None and task.due_on == day:
        return False
    task = task or Task(kind=TaskKind.MAJORITY)
    task.due_on, task.state = day, TaskState.OPEN
    words = _("What was agreed for her has ended. Ask her anew, now that she decides alone.")
    dues.put(way, task, TaskWords(_("She is of age"), words))
    return True


def _ask_for_a_day(way: Way) -> bool:
    """Ask the worker, once, on which day to look again: a year of age alone tells none."""
    asked = Task.objects.filter(case_id=way.case.id, kind=TaskKind.TASK, document_id=way.case.id)
    if asked.exists():
        return False
    task = Task(kind=TaskKind.TASK, document_id=way.case.id, due_on=way.today + TIME_TO_ASK)
    words = _("She is not of age. Write down her birth year, or plan when to look.")
    dues.put(way, task, TaskWords(_("When does she come of age?"), words))
    return True
