"""The steps either side takes once a referral is under way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.casework import actions as casework
from alongside.casework.errors import CannotDo
from alongside.referrals import filing, finding, keys, locking, opening, post, states, telling
from alongside.referrals.enums import Decline, Kind, Side, State
from alongside.referrals.errors import NotAllowed, ReasonMissing, Unreadable

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from alongside.core.access import Actor
    from alongside.referrals.models import Referral


@transaction.atomic
def answer(
    *,
    referral_id: UUID,
    state: State,
    actor: Actor,
    now: datetime,
    words: str = "",
    decline: Decline | None = None,
) -> Referral:
    """Take a step as the one who was asked, and tell the sender.

    Raises NotAllowed, ReasonMissing, NotSent with their sentences.
    """
    referral = finding.find(actor, referral_id, side=Side.RECEIVED)
    _catch_up(referral, actor=actor, now=now)
    said = words
    if state == State.REJECTED:
        if decline is None:
            raise ReasonMissing(_("Choose why, so that they can look elsewhere for her."))
        # A reason from the list is a reason; only "something else" needs words.
        said = words if decline == Decline.OTHER else str(Decline(decline).label)
    telling.check(referral, state, words=said)
    step = telling.next_step(referral, state, actor=actor, now=now, words=words, decline=decline)
    telling.tell(referral, step, kind=Kind.ANSWER, actor=actor, now=now)
    return referral


@transaction.atomic
def cancel(*, referral_id: UUID, words: str, actor: Actor, now: datetime) -> Referral:
    """Cancel from either side, with the reason; what was not delivered yet is taken back."""
    referral = finding.find(actor, referral_id)
    if referral.state == State.DRAFT:
        raise NotAllowed(_("It was not sent yet. Throw the draft away instead."))
    _catch_up(referral, actor=actor, now=now)
    telling.check(referral, State.CANCELLED, words=words)
    _take_step_back(referral, State.CANCELLED, words, actor=actor, now=now)
    if referral.side == Side.SENT:
        title = _("We cancelled what we asked %(who)s") % {"who": referral.other.name}
        telling.note(referral, title, words, actor=actor, now=now)
    return referral


@transaction.atomic
def take_back(*, referral_id: UUID, words: str, actor: Actor, now: datetime) -> Referral:
    """Take back what was sent by mistake, as to the wrong organisation: their copy is locked.

    Raises NotAllowed.
    """
    referral = finding.find(actor, referral_id, side=Side.SENT)
    telling.check(referral, State.ENTERED_IN_ERROR)
    locking.lock_other_side(referral, state=State.ENTERED_IN_ERROR, actor=actor, now=now)
    _take_step_back(referral, State.ENTERED_IN_ERROR, words, actor=actor, now=now)
    title = _("Taken back: sent to %(who)s by mistake") % {"who": referral.other.name}
    telling.note(referral, title, words, actor=actor, now=now)
    return referral


def _take_step_back(
    referral: Referral, state: State, words: str, *, actor: Actor, now: datetime
) -> None:
    unsent = referral.side == Side.SENT and post.cancel_queued(referral, now=now)
    if unsent:
        # They never had it, so there is nothing to tell them.
        referral.state, referral.changed_at = state, now
        referral.save(update_fields=["state", "changed_at"])
        telling.record(referral, f"referral.{state}", actor=actor, now=now)
        return
    kind = Kind.ANSWER if referral.side == Side.RECEIVED else Kind.FEEDBACK
    step = telling.next_step(referral, state, actor=actor, now=now, words=words)
    telling.tell(referral, step, kind=kind, actor=actor, now=now)


@transaction.atomic
def acknowledge(*, referral_id: UUID, actor: Actor, now: datetime) -> Referral:
    """Confirm that we have seen that she stopped sharing, or that it was sent by mistake.

    The file that was made from it stays, with a note; raises NotAllowed.
    """
    referral = finding.find(actor, referral_id, side=Side.RECEIVED)
    if referral.state not in states.LOCKS or referral.acknowledged_on is not None:
        raise NotAllowed(_("There is nothing to confirm."))
    opening.open_waiting(referral, actor=actor, now=now)
    referral.acknowledged_on, referral.waiting = timezone.localdate(now), False
    state = State(referral.state)
    step = telling.next_step(referral, state, actor=actor, now=now, acknowledges=True)
    telling.tell(referral, step, kind=Kind.ANSWER, actor=actor, now=now)
    title = _("She no longer shares this with us")
    words = _(
        "She stopped what %(who)s shared about her, or it was sent to us by mistake. What was "
        "received is locked. This file was not deleted: ask her whether it may be kept."
    ) % {"who": referral.other.name}
    telling.note(referral, title, words, kind="she_decided", actor=actor, now=now)
    return referral


@transaction.atomic
def make_file(*, referral_id: UUID, actor: Actor, now: datetime) -> UUID:
    """Make a file of our own from what was shared, and return its id.

    Raises NotAllowed when there is one or it was not accepted, Unreadable.
    """
    referral = finding.find(actor, referral_id, side=Side.RECEIVED)
    if referral.case_id is not None:
        raise NotAllowed(_("A file was made from it already."))
    if referral.state not in {State.ACCEPTED, State.IN_PROGRESS, State.ON_HOLD}:
        raise NotAllowed(_("Accept the request first."))
    shared = keys.shared_of(referral, keys.find(referral, actor=actor))
    if shared is None:
        raise Unreadable(_("What was shared could not be opened."))
    contents = filing.contents(shared, sender=referral.other.name, on=timezone.localdate(now))
    try:
        opened = casework.open_case(
            identity=contents.identity, parts=contents.parts, actor=actor, now=now
        )
    except CannotDo as problem:
        raise NotAllowed(str(problem)) from problem
    referral.case_id, referral.changed_at = opened.case_id, now
    referral.save(update_fields=["case_id", "changed_at"])
    telling.record(referral, "referral.file_made", actor=actor, now=now)
    return opened.case_id


def _catch_up(referral: Referral, *, actor: Actor, now: datetime) -> None:
    """See the other side's news first, so that nobody answers what was cancelled meanwhile."""
    if referral.waiting:
        steps = opening.open_waiting(referral, actor=actor, now=now)
        telling.echo(referral, steps, actor=actor, now=now)
