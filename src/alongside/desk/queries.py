"""What waits for somebody today, put together from the rooms below."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from alongside.alliance.queries import notices as alliance
from alongside.casework import queries as casework
from alongside.consent import queries as consents
from alongside.consent.enums import Purpose
from alongside.organisations import policy
from alongside.referrals import queries as referrals

if TYPE_CHECKING:
    from datetime import date, datetime

    from alongside.alliance.queries.notices import Notices
    from alongside.casework.queries import NoteHead, OwnSlot
    from alongside.casework.queries.today import Today
    from alongside.core.access import Actor
    from alongside.referrals.queries.waiting import Waiting

ENDINGS_SHOWN = 6


@dataclass(frozen=True, kw_only=True)
class Ending:
    """A yes that ends soon: whose, to what, and when."""

    case_id: str
    name: str
    purpose: str
    ends_on: date


@dataclass(frozen=True, kw_only=True)
class Work:
    """What waits for somebody who keeps files."""

    files: Today
    answers: Waiting
    requests: Waiting
    endings: list[Ending]
    notes: list[NoteHead]


@dataclass(frozen=True, kw_only=True)
class Desk:
    """What one person's Today is made of; `work` is None where her role keeps no files."""

    work: Work | None
    may_open: bool
    may_move: bool
    may_refer: bool
    sees_figures: bool
    # Once a year somebody looks which questions nobody uses.
    looks_through: bool
    oversees: bool
    # Of a volunteer, for this moment alone.
    slots: list[OwnSlot]
    # Of the alliance, for who does public work.
    alliance: Notices


def today(*, actor: Actor, now: datetime) -> Desk:
    """Return what waits for the actor, and what she may begin."""
    return Desk(
        work=_work(actor, now) if policy.can_keep_files(actor) else None,
        may_open=bool(policy.can_open_files(actor)),
        may_move=bool(policy.can_move_registers(actor)),
        may_refer=bool(policy.can_refer(actor)),
        sees_figures=bool(policy.can_see_statistics(actor)),
        looks_through=casework.is_time_to_look(actor=actor, now=now),
        oversees=bool(policy.can_manage_people(actor)),
        slots=casework.own_slots(actor=actor, now=now),
        alliance=alliance.notices(actor=actor, now=now),
    )


def _work(actor: Actor, now: datetime) -> Work:
    return Work(
        files=casework.today(actor=actor, now=now),
        answers=referrals.answers_waiting(actor=actor, now=now),
        requests=referrals.requests_waiting(actor=actor, now=now),
        endings=_endings(actor, now),
        notes=casework.shift_notes(actor=actor, now=now),
    )


def _endings(actor: Actor, now: datetime) -> list[Ending]:
    soon = consents.ending(actor=actor, now=now, limit=ENDINGS_SHOWN)
    named = casework.people(actor=actor, case_ids={one.case_id for one in soon}, now=now)
    return [
        Ending(
            case_id=str(one.case_id),
            name=named[str(one.case_id)].name,
            purpose=str(Purpose(one.purpose).label),
            ends_on=one.expires_on,
        )
        for one in soon
        if str(one.case_id) in named
    ]
