"""Masking: who she is goes to the coordinators, and comes back when two agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from alongside.casework import access, actions as casework, upkeep
from alongside.casework.dues import TaskWords
from alongside.casework.errors import NotAnother, NothingToTell
from alongside.keeping import custody, finding, policy, waiting
from alongside.keeping.errors import AlreadyAsked, AlreadyDone
from alongside.keeping.models import Mask
from alongside.vault.compartments import Compartment

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from alongside.core.access import Actor

WORK = frozenset({Compartment.CASEWORK})


@transaction.atomic
def mask(*, case_id: UUID, reason: str, actor: Actor, now: datetime) -> UUID:
    """Lock away who she is from everybody who keeps her file, at once.

    :raises NothingToTell: there is no reason
    :raises AlreadyLocked: it is masked already
    """
    way = access.to_change(actor=actor, case_id=case_id, now=now, compartments=WORK, closed=True)
    policy.can_ask(actor, way.case.team_id).or_raise()
    if not reason.strip():
        raise NothingToTell
    masked = Mask(
        organisation_id=way.case.organisation_id,
        case_id=case_id,
        set_by=actor.user_id,
        set_on=way.today,
    )
    keys = upkeep.keys_for(way, WORK)
    masked.box = waiting.seal(reason.strip(), thing_id=masked.id, keys=keys)
    casework.mask(case_id=case_id, actor=actor, now=now)
    masked.save(force_insert=True)
    custody.take_referrals(way)
    return masked.id


@transaction.atomic
def ask_back(*, case_id: UUID, reason: str, to: UUID, actor: Actor, now: datetime) -> None:
    """Ask a coordinator to give back who she is.

    :raises NotAnother: who is asked is the actor herself, or no coordinator
    :raises AlreadyAsked: somebody asked already
    :raises AlreadyDone: it is not masked
    """
    way = access.to_change(actor=actor, case_id=case_id, now=now, compartments=WORK, closed=True)
    policy.can_ask(actor, way.case.team_id).or_raise()
    if not reason.strip():
        raise NothingToTell
    masked = finding.mask(case_id)
    if masked is None:
        raise AlreadyDone
    if masked.asked_by is not None:
        raise AlreadyAsked
    if to == actor.user_id or to not in dict(custody.coordinators(actor)):
        raise NotAnother
    keys = upkeep.keys_for(way, WORK)
    masked.asked_by, masked.asked_on = actor.user_id, way.today
    masked.box = waiting.seal(reason.strip(), thing_id=masked.id, keys=keys)
    masked.save()
    words = TaskWords(_("Read and decide"), _("Whether her name is shown again"))
    waiting.ask(way, masked.id, words, worker_id=to)
    way.journal_change("file.unmask.asked", WORK, masked.id)


@transaction.atomic
def give_back(*, case_id: UUID, agrees: bool, actor: Actor, now: datetime) -> None:
    """Decide as a coordinator, and as the second person, whether her name is shown again.

    :raises NotAnother: the actor asked for it herself
    :raises AlreadyDone: nobody asked, or it was decided meanwhile
    """
    way = access.to_change(actor=actor, case_id=case_id, now=now, compartments=WORK, closed=True)
    policy.can_hold(actor, way.case.team_id).or_raise()
    masked = finding.mask(case_id)
    if masked is None or masked.asked_by is None:
        raise AlreadyDone
    if masked.asked_by == actor.user_id:
        raise NotAnother
    waiting.end(masked.id)
    if not agrees:
        masked.asked_by, masked.asked_on = None, None
        masked.save(update_fields=["asked_by", "asked_on"])
        way.journal_change("file.unmask.sent_back", WORK, masked.id)
        return
    casework.unmask(case_id=case_id, actor=actor, now=now)
    custody.give_referrals_back(way)
    masked.ended_by, masked.ended_on = actor.user_id, way.today
    masked.save(update_fields=["ended_by", "ended_on"])
