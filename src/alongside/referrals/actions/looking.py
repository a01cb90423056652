"""Opening a referral's page: what waits in the inbox for it is opened first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from alongside.referrals import errors, finding, opening, telling
from alongside.referrals.enums import Kind, Side, State
from alongside.referrals.queries import page
from alongside.vault.envelopes import Refused

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from alongside.core.access import Actor
    from alongside.referrals.models import Referral
    from alongside.referrals.queries.page import ReferralPage


def look(*, referral_id: UUID, actor: Actor, now: datetime) -> ReferralPage:
    """Open what arrived for a referral, tell the sender that it was opened, and return the page.

    Raises NoSuchReferral, PermissionDenied, CannotDo with its sentence where keys are missing.
    """
    with transaction.atomic():
        referral = finding.find(actor, referral_id)
        if referral.waiting and referral.locked_on is None:
            _open(referral, actor=actor, now=now)
    return page.referral_page(referral=referral, actor=actor, now=now)


def _open(referral: Referral, *, actor: Actor, now: datetime) -> None:
    is_new = referral.side == Side.RECEIVED and referral.state == State.REQUESTED
    try:
        steps = opening.open_waiting(referral, actor=actor, now=now)
    except Refused as refused:
        raise errors.CannotDo(errors.sentence(refused.reason)) from refused
    telling.echo(referral, steps, actor=actor, now=now)
    if is_new and referral.state == State.RECEIVED:
        step = telling.next_step(referral, State.RECEIVED, actor=actor, now=now)
        telling.tell(referral, step, kind=Kind.ANSWER, actor=actor, now=now)
