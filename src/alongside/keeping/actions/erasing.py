"""Erasing one file: asked by one, confirmed by another, finished by the machine."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction

from alongside.audit import journal
from alongside.casework import access, actions as casework, held, seconds, upkeep
from alongside.casework.errors import NotAnother, NothingToTell
from alongside.core.access import SystemActor
from alongside.keeping import finding, policy, waiting
from alongside.keeping.actions import finishing, holding
from alongside.keeping.enums import ErasureState
from alongside.keeping.errors import AlreadyAsked, AlreadyDone, Held, WrongReference
from alongside.keeping.models import Erasure
from alongside.referrals import actions as referrals
from alongside.vault import hashing
from alongside.vault.compartments import Compartment

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from alongside.casework.access import Way
    from alongside.core.access import Actor
    from alongside.keeping.enums import Ground

# Backups of the key tables are kept no longer (docs/operations.md).
BACKUPS_KEPT = timedelta(days=30)
PSEUDONYM = 10
WORK = frozenset({Compartment.CASEWORK})


@transaction.atomic
def ask(
    *, case_id: UUID, ground: Ground, reason: str, to: UUID, actor: Actor, now: datetime
) -> UUID:
    """Ask that a file be erased, and a colleague to be the second person; return the request's id.

    Nothing is destroyed by it. While a legal hold stands, the file is closed instead.

    :raises NothingToTell: there is no reason
    :raises NotAnother: who is asked is the actor herself, or does not keep the file
    :raises AlreadyAsked: an erasure of this file waits already
    :raises StillJoined: it is joined with another file about her
    """
    way = access.to_change(actor=actor, case_id=case_id, now=now, compartments=WORK, closed=True)
    policy.can_ask(actor, way.case.team_id).or_raise()
    if not reason.strip():
        raise NothingToTell
    if to not in dict(seconds.second_people(way)):
        raise NotAnother
    held.require_apart(way)
    if finding.standing(case_id) is not None:
        raise AlreadyAsked
    hold = finding.hold(case_id)
    erasure = Erasure(
        organisation_id=way.case.organisation_id,
        team_id=way.case.team_id,
        case_id=case_id,
        pseudonym=pseudonym_of(case_id),
        ground=ground,
        state=ErasureState.HELD if hold else ErasureState.ASKED,
        asked_by=actor.user_id,
        asked_role=actor.role,
        asked_on=way.today,
    )
    keys = upkeep.keys_for(way, WORK)
    erasure.box = waiting.seal(reason.strip(), thing_id=erasure.id, keys=keys)
    erasure.save(force_insert=True)
    way.journal_change("file.erasure.asked", WORK, erasure.id)
    if hold:
        holding.close_off(way, hold)
    else:
        waiting.ask(way, erasure.id, waiting.whether_erased(), worker_id=to)
    return erasure.id


@transaction.atomic
def confirm(
    *, case_id: UUID, erasure_id: UUID, reference: str, actor: Actor, now: datetime
) -> UUID:
    """Erase a file as the second person, at once and for good; return the certificate's id.

    The keys go first, and everything in the database with them in one transaction; what lies on
    the disk is deleted after it, also if this process dies in between.

    :param reference: of the file, as she read it there: nobody erases another one by mistake
    :raises NotAnother: the actor asked for it herself
    :raises Held: a legal hold stands
    :raises AlreadyDone: it was decided meanwhile
    :raises WrongReference: it is another file's
    """
    way, erasure = _to_decide(case_id, erasure_id, actor, now)
    if reference.strip().casefold() != way.case.reference.casefold():
        raise WrongReference
    shared = referrals.forget(case_id=case_id, actor=actor, now=now)
    gone = casework.erase_file(case_id=case_id, actor=actor, now=now)
    _decided(erasure, ErasureState.DESTROYED, actor, way.today)
    erasure.destroyed_at = now
    erasure.backups_until = way.today + BACKUPS_KEPT
    erasure.subjects = [str(one) for one in [*gone.subjects, *shared]]
    erasure.stored = [str(one) for one in gone.stored]
    erasure.box = b""
    erasure.save()
    transaction.on_commit(
        partial(
            finishing.finish, actor=SystemActor(reason="erasure"), now=now, erasure_id=erasure.id
        ),
        robust=True,
    )
    return erasure.id


@transaction.atomic
def send_back(*, case_id: UUID, erasure_id: UUID, actor: Actor, now: datetime) -> None:
    """Decide as the second person, or as who asked for it, that a file is not erased.

    :raises AlreadyDone: it was decided meanwhile
    """
    way = access.to_change(actor=actor, case_id=case_id, now=now, compartments=WORK, closed=True)
    policy.can_ask(actor, way.case.team_id).or_raise()
    erasure = finding.of_file(way, erasure_id)
    _decided(erasure, ErasureState.SENT_BACK, actor, way.today)
    erasure.box = b""
    erasure.save()
    waiting.end(erasure.id)
    way.journal_change("file.erasure.sent_back", WORK, erasure.id)


def pseudonym_of(case_id: UUID) -> str:
    """Return what stands for a file on its certificate: always the same, and not its reference."""
    return hashing.opaque(str(case_id), "erased file")[:PSEUDONYM].upper()


def _to_decide(case_id: UUID, erasure_id: UUID, actor: Actor, now: datetime) -> tuple[Way, Erasure]:
    way = access.to_change(actor=actor, case_id=case_id, now=now, compartments=WORK, closed=True)
    policy.can_ask(actor, way.case.team_id).or_raise()
    erasure = finding.of_file(way, erasure_id)
    if finding.hold(case_id) is not None:
        raise Held
    if erasure.asked_by == actor.user_id:
        raise NotAnother
    if erasure.state != ErasureState.ASKED:
        raise AlreadyDone
    journal.record(
        action="file.erasure.confirmed", objects=[case_id, erasure.id], actor=actor, now=now
    )
    return way, erasure


def _decided(erasure: Erasure, state: ErasureState, actor: Actor, today: date) -> None:
    if erasure.state not in {ErasureState.ASKED, ErasureState.HELD}:
        raise AlreadyDone
    erasure.state = state
    erasure.decided_by, erasure.decided_role = actor.user_id, actor.role
    erasure.decided_on = today
