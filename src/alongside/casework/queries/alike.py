"""Which other files may be about her, for who may see them, and the page that asks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from alongside.casework import policy
from alongside.casework.alike import why
from alongside.casework.contents import Likeness
from alongside.casework.enums import ClosedReason
from alongside.casework.models import Case
from alongside.casework.queries.lists import allowed_teams, journal_rows

if TYPE_CHECKING:
    from uuid import UUID

    from alongside.casework.access import Way
    from alongside.casework.reading import Part


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class AlikeView:
    """Another file that may be about her; `may_join` is whether the same team keeps both."""

    id: UUID
    reference: str
    why: str
    may_join: bool


def alike_of(way: Way, part: Part | None) -> list[AlikeView]:
    """Return what nobody answered yet, as far as the asker may know of it.

    Another file is hers to know of where one of her teams keeps it, whoever noted it.
    """
    likeness = part.content if part else None
    if not isinstance(likeness, Likeness) or not way.is_keeper:
        return []
    waiting = {one.other: one for one in likeness.found if one.state == "open"}
    if not waiting:
        return []
    rows = Case.objects.filter(pk__in=list(waiting), team_id__in=way.actor.team_ids)
    found = list(rows.exclude(closed_reason=ClosedReason.JOINED).order_by("reference"))
    decisions = allowed_teams({one.team_id for one in found}, actor=way.actor, now=way.now)
    found = [one for one in found if decisions[one.team_id]]
    if not found:
        return []
    ids = [one.id for one in found]
    journal_rows(ids, decisions.values(), action="files.compared", actor=way.actor, now=way.now)
    return [
        AlikeView(
            id=one.id,
            reference=one.reference,
            why=why(waiting[one.id].reasons),
            may_join=one.team_id == way.case.team_id and bool(policy.can_decide(way.actor, one)),
        )
        for one in found
    ]
