"""How long files are kept: rules, what is due by them, and its erasure by two people."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.audit import journal
from alongside.casework.enums import ClosedReason, TaskKind, TaskState
from alongside.casework.errors import CannotDo, NothingToTell
from alongside.casework.models import Case, Task
from alongside.core.dates import months_after
from alongside.keeping import policy
from alongside.keeping.actions import erasing
from alongside.keeping.enums import STANDING, FileClass, Ground
from alongside.keeping.errors import NoSuchErasure
from alongside.keeping.models import Due, Erasure, Hold, RetentionRule
from alongside.referrals import queries as referrals
from alongside.vault import ring
from alongside.vault.compartments import Compartment

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime
    from uuid import UUID

    from alongside.core.access import Actor, SystemActor

LONGEST = 100


@transaction.atomic
def set_rule(*, sort: FileClass, years: int, reason: str, actor: Actor, now: datetime) -> None:
    """Say how many years after their closing files of one sort are kept, and why.

    :raises NothingToTell: there is no reason
    """
    policy.can_see_keeping(actor).or_raise()
    if not reason.strip():
        raise NothingToTell
    if not 0 < years <= LONGEST:
        raise CannotDo(_("Choose a number of years between 1 and 100."))
    RetentionRule.objects.update_or_create(
        organisation_id=actor.organisation_id,
        sort=sort,
        defaults={
            "years": years,
            "reason": reason.strip(),
            "set_by": actor.user_id,
            "set_on": timezone.localdate(now),
        },
    )
    objects = [actor.organisation_id]
    journal.record(action=f"keeping.rule.{sort}", objects=objects, actor=actor, now=now)


@transaction.atomic
def mark_due(*, actor: SystemActor, now: datetime) -> int:
    """Mark the files whose time is over, and no others; return how many are marked.

    It knows days and ids alone and erases nothing. A hold, an open referral, the follow-up clock
    and an erasure that waits already put the time off.
    """
    today = timezone.localdate(now)
    due: dict[UUID, Due] = {}
    for rule in RetentionRule.objects.order_by("id"):
        for case in _over(rule, today):
            day = months_after(case.closed_on or today, 12 * rule.years)
            due[case.id] = Due(
                organisation_id=case.organisation_id,
                team_id=case.team_id,
                case_id=case.id,
                due_on=day,
            )
    paused = _paused(due.keys(), actor)
    marked = {case_id: one for case_id, one in due.items() if case_id not in paused}
    Due.objects.exclude(case_id__in=list(marked)).delete()
    known = set(Due.objects.values_list("case_id", flat=True))
    Due.objects.bulk_create([one for case_id, one in marked.items() if case_id not in known])
    return len(marked)


def ask_due(*, case_ids: Iterable[UUID], to: UUID, actor: Actor, now: datetime) -> int:
    """Ask that files whose time is over be erased, as a coordinator; return how many.

    Each stands by itself: what cannot be asked for is passed over and stays marked.
    """
    policy.can_see_keeping(actor).or_raise()
    rules = RetentionRule.objects.filter(organisation_id=actor.organisation_id)
    reasons = {rule.sort: rule.reason for rule in rules}
    asked = 0
    for case in _marked(case_ids, actor):
        reason = reasons.get(sort_of([case])[case.id], "")
        try:
            erasing.ask(
                case_id=case.id,
                ground=Ground.RETENTION,
                reason=reason or str(Ground.RETENTION.label),
                to=to,
                actor=actor,
                now=now,
            )
        except CannotDo:
            continue
        asked += 1
    return asked


def confirm_due(*, erasure_ids: Iterable[UUID], actor: Actor, now: datetime) -> int:
    """Erase files whose time is over as the second person; return how many were erased."""
    policy.can_see_keeping(actor).or_raise()
    waiting = Erasure.objects.filter(
        pk__in=list(erasure_ids),
        organisation_id=actor.organisation_id,
        ground=Ground.RETENTION,
        state__in=STANDING,
    )
    done = 0
    for erasure in waiting.order_by("id"):
        case = Case.objects.filter(pk=erasure.case_id).order_by("id").first()
        if case is None:
            raise NoSuchErasure
        try:
            erasing.confirm(
                case_id=case.id,
                erasure_id=erasure.id,
                reference=case.reference,
                actor=actor,
                now=now,
            )
        except CannotDo:
            continue
        done += 1
    return done


def sort_of(cases: Iterable[Case]) -> dict[UUID, FileClass]:
    """Return of which sort files are, told by their kind and by whether there is a name key."""
    every = list(cases)
    named = ring.with_label([case.id for case in every], Compartment.IDENTITY)
    return {
        case.id: FileClass(case.kind) if case.id in named else FileClass.ANONYMOUS for case in every
    }


def _over(rule: RetentionRule, today: date) -> list[Case]:
    # No file that is due was closed later than this: months are not all as long.
    latest = months_after(today, -12 * rule.years) + timedelta(days=1)
    closed = Case.objects.filter(organisation_id=rule.organisation_id, closed_on__lte=latest)
    # What another file holds is decided on once the two are taken apart.
    closed = closed.exclude(closed_reason=ClosedReason.JOINED)
    cases = list(closed.order_by("closed_on", "id"))
    sorts = sort_of(cases)
    return [
        case
        for case in cases
        if sorts[case.id] == rule.sort
        and case.closed_on is not None
        and months_after(case.closed_on, 12 * rule.years) <= today
    ]


def _paused(case_ids: Iterable[UUID], actor: SystemActor) -> set[UUID]:
    ids = list(case_ids)
    held = Hold.objects.filter(case_id__in=ids, ended_on=None)
    waits = Erasure.objects.filter(case_id__in=ids, state__in=STANDING)
    later = Task.objects.filter(case_id__in=ids, kind=TaskKind.LATER, state=TaskState.OPEN)
    return {
        *held.values_list("case_id", flat=True),
        *waits.values_list("case_id", flat=True),
        *later.values_list("case_id", flat=True),
        *referrals.with_open_referrals(case_ids=ids, actor=actor),
    }


def _marked(case_ids: Iterable[UUID], actor: Actor) -> list[Case]:
    marks = Due.objects.filter(
        organisation_id=actor.organisation_id,
        team_id__in=actor.team_ids,
        case_id__in=list(case_ids),
    )
    ids = list(marks.values_list("case_id", flat=True))
    return list(Case.objects.filter(pk__in=ids).order_by("id"))
