"""She comes of age: what others agreed to for her ends, and her worker talks with her again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from alongside.audit import journal
from alongside.casework.enums import TaskKind
from alongside.casework.models import Task
from alongside.consent import actions as consents, queries as answers

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from alongside.core.access import SystemActor


def come_of_age(*, actor: SystemActor, now: datetime) -> int:
    """End every yes given before the day its person came of age; return of how many files.

    Whether her worker has talked with her already makes no difference. What she said yes to from
    that day on stands. Opens nothing.
    """
    tasks = Task.objects.filter(kind=TaskKind.MAJORITY, due_on__lte=timezone.localdate(now))
    days = {case_id: day for case_id, day in tasks.values_list("case_id", "due_on") if day}
    older = answers.with_yes_before(days=days, actor=actor)
    return sum(_ended(case_id, days[case_id], actor, now) for case_id in sorted(older))


@transaction.atomic
def _ended(case_id: UUID, day: date, actor: SystemActor, now: datetime) -> bool:
    if not consents.end_given_before(case_id=case_id, day=day, actor=actor, now=now):
        return False
    journal.record(action="file.of_age", objects=[case_id], actor=actor, now=now)
    return True
