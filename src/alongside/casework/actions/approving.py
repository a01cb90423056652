"""Choosing what a supervisor approves, and who does besides the coordinators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from alongside.audit import journal
from alongside.casework import supervising, vocabulary
from alongside.casework.errors import NotInTeam
from alongside.casework.models import Supervision
from alongside.organisations import policy as organisations, queries as members

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime
    from uuid import UUID

    from alongside.core.access import Actor


@transaction.atomic
def choose_approvals(
    *, approves: Collection[str], supervisors: Collection[UUID], actor: Actor, now: datetime
) -> None:
    """Say what is approved from now on; what already waits goes on waiting.

    :raises NotInTeam: somebody named does not work here, or not with files
    """
    organisations.can_manage_people(actor).or_raise()
    codes = [code for code in vocabulary.GROUPS["approvals"] if code in approves]
    people = members.members_of(organisation_id=actor.organisation_id, actor=actor)
    may = {one.id for one in people if supervising.may_be_named(one.role)}
    if not may.issuperset(supervisors):
        raise NotInTeam
    Supervision.objects.update_or_create(
        organisation_id=actor.organisation_id,
        defaults={"approves": codes, "supervisors": sorted(map(str, supervisors))},
    )
    journal.record(
        action="approvals.chosen",
        objects=[actor.organisation_id, *sorted(supervisors)],
        actor=actor,
        now=now,
        basis=",".join(codes),
    )
