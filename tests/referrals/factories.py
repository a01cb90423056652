"""Two organisations that know each other, a file, and referrals made by the actions themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from alongside.casework.contents import Episode, Needs, SafeContact
from alongside.consent.enums import Category, HowGiven
from alongside.core.access import SystemActor
from alongside.organisations.actors import actor_for
from alongside.referrals import actions as referrals, queries
from alongside.referrals.contents import Receipt, Shared
from alongside.referrals.enums import Side, State, Urgency
from alongside.referrals.models import Referral
from tests.casework.factories import make_case
from tests.organisations.factories import NOW, make_world

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from alongside.core.access import Actor
    from tests.organisations.factories import Person, World

POST = SystemActor(reason="post")
CALLED = "canary-Mira-KESTREL"
ASKED = "canary-wages-PEREGRINE of 14 months"
WORDS = "canary-answer-MERLIN"
ALL = tuple(Category)


def fresh(person: Person) -> Actor:
    """Return the actor as her next request has it."""
    return actor_for(person.user, person.user.keys)


@dataclass
class Pair:
    """Us and them, and one file of ours."""

    us: World
    them: World
    case_id: UUID

    @property
    def ours(self) -> Actor:
        return fresh(self.us.caseworker)

    @property
    def theirs(self) -> Actor:
        return fresh(self.them.caseworker)

    def sent(self) -> Referral:
        return Referral.objects.get(side=Side.SENT, case_id=self.case_id)

    def received(self) -> Referral:
        return Referral.objects.get(side=Side.RECEIVED)


def make_pair() -> Pair:
    """Make two organisations, and a file with something in every part that can be shared."""
    us, them = make_world(), make_world()
    made = make_case(
        fresh(us.caseworker),
        CALLED,
        SafeContact(
            channel="sms",
            number="+40 700 000 000",
            safe_words="sewing class",
            code_phrase="two mangoes",
        ),
        Needs(needs=["wages"], own_words="canary-needs-SANDPIPER"),
        Episode(story="canary-story-OSPREY", x_wages_owed="3000", x_wages_currency="USD"),
        papers_name="canary-papers-SWALLOWTAIL",
        language="bn",
    )
    return Pair(us, them, made.id)


def shared(pair: Pair, *, categories=ALL, now: datetime = NOW, **changes) -> Shared:
    """Return what the form would make of ticking these."""
    beginning = queries.begin(actor=pair.ours, case_id=pair.case_id, now=now)
    shown = beginning.items(list(categories), work_words="sewing", health_words="canary-HARRIER")
    receipt = {
        "categories": list(categories),
        "how_given": HowGiven.RECORDING,
        "given_on": now.date(),
        "until": now.date() + timedelta(days=90),
    }
    facts = {
        "asked": ASKED,
        "items": shown,
        "receipt": Receipt(**{**receipt, **changes.pop("receipt", {})}),
        "urgency": Urgency.WEEK,
    }
    return Shared(**{**facts, **changes})


def keep_draft(pair: Pair, *, now: datetime = NOW, **changes) -> UUID:
    """Keep a draft to them."""
    return referrals.keep_draft(
        case_id=pair.case_id,
        to=pair.them.organisation.id,
        shared=shared(pair, now=now, **changes),
        actor=pair.ours,
        now=now,
    )


def deliver(now: datetime = NOW) -> int:
    """Let the post run, as it does after every commit."""
    return referrals.deliver_queued(actor=POST, now=now)


def send(pair: Pair, *, now: datetime = NOW, **changes) -> Referral:
    """Send a referral and deliver it; return their copy, still sealed."""
    referrals.send(referral_id=keep_draft(pair, now=now, **changes), actor=pair.ours, now=now)
    assert deliver(now) == 1
    return pair.received()


def opened(pair: Pair, *, now: datetime = NOW, **changes) -> Referral:
    """Send a referral and let them open it; return their copy."""
    copy = send(pair, now=now, **changes)
    referrals.look(referral_id=copy.id, actor=pair.theirs, now=now)
    deliver(now)
    return pair.received()


def answer(pair: Pair, state: State, *, now: datetime = NOW, words: str = WORDS, **more):
    """Let them take a step, and deliver it."""
    referrals.answer(
        referral_id=pair.received().id,
        state=state,
        words=words,
        actor=pair.theirs,
        now=now,
        **more,
    )
    deliver(now)


def look(pair: Pair, side: Side, *, now: datetime = NOW):
    """Open the page on one side."""
    actor = pair.ours if side == Side.SENT else pair.theirs
    copy = pair.sent() if side == Side.SENT else pair.received()
    return referrals.look(referral_id=copy.id, actor=actor, now=now)
