"""She stops sharing, or her yes comes to its end: the receiver's copy is locked at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from alongside.audit import journal
from alongside.core.access import Actor
from alongside.referrals import locking, post, states, telling
from alongside.referrals.enums import Kind, Party, Side, State
from alongside.referrals.errors import NotSent
from alongside.referrals.models import Referral

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from alongside.core.access import AnyActor


@transaction.atomic
def stop_sharing(
    *, case_id: UUID, recipient_id: UUID, actor: AnyActor, now: datetime
) -> list[Referral]:
    """End every referral of a file to one organisation; return those that were ended.

    What is queued is taken back; what was delivered is locked where it lies, and the receiver
    gets a `withdraw` envelope it must acknowledge. When her yes has run out the machine acts: it
    holds no key to sign with, so the lock itself is the message, and what was finished by then
    keeps its state.
    """
    sent = Referral.objects.select_for_update(of=("self",)).filter(
        side=Side.SENT, case_id=case_id, other_id=recipient_id
    )
    ended = []
    for referral in sent.select_related("other").order_by("created_at", "id"):
        if not states.may(referral.state, State.WITHDRAWN, Party.WOMAN):
            continue
        if not isinstance(actor, Actor) and referral.state in states.FINAL:
            locking.lock_other_side(referral, state=None, actor=actor, now=now)
            continue
        _stop(referral, actor=actor, now=now)
        ended.append(referral)
    return ended


def _stop(referral: Referral, *, actor: AnyActor, now: datetime) -> None:
    unsent = post.cancel_queued(referral, now=now)
    referral.state, referral.changed_at = State.WITHDRAWN, now
    referral.save(update_fields=["state", "changed_at"])
    journal.record(action="referral.withdrawn", objects=_objects(referral), actor=actor, now=now)
    if not unsent:
        locking.lock_other_side(referral, state=State.WITHDRAWN, actor=actor, now=now)
    if isinstance(actor, Actor):
        title = _("She stopped sharing with %(who)s") % {"who": referral.other.name}
        telling.note(referral, title, kind="she_decided", actor=actor, now=now)
        if not unsent:
            _tell(referral, actor=actor, now=now)


def _objects(referral: Referral) -> list[UUID]:
    return [one for one in (referral.case_id, referral.id) if one is not None]


def _tell(referral: Referral, *, actor: Actor, now: datetime) -> None:
    step = telling.next_step(referral, State.WITHDRAWN, actor=actor, now=now)
    try:
        with transaction.atomic():
            telling.tell(referral, step, kind=Kind.WITHDRAW, actor=actor, now=now)
    except NotSent:
        # Her stop must not fail because whoever wrote it down lacks the organisation's key.
        telling.record(referral, "referral.withdraw_not_sent", actor=actor, now=now)
