"""Legal holds: while one stands nothing is erased, and a wish to erase closes the file instead."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from alongside.casework import access, actions as casework, dues, held, upkeep
from alongside.casework.dues import TaskWords
from alongside.casework.errors import AlreadyLocked, NothingToTell
from alongside.casework.models import Task
from alongside.keeping import custody, finding, policy, waiting
from alongside.keeping.enums import ErasureState
from alongside.keeping.errors import AlreadyDone, NeedsTwoCoordinators, NotInThePast
from alongside.keeping.models import Hold
from alongside.vault.compartments import Compartment

if TYPE_CHECKING:
    from datetime import date, datetime

    from alongside.casework.access import Way
    from alongside.core.access import Actor
    from alongside.keeping.enums import HoldGround

WORK = frozenset({Compartment.CASEWORK})


@transaction.atomic
def set_hold(
    *,
    case_id: UUID,
    ground: HoldGround,
    reason: str,
    guards: tuple[UUID, UUID],
    review_on: date,
    actor: Actor,
    now: datetime,
) -> UUID:
    """Set a legal hold as a coordinator, and name two who could still open the file.

    Where an erasure waits already the file is closed at once.

    :raises NeedsTwoCoordinators: the two are the same, or not coordinators at work
    :raises NotInThePast: the day to look at it again is over
    :raises AlreadyLocked: a hold stands already
    :raises StillJoined: it is joined with another file about her
    """
    way = access.to_change(actor=actor, case_id=case_id, now=now, compartments=WORK, closed=True)
    policy.can_hold(actor, way.case.team_id).or_raise()
    if not reason.strip():
        raise NothingToTell
    if len(set(guards) & dict(custody.coordinators(actor)).keys()) != len(guards):
        raise NeedsTwoCoordinators
    if review_on <= way.today:
        raise NotInThePast
    if finding.hold(case_id) is not None:
        raise AlreadyLocked
    held.require_apart(way)
    hold = Hold(
        organisation_id=way.case.organisation_id,
        case_id=case_id,
        ground=ground,
        set_by=actor.user_id,
        set_on=way.today,
        review_on=review_on,
        guards=[str(one) for one in guards],
    )
    keys = upkeep.keys_for(way, WORK)
    hold.box = waiting.seal(reason.strip(), thing_id=hold.id, keys=keys)
    hold.save(force_insert=True)
    _look_again(way, hold)
    way.journal_change("file.hold.set", WORK, hold.id)
    erasure = finding.standing(case_id)
    if erasure is not None:
        erasure.state = ErasureState.HELD
        erasure.save(update_fields=["state"])
        waiting.end(erasure.id)
        close_off(way, hold)
    return hold.id


@transaction.atomic
def review_hold(*, case_id: UUID, review_on: date, actor: Actor, now: datetime) -> None:
    """Let a hold stand on until another day; raises NotInThePast, AlreadyDone."""
    way, hold = _standing(case_id, actor, now)
    if review_on <= way.today:
        raise NotInThePast
    hold.review_on = review_on
    hold.save(update_fields=["review_on"])
    Task.objects.filter(document_id=hold.id).update(due_on=review_on)
    way.journal_change("file.hold.reviewed", WORK, hold.id)


@transaction.atomic
def end_hold(*, case_id: UUID, actor: Actor, now: datetime) -> None:
    """End a hold: a file it closed opens again, and a wish to erase it is due; raises AlreadyDone.

    A closed file is opened by one of the two who were named.
    """
    way, hold = _standing(case_id, actor, now)
    if hold.restricted_on is not None:
        casework.lift(case_id=case_id, box=bytes(hold.lists), actor=actor, now=now)
        custody.give_referrals_back(way)
    hold.ended_by, hold.ended_on, hold.lists = actor.user_id, way.today, b""
    hold.save()
    waiting.end(hold.id)
    way.journal_change("file.hold.ended", WORK, hold.id)
    erasure = finding.standing(case_id)
    if erasure is not None:
        erasure.state = ErasureState.ASKED
        erasure.save(update_fields=["state"])
        waiting.ask(way, erasure.id, waiting.whether_erased(), worker_id=actor.user_id)


def close_off(way: Way, hold: Hold) -> None:
    """Close a file to all but the two who were named, in the caller's transaction."""
    actor, case_id = way.actor, way.case.id
    custody.take_referrals(way)
    hold.lists = casework.restrict(
        case_id=case_id, guards=[UUID(one) for one in hold.guards], actor=actor, now=way.now
    )
    hold.restricted_on = way.today
    hold.save(update_fields=["lists", "restricted_on"])
    # The one thing that is still to be done.
    for task in Task.objects.filter(document_id=hold.id).order_by("id"):
        dues.put(way, task, _to_look_again(), worker_id=hold.set_by)


def _standing(case_id: UUID, actor: Actor, now: datetime) -> tuple[Way, Hold]:
    way = access.to_lock(actor=actor, case_id=case_id, now=now)
    policy.can_hold(actor, way.case.team_id).or_raise()
    hold = finding.hold(case_id)
    if hold is None:
        raise AlreadyDone
    return way, hold


def _look_again(way: Way, hold: Hold) -> None:
    waiting.ask(way, hold.id, _to_look_again(), worker_id=hold.set_by, due_on=hold.review_on)


def _to_look_again() -> TaskWords:
    return TaskWords(_("Look at the legal hold again"))
