"""Referrals that came in: six of ten opened, with a sealed line for the list, the others not yet.

Unopened ones have no envelope behind them here. The list does not look for one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import TYPE_CHECKING
from uuid import UUID

from alongside.referrals import keys as referral_keys
from alongside.referrals.contents import Head
from alongside.referrals.enums import Side, State
from alongside.referrals.models import Referral
from benchmarks.world.people import SEED, person
from benchmarks.world.sealing import NOW, Keys

if TYPE_CHECKING:
    from collections.abc import Iterable

    from alongside.core.access import Actor

ASKED = "A safe place for some weeks, and a doctor who speaks her language"
OPENED = (State.RECEIVED, State.ACCEPTED, State.IN_PROGRESS, State.COMPLETED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One referral that came in."""

    id: UUID
    thread_id: UUID
    state: State
    urgency: str
    created_at: datetime
    called: str

    @property
    def is_open(self) -> bool:
        """Return whether somebody opened it."""
        return self.state != State.REQUESTED


def request(number: int) -> Request:
    """Return the referral of this number."""
    dice = Random(f"{SEED}/request/{number}")
    return Request(
        id=UUID(int=dice.getrandbits(128), version=4),
        thread_id=UUID(int=dice.getrandbits(128), version=4),
        state=dice.choice(OPENED) if dice.random() < 0.6 else State.REQUESTED,  # noqa: PLR2004
        urgency=dice.choice(("today", "week", "routine")),
        created_at=NOW - timedelta(minutes=dice.randrange(2_000_000)),
        called=person(number).called,
    )


def receive(numbers: Iterable[int], *, actor: Actor, team_id: UUID, other_id: UUID) -> None:
    """Write these referrals into the inbox, in the caller's transaction."""
    keys, rows = Keys(), []
    for one in map(request, numbers):
        row = Referral(
            id=one.id,
            side=Side.RECEIVED,
            organisation_id=actor.organisation_id,
            team_id=team_id if one.is_open else None,
            other_id=other_id,
            thread_id=one.thread_id,
            state=one.state,
            urgency=one.urgency,
            created_at=one.created_at,
            changed_at=one.created_at,
            waiting=not one.is_open,
        )
        if one.is_open:
            key = keys.make(one.id, referral_keys.REFERRAL, team_id, actor.keys)  # type: ignore[arg-type]
            row.head = referral_keys.seal_head(row, Head(called=one.called, asked=ASKED), key)
        rows.append(row)
    keys.write()
    Referral.objects.bulk_create(rows)
