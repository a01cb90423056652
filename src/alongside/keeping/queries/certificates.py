"""What was erased: the list under Settings, and the certificate of each. No name is in either."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from alongside.audit import journal
from alongside.keeping import policy
from alongside.keeping.enums import DONE, STANDING, ErasureState, Ground
from alongside.keeping.errors import NoSuchErasure
from alongside.keeping.models import Erasure
from alongside.keeping.queries import retention
from alongside.organisations import policy as organisations
from alongside.organisations.enums import Role
from alongside.referrals import queries as referrals
from alongside.ui.dates import long_date

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from django.db.models import QuerySet

    from alongside.core.access import Actor
    from alongside.keeping.queries.retention import Rule
    from alongside.referrals.queries.lists import Told

SHOWN = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """An erasure in words: which file, by its pseudonym, why, when, and by which roles."""

    id: UUID
    pseudonym: str
    ground: str
    asked: str
    asked_role: str
    confirmed: str
    confirmed_role: str
    destroyed: str
    cleared: str
    backups_until: str
    # Said only once nothing is left on the disk and no backup holds a key.
    complete: bool
    returned: str
    told: list[Told]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The page "Keep and erase" under Settings."""

    rules: list[Rule]
    certificates: list[Certificate]
    waiting: int
    returned: int


def overview(*, actor: Actor, now: datetime) -> Overview:
    """Return what was erased, newest first, and what waits; coordinators only."""
    policy.can_see_keeping(actor).or_raise()
    every = Erasure.objects.filter(organisation_id=actor.organisation_id)
    done = every.filter(state__in=DONE).order_by("-destroyed_at", "-id")
    today = timezone.localdate(now)
    return Overview(
        rules=retention.rules(actor=actor),
        certificates=[_certificate(one, today, []) for one in done[:SHOWN]],
        waiting=every.filter(state__in=STANDING).count(),
        returned=_returned(every, actor).count(),
    )


def certificate(*, erasure_id: UUID, actor: Actor, now: datetime) -> Certificate:
    """Return the certificate of one erasure; raises PermissionDenied, NoSuchErasure."""
    organisations.can_keep_files(actor).or_raise()
    rows = Erasure.objects.filter(
        pk=erasure_id, organisation_id=actor.organisation_id, state__in=DONE
    )
    erasure = rows.order_by("id").first()
    if erasure is None or not policy.can_see_certificate(actor, erasure):
        raise NoSuchErasure
    journal.record_reading(
        action="file.certificate.read",
        objects=[erasure.case_id, erasure.id],
        actor=actor,
        now=now,
    )
    told = referrals.told_to_erase(actor=actor, case_id=erasure.case_id)
    return _certificate(erasure, timezone.localdate(now), told)


def _returned(rows: QuerySet[Erasure], actor: Actor) -> QuerySet[Erasure]:
    return rows.filter(team_id__in=actor.team_ids).exclude(returned_on=None)


def _certificate(erasure: Erasure, today: date, told: list[Told]) -> Certificate:
    until = erasure.backups_until
    cleared = erasure.state == ErasureState.CLEARED and erasure.cleared_at is not None
    return Certificate(
        id=erasure.id,
        pseudonym=erasure.pseudonym,
        ground=str(Ground(erasure.ground).label),
        asked=long_date(erasure.asked_on),
        asked_role=str(Role(erasure.asked_role).label),
        confirmed=_day(erasure.decided_on),
        confirmed_role=str(Role(erasure.decided_role).label),
        destroyed=_local(erasure.destroyed_at),
        cleared=_local(erasure.cleared_at) if cleared else "",
        backups_until=_day(until),
        complete=cleared and until is not None and today > until,
        returned=_day(erasure.returned_on),
        told=told,
    )


def _day(day: date | None) -> str:
    return long_date(day) if day else ""


def _local(moment: datetime | None) -> str:
    return long_date(timezone.localdate(moment)) if moment else ""
