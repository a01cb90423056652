"""When a file is no more, or whoever said yes was a child then: answers go, or end at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from alongside.audit import journal
from alongside.consent import compiling
from alongside.consent.enums import Ended
from alongside.consent.gate import keyring_of
from alongside.consent.models import (
    Confirmation,
    ConsentRecord,
    ExceptionRecord,
    Grant,
    ReadBack,
)
from alongside.consent.signals import consent_expired
from alongside.vault import erasure, ring
from alongside.vault.guard import writing

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime
    from uuid import UUID

    from alongside.core.access import Actor, AnyActor


@transaction.atomic
def forget(*, case_ids: Iterable[UUID], actor: AnyActor) -> int:
    """Delete every answer of files that are destroyed, and what they opened; return how many rows.

    What she said lies under the keys of her file and is gone with them; the rows would still tell
    that there were answers, and until when.
    """
    del actor  # whoever destroys the files writes that down
    ids = list(case_ids)
    erasure.overwrite()
    with writing():
        gone: int = Grant.objects.filter(case_id__in=ids).delete()[0]
        for model in (Confirmation, ReadBack, ExceptionRecord, ConsentRecord):
            gone += model.objects.filter(case_id__in=ids).forget()
    return gone


@transaction.atomic
def wrap_again(*, case_id: UUID, labels: Iterable[str], actor: Actor) -> None:
    """Give keys that were locked away back to the teams she shares with to this day."""
    wanted = set(labels)
    grants = Grant.objects.filter(case_id=case_id, ended_on=None)
    for grant in grants.select_related("record", "exception").order_by("id"):
        opened = sorted(compiling.labels_of(grant) & wanted)
        if opened and compiling.opens_keys(grant):
            ring.grant(
                subject=case_id,
                labels=opened,
                team_id=grant.recipient_id,
                keyring=keyring_of(actor),
            )


@transaction.atomic
def end_given_before(*, case_id: UUID, day: date, actor: AnyActor, now: datetime) -> int:
    """End every yes of a file given before a day, with the keys it gave; return how many.

    What was agreed for a child holds until she is of age. Exceptions are no answers of hers: they
    end on their own day. Needs no key.
    """
    today = timezone.localdate(now)
    grants = Grant.objects.select_for_update(of=("self",)).filter(
        case_id=case_id, ended_on=None, record__given_on__lt=day
    )
    ended = list(grants.select_related("record").order_by("id"))
    for grant in ended:
        compiling.end_grant(grant, why=Ended.EXPIRED, today=today)
        journal.record(
            action="consent.expired", objects=[case_id, grant.record_id], actor=actor, now=now
        )
        consent_expired.send(
            sender=ConsentRecord, case_id=case_id, record=grant.record, actor=actor, now=now
        )
    return len(ended)
