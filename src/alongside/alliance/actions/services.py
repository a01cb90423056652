"""Writing down services, saying that they are still right, withdrawing them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from alongside.alliance import versions
from alongside.alliance.errors import ShelterSaysWhere
from alongside.alliance.given import ServiceGiven, columns
from alongside.alliance.models import Service
from alongside.alliance.queries import members, services as queries
from alongside.audit import journal

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from alongside.alliance.models import Member
    from alongside.core.access import Actor


@transaction.atomic
def add(*, member_id: UUID, given: ServiceGiven, actor: Actor, now: datetime) -> Service:
    """Write down a service of a member; raise ShelterSaysWhere for a shelter that would."""
    member = members.to_change(member_id=member_id, actor=actor)
    return create(
        member=member, given=given, confirmed_on=timezone.localdate(now), actor=actor, now=now
    )


@transaction.atomic
def change(
    *, service_id: UUID, given: ServiceGiven, version: int, actor: Actor, now: datetime
) -> None:
    """Save what is said of a service; whoever saves it has seen that it is right.

    :raises ChangedMeanwhile: somebody saved another version since `version`
    :raises ShelterSaysWhere: it is a safe place to stay and says where
    """
    service = queries.to_change(service_id=service_id, actor=actor)
    update(
        service=service,
        given=given,
        version=version,
        confirmed_on=timezone.localdate(now),
        actor=actor,
        now=now,
    )


@transaction.atomic
def confirm(*, service_id: UUID, actor: Actor, now: datetime) -> UUID:
    """Note that everything said of a service is right today; return whose it is."""
    service = queries.to_change(service_id=service_id, actor=actor)
    Service.objects.filter(pk=service.pk).update(
        confirmed_on=timezone.localdate(now), version=F("version") + 1
    )
    journal.record(action="alliance.service.confirmed", objects=[service.pk], actor=actor, now=now)
    return service.member_id


@transaction.atomic
def withdraw(*, service_id: UUID, actor: Actor, now: datetime) -> UUID:
    """Stop offering a service, which can be offered again; return whose it is."""
    service = queries.to_change(service_id=service_id, actor=actor)
    _offer(service, timezone.localdate(now))
    journal.record(action="alliance.service.withdrawn", objects=[service.pk], actor=actor, now=now)
    return service.member_id


@transaction.atomic
def offer_again(*, service_id: UUID, actor: Actor, now: datetime) -> UUID:
    """Offer a withdrawn service again, confirmed as long ago as it was; return whose it is."""
    service = queries.to_change(service_id=service_id, actor=actor)
    _offer(service, None)
    journal.record(action="alliance.service.offered", objects=[service.pk], actor=actor, now=now)
    return service.member_id


def create(
    *, member: Member, given: ServiceGiven, confirmed_on: date, actor: Actor, now: datetime
) -> Service:
    """Keep a new service of a member the actor was found to write for."""
    _require_quiet(given)
    service = Service.objects.create(
        member=member,
        is_shelter=given.is_shelter,
        confirmed_on=confirmed_on,
        **columns(given, None),
    )
    journal.record(action="alliance.service.added", objects=[service.pk], actor=actor, now=now)
    return service


def update(
    *,
    service: Service,
    given: ServiceGiven,
    version: int,
    confirmed_on: date,
    actor: Actor,
    now: datetime,
) -> None:
    """Keep what is new of a service the actor was found to write for."""
    _require_quiet(given)
    versions.save(
        service,
        version=version,
        **columns(given, service),
        is_shelter=given.is_shelter,
        confirmed_on=confirmed_on,
    )
    journal.record(action="alliance.service.changed", objects=[service.pk], actor=actor, now=now)


def _offer(service: Service, withdrawn_on: date | None) -> None:
    Service.objects.filter(pk=service.pk).update(
        withdrawn_on=withdrawn_on, version=F("version") + 1
    )


def _require_quiet(given: ServiceGiven) -> None:
    if given.is_shelter and given.says_where:
        raise ShelterSaysWhere
