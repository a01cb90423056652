"""What becomes of her answers when another team of ours keeps her file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from alongside.consent import compiling, policy, recording
from alongside.consent.contents import Conversation
from alongside.consent.enums import Answer, Ended, RecipientKind
from alongside.consent.models import ConsentRecord, Grant
from alongside.vault.guard import writing

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from alongside.consent.parties import CaseLike
    from alongside.core.access import Actor


def move(*, case: CaseLike, to_team: UUID, actor: Actor, now: datetime) -> list[str]:
    """Let her answers follow her file, before its keys do; in the caller's transaction.

    What she said yes to with either team meant something else before, so it stands as "not now"
    until she is asked; what she shared with anybody else goes on. Returns the purposes that ended.

    :param case: the file as it is kept until now
    """
    policy.can_record(actor, case).or_raise()
    today, ended = timezone.localdate(now), []
    for grant in Grant.objects.filter(case_id=case.id, ended_on=None).order_by("id"):
        between = {case.team_id, to_team}
        if grant.recipient_kind != RecipientKind.TEAM or grant.recipient_id not in between:
            grant.team_id = to_team
            with writing():
                grant.save(update_fields=["team_id"])
            continue
        if grant.record is not None:
            _not_now(grant.record, to_team, actor, now)
        compiling.end_grant(grant, why=Ended.REPLACED, today=today)
        ended.append(grant.purpose)
    return ended


def _not_now(before: ConsentRecord, to_team: UUID, actor: Actor, now: datetime) -> None:
    record = ConsentRecord(
        case_id=before.case_id,
        organisation_id=before.organisation_id,
        team_id=to_team,
        recorded_at=now,
        purpose=before.purpose,
        recipient_kind=before.recipient_kind,
        recipient_id=before.recipient_id,
        compartments=before.compartments,
        categories=before.categories,
        answer=Answer.NOT_NOW,
        given_on=timezone.localdate(now),
        supersedes=before,
    )
    recording.write_answer(record, conversation=Conversation(), actor=actor)
    recording.tell(record, stopped=False, actor=actor, now=now)
