"""What her answers mean for lists, figures and the day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import DateField, F, Min, UUIDField
from django.utils import timezone

from alongside.consent import gate
from alongside.consent.enums import COMPARTMENT_OF, Action, Answer, Category, Purpose, RecipientKind
from alongside.consent.models import ConsentRecord, Grant
from alongside.core.prepared import Prepared

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime
    from uuid import UUID

    from django.db.models import QuerySet

    from alongside.core.access import Actor, AnyActor

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


def answers(
    *, actor: Actor, case_ids: Iterable[UUID], purpose: Purpose, now: datetime
) -> dict[UUID, bool | None]:
    """Return what she said to the team that keeps her file, of those who were asked; two queries.

    True is a yes that stands, False a no or a stop, None anything that is neither. What a register
    said of her is no answer of hers.
    """
    wanted = list(case_ids)
    yes = agreed(actor=actor, case_ids=wanted, purpose=purpose, now=now)
    rows = ConsentRecord.objects.filter(
        case_id__in=wanted,
        organisation_id=actor.organisation_id,
        purpose=purpose,
        recipient_id=F("team_id"),
    ).exclude(answer=Answer.IMPORTED)
    said: dict[UUID, bool | None] = {
        case_id: False if answer == Answer.NO else None
        for case_id, answer in rows.order_by("recorded_at", "id").values_list("case_id", "answer")
    }
    return said | dict.fromkeys(yes, True)


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


def opened_beyond(*, actor: Actor, case_id: UUID, other_id: UUID, now: datetime) -> frozenset[str]:
    """Return the parts that a yes in one file opens to somebody to whom the other's does not.

    What the second file says there must not be written into the first: she did not agree to that.
    """
    today = timezone.localdate(now)
    grants = Grant.objects.filter(
        case_id__in=(case_id, other_id),
        organisation_id=actor.organisation_id,
        ended_on=None,
        expires_on__gte=today,
    ).exclude(recipient_id=F("team_id"))
    found = gate.with_grounds(grants.order_by("case_id", "id"))
    opened: dict[UUID, set[tuple[str, str, UUID, str]]] = {case_id: set(), other_id: set()}
    for basis in gate.standing(found, actor=actor, case_id=None, today=today):
        signed = basis.signed
        parts = {*signed.compartments}
        parts |= {COMPARTMENT_OF[Category(one)] for one in getattr(signed, "categories", ())}
        to = (signed.purpose, signed.recipient_kind, signed.recipient_id)
        opened[signed.case_id] |= {(*to, str(part)) for part in parts}
    return frozenset(part for *_to, part in opened[case_id] - opened[other_id])


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
    today = timezone.localdate(now)
    return dict(_NEXT_EXPIRY.rows(list(case_ids), actor.organisation_id, today))


def _next_expiry(
    case_ids: list[UUID], organisation_id: UUID, today: date
) -> QuerySet[Grant, tuple[Any, ...]]:
    grants = Grant.objects.filter(
        case_id__in=case_ids,
        organisation_id=organisation_id,
        record__isnull=False,
        ended_on=None,
        expires_on__gte=today,
    ).exclude(recipient_kind=RecipientKind.MEMBER)
    rows: QuerySet[Grant, tuple[Any, ...]] = grants.order_by("case_id").values_list("case_id")
    return rows.annotate(Min("expires_on"))


_NEXT_EXPIRY = Prepared(_next_expiry, UUIDField(), UUIDField(), DateField())


def with_yes_before(*, days: Mapping[UUID, date], actor: AnyActor) -> set[UUID]:
    """Return which of these files have a live yes given before their day; ids only, one query."""
    del actor  # nothing of an answer is opened
    grants = Grant.objects.filter(case_id__in=list(days), ended_on=None, record__isnull=False)
    given = grants.order_by("id").values_list("case_id", "record__given_on")
    return {case_id for case_id, day in given if day < days[case_id]}
