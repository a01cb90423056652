"""Referrals of the demonstration: some answered, some waiting, one the woman stopped."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING

from alongside.casework.enums import OPEN_PHASES
from alongside.casework.models import Case
from alongside.cli.world import words
from alongside.consent.enums import Category, HowGiven
from alongside.core.access import SystemActor
from alongside.referrals import actions, queries
from alongside.referrals.contents import Receipt, Shared
from alongside.referrals.enums import Decline, State, Urgency
from alongside.referrals.models import Referral

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from alongside.core.access import Actor

SEED = 2012
POST = SystemActor(reason="demonstration")
# What becomes of the referrals one organisation sends, one after the other.
ENDS = (
    (State.ACCEPTED, State.IN_PROGRESS, State.COMPLETED),
    (),
    (State.REJECTED,),
    (State.ACCEPTED,),
)
SAID = {
    State.ACCEPTED: "We can see her on Tuesday.",
    State.IN_PROGRESS: "First meeting took place.",
    State.COMPLETED: "She received what she asked for.",
    State.REJECTED: "Our house is full until next month.",
}


def cross(workers: list[list[Actor]], now: datetime) -> None:
    """Let each organisation ask the next one for help, a few times."""
    rng = Random(SEED)  # noqa: S311 -- the same demonstration every time
    for number, senders in enumerate(workers):
        receivers = workers[(number + 1) % len(workers)]
        sender, receiver = senders[-1], receivers[-1]
        cases = Case.objects.filter(worker_id=sender.user_id, phase__in=OPEN_PHASES)
        ids = list(cases.order_by("opened_on", "reference").values_list("id", flat=True))
        for turn, case_id in enumerate(rng.sample(ids, len(ENDS))):
            asked_at = now - timedelta(hours=40 - 8 * turn, minutes=number)
            ask(case_id, sender, receiver, rng, asked_at)
            answer(sender, receiver, ENDS[turn], asked_at + timedelta(hours=3))


def ask(case_id: UUID, sender: Actor, receiver: Actor, rng: Random, now: datetime) -> None:
    """Send one referral with what she agreed to share, and let the post deliver it."""
    beginning = queries.begin(actor=sender, case_id=case_id, now=now)
    categories = (Category.CALLED, Category.NEEDS)
    _need, own_words = rng.choice(words.NEEDS)
    referral_id = actions.keep_draft(
        case_id=case_id,
        to=receiver.organisation_id,
        shared=Shared(
            asked=own_words,
            items=beginning.items([str(one) for one in categories], work_words="", health_words=""),
            receipt=Receipt(
                categories=list(categories),
                how_given=HowGiven.SPOKEN,
                given_on=now.date(),
                until=now.date() + timedelta(days=90),
            ),
            urgency=rng.choice(list(Urgency)),
        ),
        actor=sender,
        now=now,
    )
    actions.send(referral_id=referral_id, actor=sender, now=now)
    actions.deliver_queued(actor=POST, now=now)


def answer(sender: Actor, receiver: Actor, end: tuple[State, ...], now: datetime) -> None:
    """Let the receiver open the newest request and answer it; the answer waits for the sender."""
    received = Referral.objects.filter(
        organisation_id=receiver.organisation_id,
        other_id=sender.organisation_id,
        side="received",
    )
    newest = received.order_by("-created_at", "-id").first()
    if newest is None or not end:
        return
    actions.look(referral_id=newest.id, actor=receiver, now=now)
    for state in end:
        actions.answer(
            referral_id=newest.id,
            state=state,
            actor=receiver,
            now=now,
            words=SAID[state],
            decline=Decline.FULL if state == State.REJECTED else None,
        )
    actions.deliver_queued(actor=POST, now=now)
