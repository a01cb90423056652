"""Releasing figures: the only thing here that writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from alongside.audit import journal
from alongside.casework import facts as casework
from alongside.evidence import policy, tables
from alongside.evidence.models import Release
from alongside.evidence.protect import MINIMUM, protect
from alongside.evidence.registered import TABLES

if TYPE_CHECKING:
    from datetime import datetime

    from alongside.core.access import Actor


@transaction.atomic
def release(*, actor: Actor, year: int, now: datetime) -> Release:
    """Return the figures of a year as they may leave, making them anew only when it is safe.

    The stored release is answered again until at least ten people have come or gone since, so that
    two releases subtracted from each other never tell about fewer than ten.
    """
    policy.can_see_figures(actor).or_raise()
    people = casework.opened_files(actor=actor, year=year, now=now)
    latest = (
        Release.objects.filter(organisation_id=actor.organisation_id, year=year)
        .order_by("-made_on", "-id")
        .first()
    )
    counted = sorted(one.token for one in people)
    if latest and len(set(counted) ^ set(latest.counted)) < MINIMUM:
        return latest
    made = Release(
        organisation_id=actor.organisation_id,
        year=year,
        made_on=now.date(),
        counted=counted,
        tables={
            table.key: vars(protect(tables.count(table, people), len(people))) for table in TABLES
        },
    )
    if len(people) >= MINIMUM:
        made.save(force_insert=True)
        journal.record(
            action="figures.released", objects=[made.id], actor=actor, now=now, compartment="coded"
        )
    return made
