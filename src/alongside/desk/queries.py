"""What waits for somebody today, put together from the rooms below."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from alongside.casework import queries as casework
from alongside.organisations import policy

if TYPE_CHECKING:
    from datetime import datetime

    from alongside.casework.queries import Today
    from alongside.core.access import Actor


@dataclass(frozen=True, kw_only=True)
class Desk:
    """What one person's Today is made of; `files` is None where her role keeps none."""

    files: Today | None
    may_open: bool
    may_move: bool
    sees_figures: bool


def today(*, actor: Actor, now: datetime) -> Desk:
    """Return what waits for the actor, and what she may begin."""
    keeps = bool(policy.can_keep_files(actor))
    return Desk(
        files=casework.today(actor=actor, now=now) if keeps else None,
        may_open=bool(policy.can_open_files(actor)),
        may_move=bool(policy.can_move_registers(actor)),
        sees_figures=bool(policy.can_see_statistics(actor)),
    )
