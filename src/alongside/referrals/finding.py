"""The way to one referral: is it there for her, and may she."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alongside.core.access import Actor
from alongside.referrals import policy
from alongside.referrals.errors import NoSuchReferral
from alongside.referrals.models import Referral

if TYPE_CHECKING:
    from uuid import UUID

    from alongside.core.access import AnyActor
    from alongside.referrals.enums import Side


def find(
    actor: AnyActor, referral_id: UUID, *, side: Side | None = None, hold: bool = True
) -> Referral:
    """Return a referral of the actor's organisation and team, held while it is being changed.

    Raises PermissionDenied for a role that has nothing to do with referrals, else NoSuchReferral.
    """
    policy.can_refer(actor).or_raise()
    if not isinstance(actor, Actor):
        raise NoSuchReferral
    rows = Referral.objects.filter(pk=referral_id, organisation_id=actor.organisation_id)
    if hold:
        rows = rows.select_for_update(of=("self",))
    if side is not None:
        rows = rows.filter(side=side)
    referral = rows.select_related("other").order_by("id").first()
    if referral is None or not policy.is_hers(actor, referral):
        raise NoSuchReferral
    return referral
