"""One referral with everything that was shared and said."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from alongside.audit import journal
from alongside.consent.gate import keyring_of
from alongside.organisations.policy import can_manage_people
from alongside.referrals import keys, policy, post, states
from alongside.referrals.enums import Party, State
from alongside.vault import peers
from alongside.vault.trust import Untrusted

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from alongside.core.access import Actor
    from alongside.referrals.contents import Shared, Told
    from alongside.referrals.models import Referral


@dataclass(frozen=True)
class ReferralPage:
    """One copy of a referral as its owner sees it."""

    id: UUID
    party: Party
    other_id: UUID
    other: str
    other_place: str
    state: State
    urgency: str
    created_at: datetime
    case_id: UUID | None
    locked_on: date | None
    acknowledged_on: date | None
    erase_asked_on: date | None
    # False where nobody of ours compared the other side's keys yet.
    compared: bool
    may_compare: bool
    problem: str
    shared: Shared | None = None
    told: list[Told | None] = field(default_factory=list)
    next_steps: list[State] = field(default_factory=list)

    @property
    def is_draft(self) -> bool:
        """Return whether it was not sent yet."""
        return self.state == State.DRAFT

    @property
    def may_make_file(self) -> bool:
        """Return whether a file of our own may be made from it."""
        answered = self.state in {State.ACCEPTED, State.IN_PROGRESS, State.ON_HOLD}
        return (
            self.party == Party.RESPONDER
            and answered
            and self.case_id is None
            and self.shared is not None
        )

    @property
    def must_acknowledge(self) -> bool:
        """Return whether we still have to confirm that it is locked."""
        stopped = self.party == Party.RESPONDER and self.state in states.LOCKS
        return stopped and self.acknowledged_on is None


def referral_page(*, referral: Referral, actor: Actor, now: datetime) -> ReferralPage:
    """Open one referral; journalled before anything is shown."""
    objects = [referral.case_id, referral.id] if referral.case_id else [referral.id]
    journal.record_reading(
        action="referral.read",
        objects=objects,
        actor=actor,
        now=now,
    )
    party, key = policy.party_of(referral), keys.find(referral, actor=actor)
    steps = states.next_steps(referral.state, party)
    return ReferralPage(
        id=referral.id,
        party=party,
        other_id=referral.other_id,
        other=referral.other.name,
        other_place=referral.other.place,
        state=State(referral.state),
        urgency=referral.urgency,
        created_at=referral.created_at,
        # Of an erased file only its id is left.
        case_id=None if party == Party.REQUESTER and referral.erase_asked_on else referral.case_id,
        locked_on=referral.locked_on,
        acknowledged_on=referral.acknowledged_on,
        erase_asked_on=referral.erase_asked_on,
        compared=_is_compared(referral, actor),
        may_compare=bool(can_manage_people(actor)),
        problem=post.not_delivered(referral),
        shared=keys.shared_of(referral, key),
        told=keys.told_of(referral, key),
        next_steps=steps,
    )


def _is_compared(referral: Referral, actor: Actor) -> bool:
    try:
        pin = peers.pinned(referral.other_id, keyring_of(actor))
    except Untrusted:
        return False
    return pin is not None and pin.compared
