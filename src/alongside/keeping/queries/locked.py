"""What of a file is locked away, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from alongside.casework import reading
from alongside.keeping import policy, waiting
from alongside.keeping.enums import HoldGround
from alongside.keeping.models import Hold, Mask
from alongside.organisations import queries as organisations
from alongside.ui.dates import long_date

if TYPE_CHECKING:
    from uuid import UUID

    from alongside.casework.access import Way
    from alongside.vault.ring import Ring


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class HoldView:
    """A legal hold that stands."""

    ground: str
    reason: str
    day: str
    review: str
    guards: tuple[str, ...]
    is_closed: bool
    may_end: bool


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class MaskView:
    """A name that is locked away, and who asked to have it back."""

    day: str
    asked_by: str
    reason: str
    may_decide: bool


def hold_of(way: Way, keys: Ring) -> HoldView | None:
    """Return the legal hold on a file, None where none stands."""
    hold = Hold.objects.filter(case_id=way.case.id, ended_on=None).order_by("id").first()
    if hold is None:
        return None
    names = organisations.display_names(user_ids=hold.guards, actor=way.actor)
    return HoldView(
        ground=str(HoldGround(hold.ground).label),
        reason=_why(bytes(hold.box), hold.id, keys),
        day=long_date(hold.set_on),
        review=long_date(hold.review_on),
        guards=tuple(sorted(names.values())),
        is_closed=hold.restricted_on is not None,
        may_end=bool(policy.can_hold(way.actor, way.case.team_id)),
    )


def mask_of(way: Way, keys: Ring) -> MaskView | None:
    """Return the mask of a file, None where none stands."""
    mask = Mask.objects.filter(case_id=way.case.id, ended_on=None).order_by("id").first()
    if mask is None:
        return None
    ids = [mask.asked_by] if mask.asked_by else []
    names = organisations.display_names(user_ids=ids, actor=way.actor) if ids else {}
    hers = mask.asked_by == way.actor.user_id
    may = bool(policy.can_hold(way.actor, way.case.team_id))
    return MaskView(
        day=long_date(mask.set_on),
        asked_by=reading.called(mask.asked_by, names, way.actor) if mask.asked_by else "",
        reason=_why(bytes(mask.box), mask.id, keys),
        may_decide=mask.asked_by is not None and may and not hers and not way.case.guards,
    )


def _why(box: bytes, thing_id: UUID, keys: Ring) -> str:
    words = waiting.open_words(box, thing_id=thing_id, keys=keys)
    return reading.cannot_be_opened() if words is None else words
