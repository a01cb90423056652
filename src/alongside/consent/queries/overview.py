"""What her answers mean for lists, figures and the day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Min
from django.utils import timezone

from alongside.consent import gate
from alongside.consent.enums import Action, Purpose, RecipientKind
from alongside.consent.models import Grant

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime
    from uuid import UUID

    from alongside.core.access import Actor

A_WEEK = 7


@dataclass(frozen=True)
class Ending:
    """A yes that ends soon."""

    case_id: UUID
    record_id: UUID
    purpose: str
    expires_on: date


def agreed(*, actor: Actor, case_ids: Iterable[UUID], purpose: Purpose, now: datetime) -> set[UUID]:
    """Return which of these files have a yes that stands for this purpose; one query."""
    today = timezone.localdate(now)
    grants = Grant.objects.filter(
        case_id__in=list(case_ids),
        organisation_id=actor.organisation_id,
        purpose=purpose,
        ended_on=None,
        expires_on__gte=today,
    )
    found = gate.with_grounds(grants.order_by("case_id"))
    bases = gate.standing(found, actor=actor, case_id=None, today=today)
    return {basis.signed.case_id for basis in bases}


def shared_with(*, actor: Actor, now: datetime) -> dict[UUID, frozenset[str]]:
    """Return which parts of other teams' files the actor's teams may read; one query."""
    today = timezone.localdate(now)
    grants = Grant.objects.filter(
        organisation_id=actor.organisation_id,
        recipient_kind=RecipientKind.TEAM,
        recipient_id__in=actor.team_ids,
        purpose__in=gate.purposes_for(Action.READ, Purpose.SERVICE, None),
        ended_on=None,
        expires_on__gte=today,
    ).exclude(team_id__in=actor.team_ids)
    found = gate.with_grounds(grants.order_by("case_id"))
    shared: dict[UUID, frozenset[str]] = {}
    for basis in gate.standing(found, actor=actor, case_id=None, today=today):
        case_id = basis.signed.case_id
        shared[case_id] = shared.get(case_id, frozenset()) | frozenset(basis.signed.compartments)
    return shared


def ending(*, actor: Actor, now: datetime, days: int = A_WEEK, limit: int = 25) -> list[Ending]:
    """Return what ends soon in the files of the actor's own teams, soonest first; one query."""
    today = timezone.localdate(now)
    grants = Grant.objects.filter(
        organisation_id=actor.organisation_id,
        team_id__in=actor.team_ids,
        record__isnull=False,
        ended_on=None,
        expires_on__range=(today, today + timedelta(days=days)),
    )
    # A volunteer's hours are over when they are over: nobody asks again.
    grants = grants.exclude(recipient_kind=RecipientKind.MEMBER).order_by("expires_on", "id")
    rows = grants.values_list("case_id", "record_id", "purpose", "expires_on")[:limit]
    return [Ending(*row) for row in rows]


def next_expiry(*, actor: Actor, case_ids: Iterable[UUID], now: datetime) -> dict[UUID, date]:
    """Return the day the next yes of each file ends; files without one are left out; one query."""
    grants = Grant.objects.filter(
        case_id__in=list(case_ids),
        organisation_id=actor.organisation_id,
        record__isnull=False,
        ended_on=None,
        expires_on__gte=timezone.localdate(now),
    ).exclude(recipient_kind=RecipientKind.MEMBER)
    return dict(grants.order_by("case_id").values_list("case_id").annotate(Min("expires_on")))
