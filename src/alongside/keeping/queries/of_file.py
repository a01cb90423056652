"""One file: what would go with it, what would stay, and what was asked."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext as _

from alongside.casework import access, queries as files, reading, seconds
from alongside.casework.access import COMPARTMENTS
from alongside.casework.contents import KINDS
from alongside.casework.models import CopyOut, Task
from alongside.casework.vocabulary.titles import KIND_TITLES
from alongside.keeping import custody, finding, policy, waiting
from alongside.keeping.enums import ErasureState, Ground
from alongside.keeping.errors import NoSuchErasure
from alongside.keeping.queries import locked
from alongside.organisations import queries as organisations
from alongside.referrals import queries as referrals
from alongside.ui.dates import long_date
from alongside.vault import documents

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from alongside.casework.access import Way
    from alongside.casework.queries import File
    from alongside.core.access import Actor
    from alongside.keeping.models import Erasure
    from alongside.keeping.queries.locked import HoldView, MaskView
    from alongside.vault.ring import Ring

ORDER = list(KINDS)


class Counted(NamedTuple):
    """So many of one kind of thing."""

    label: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Asked:
    """An erasure that waits, in words."""

    id: UUID
    ground: str
    reason: str
    by: str
    day: str
    state: str
    is_held: bool
    may_decide: bool


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class KeepingPage:
    """The tab "Keep or erase": what would go, what would stay, and why."""

    file: File
    goes: list[Counted]
    told: list[str]
    copies: int
    asked: Asked | None
    hold: HoldView | None
    mask: MaskView | None
    # Whether the asker decides on this file at all.
    decides: bool
    # Whether she sets and ends legal holds.
    holds: bool
    colleagues: list[tuple[UUID, str]]
    coordinators: list[tuple[UUID, str]]

    @property
    def others(self) -> list[tuple[UUID, str]]:
        """Return the coordinators without the one who asks."""
        keys = {key for key, _name in self.colleagues}
        return [one for one in self.coordinators if one[0] in keys]


def keeping_of(
    *, actor: Actor, case_id: UUID, now: datetime, erasure_id: UUID | None = None
) -> KeepingPage:
    """Open how a file is kept; journalled. Raises NoSuchFile, JournalUnavailable.

    :param erasure_id: the erasure that has to be waiting; raises NoSuchErasure where it is not
    """
    file = files.open_file(actor=actor, case_id=case_id, now=now)
    way = access.to_read(actor=actor, case_id=case_id, now=now)
    keys = way.keys()
    erasure = finding.standing(case_id)
    if erasure_id is not None and (erasure is None or erasure.id != erasure_id):
        raise NoSuchErasure
    may = bool(policy.can_ask(actor, way.case.team_id)) and way.is_keeper
    way.journal_reading("file.keeping.read", way.compartments & COMPARTMENTS)
    return KeepingPage(
        file=file,
        goes=_goes(way, keys),
        told=referrals.receivers_of(actor=actor, case_id=case_id),
        copies=CopyOut.objects.filter(case_id=case_id).count(),
        asked=_asked(way, keys, erasure, may=may) if erasure else None,
        hold=locked.hold_of(way, keys),
        mask=locked.mask_of(way, keys),
        decides=may and not way.case.guards,
        holds=may and bool(policy.can_hold(actor, way.case.team_id)),
        coordinators=custody.coordinators(actor) if may else [],
        colleagues=seconds.second_people(way) if may else [],
    )


def _goes(way: Way, keys: Ring) -> list[Counted]:
    """Count what lies in the file, by kind, in the order a reader wants."""
    opened = documents.open_documents(subject=way.case.id, keys=keys)
    kinds = Counter(one.kind for one in opened if one.kind in KINDS)
    found = [Counted(str(KIND_TITLES[kind]), kinds[kind]) for kind in ORDER if kind in kinds]
    tasks = Task.objects.filter(case_id=way.case.id).count()
    return [*found, *([Counted(_("What was or is to be done"), tasks)] if tasks else [])]


def _asked(way: Way, keys: Ring, erasure: Erasure, *, may: bool) -> Asked:
    names = organisations.display_names(user_ids=[erasure.asked_by], actor=way.actor)
    reason = waiting.open_words(bytes(erasure.box), thing_id=erasure.id, keys=keys)
    if reason is None:
        reason = reading.cannot_be_opened()
    return Asked(
        id=erasure.id,
        ground=str(Ground(erasure.ground).label),
        reason=reason,
        by=reading.called(erasure.asked_by, names, way.actor),
        day=long_date(erasure.asked_on),
        state=str(ErasureState(erasure.state).label),
        is_held=erasure.state == ErasureState.HELD,
        may_decide=may
        and erasure.state == ErasureState.ASKED
        and erasure.asked_by != way.actor.user_id,
    )
