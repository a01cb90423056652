"""What follows once keys are destroyed: needs none, and goes on where it was interrupted."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from alongside.audit import journal
from alongside.casework import actions as casework, removing
from alongside.casework.models import (
    Case,
    FactsRow,
    ImportedRow,
    RegisterLine,
    SearchSegment,
    Task,
)
from alongside.keeping import ledger, policy
from alongside.keeping.enums import ErasureState
from alongside.keeping.models import Erasure
from alongside.organisations.models import Organisation, Team
from alongside.referrals import actions as referrals
from alongside.referrals.models import Envelope
from alongside.vault import attachments, erasure as disk, ring
from alongside.vault.models import Draft

if TYPE_CHECKING:
    from pathlib import Path

    from alongside.core.access import Actor, SystemActor
    from alongside.keeping.ledger import Line

# Boxes in these lie under keys that live on; the two key tables are always rewritten.
REWRITTEN = (Case, Task, RegisterLine, SearchSegment, FactsRow, ImportedRow, Draft, Envelope)


def finish(
    *,
    actor: SystemActor,
    now: datetime,
    erasure_id: UUID | None = None,
    is_thorough: bool = False,
) -> int:
    """Delete what erased files left on the disk; return how many are cleared now.

    List first, then files, then what a database keeps of deleted rows. Interrupted anywhere, the
    next call does the rest.

    :param is_thorough: whether tables may be locked for it, as once a day
    """
    rows = Erasure.objects.filter(state=ErasureState.DESTROYED)
    rows = rows.filter(pk=erasure_id) if erasure_id else rows
    waiting = list(rows.order_by("destroyed_at", "id"))
    if not waiting:
        return 0
    for erasure in waiting:
        ledger.add(_line(erasure))
        for one in erasure.stored:
            attachments.discard(UUID(one))
    # Inside a transaction nothing can be rewritten; the machine comes by again.
    if transaction.get_connection().in_atomic_block or not (is_thorough or disk.is_quick()):
        return 0
    if not disk.vacuum(REWRITTEN):
        return 0
    for erasure in waiting:
        _cleared(erasure, actor, now)
    return len(waiting)


def destroy_again(*, actor: SystemActor, now: datetime, path: Path | None = None) -> int:
    """Destroy anew what the list names and a backup brought back; return how many files.

    Certificates that the backup did not know are written again from the list.
    """
    lines = list(ledger.read(path))
    there = ring.present(UUID(one) for line in lines for one in line.subjects)
    there |= removing.there(UUID(line.case) for line in lines)
    known = set(Erasure.objects.exclude(destroyed_at=None).values_list("pk", flat=True))
    back = [
        line
        for line in lines
        if UUID(line.erasure) not in known or there & {UUID(one) for one in line.subjects}
    ]
    return sum(_destroyed_again(line, actor, now) for line in back)


@transaction.atomic
def forget_returned_names(*, actor: Actor, now: datetime) -> int:
    """Take names that came back with a backup out of the search; return of how many files."""
    policy.can_see_keeping(actor).or_raise()
    rows = Erasure.objects.select_for_update(of=("self",)).filter(
        organisation_id=actor.organisation_id, team_id__in=actor.team_ids
    )
    returned = list(rows.exclude(returned_on=None).order_by("id"))
    for team_id in {one.team_id for one in returned}:
        ids = [one.case_id for one in returned if one.team_id == team_id]
        casework.forget_names(case_ids=ids, team_id=team_id, actor=actor)
    for one in returned:
        one.returned_on, one.state, one.cleared_at = None, ErasureState.DESTROYED, None
        one.save(update_fields=["returned_on", "state", "cleared_at"])
        journal.record(
            action="file.erased.names", objects=[one.case_id, one.id], actor=actor, now=now
        )
    return len(returned)


@transaction.atomic
def _cleared(erasure: Erasure, actor: SystemActor, now: datetime) -> None:
    erasure.state, erasure.cleared_at = ErasureState.CLEARED, now
    erasure.save(update_fields=["state", "cleared_at"])
    journal.record(
        action="file.erased.cleared", objects=[erasure.case_id, erasure.id], actor=actor, now=now
    )


@transaction.atomic
def _destroyed_again(line: Line, actor: SystemActor, now: datetime) -> bool:
    subjects = [UUID(one) for one in line.subjects]
    erasure = _certificate(line)
    came_back = casework.erase_again(case_ids=[UUID(line.case)], actor=actor, now=now)
    referrals.forget_again(case_id=UUID(line.case), referral_ids=subjects, actor=actor)
    for one in line.stored:
        attachments.discard(UUID(one))
    if erasure is None or not came_back:
        return False
    erasure.returned_on, erasure.state = timezone.localdate(now), ErasureState.DESTROYED
    erasure.cleared_at = None
    erasure.save()
    return True


def _certificate(line: Line) -> Erasure | None:
    """Return the row of a line of the list, as the list has it; None for a strange node's."""
    if not Organisation.objects.filter(pk=line.organisation).exists():
        return None
    if not Team.objects.filter(pk=line.team).exists():
        return None
    case_id = UUID(line.case)
    # What the backup knows of it is from before it was decided.
    Erasure.objects.filter(case_id=case_id).exclude(pk=line.erasure).delete()
    known = Erasure.objects.filter(pk=line.erasure).order_by("id").first()
    if known is not None and known.destroyed_at is not None:
        return known
    made = known or Erasure(pk=UUID(line.erasure))
    made.organisation_id, made.team_id = UUID(line.organisation), UUID(line.team)
    made.case_id, made.pseudonym, made.ground = case_id, line.pseudonym, line.ground
    made.asked_by, made.asked_role = UUID(line.asked_by), line.asked_role
    made.asked_on = date.fromisoformat(line.asked_on)
    made.decided_by, made.decided_role = UUID(line.decided_by), line.decided_role
    made.decided_on = date.fromisoformat(line.decided_on)
    made.destroyed_at = datetime.fromisoformat(line.destroyed_at)
    made.backups_until = date.fromisoformat(line.backups_until)
    made.subjects, made.stored = line.subjects, line.stored
    made.state, made.box = ErasureState.DESTROYED, b""
    made.save()
    return made


def _line(erasure: Erasure) -> Line:
    days = {
        name: getattr(erasure, name).isoformat()
        for name in ("asked_on", "decided_on", "destroyed_at", "backups_until")
    }
    return ledger.Line(
        erasure=str(erasure.id),
        organisation=str(erasure.organisation_id),
        team=str(erasure.team_id),
        case=str(erasure.case_id),
        pseudonym=erasure.pseudonym,
        ground=erasure.ground,
        asked_by=str(erasure.asked_by),
        asked_role=erasure.asked_role,
        decided_by=str(erasure.decided_by),
        decided_role=erasure.decided_role,
        subjects=erasure.subjects,
        stored=erasure.stored,
        **days,
    )
