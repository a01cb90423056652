"""The lines of a list for files somebody else already found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from alongside.casework import policy
from alongside.casework.models import Case
from alongside.casework.queries.lists import allowed_teams, journal_problems, journal_rows
from alongside.casework.queries.rows import COLUMNS, Found, Row, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from uuid import UUID

    from alongside.core.access import Actor


def people(*, actor: Actor, case_ids: Iterable[UUID], now: datetime) -> dict[str, Row]:
    """Return a line for each of these files that the actor's teams keep, by the file's id.

    :raises PermissionDenied: her role does not work with files
    """
    policy.can_list(actor).or_raise()
    wanted = Case.objects.filter(
        pk__in=list(case_ids),
        organisation_id=actor.organisation_id,
        team_id__in=actor.team_ids,
    )
    found = [Found(*row) for row in wanted.order_by().values_list(*COLUMNS)]
    if not found:
        return {}
    decisions = allowed_teams({one.team_id for one in found}, actor=actor, now=now)
    found = [one for one in found if decisions[one.team_id]]
    ids = [one.id for one in found]
    journal_rows(ids, decisions.values(), action="files.listed", actor=actor, now=now)
    rows = rows_of(found, actor=actor, today=timezone.localdate(now))
    journal_problems([row.id for row in rows if row.problem], actor=actor, now=now)
    return {row.id: row for row in rows}
