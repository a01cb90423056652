"""A register brought in in plaintext: the same reading and checking, the same batches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from alongside.casework.actions.files import own_team
from alongside.casework.actions.importing import AT_ONCE
from alongside.casework.contents import Identity
from alongside.casework.exchange import apply_fields
from alongside.casework.register.checking import Status, check
from benchmarks.twin.actions import free_reference
from benchmarks.twin.models import PlainPart, PlainPerson

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from alongside.casework.register.checking import CheckedRow
    from alongside.core.access import Actor


def import_register(
    *, register: Any, mapping: Any, actor: Actor, now: datetime, progress: Any
) -> None:
    """Write every row that can be read; nobody is known already."""
    checked = check(register, mapping, timezone.localdate(now))
    rows = [row for row in checked.rows if row.status is not Status.REFUSED]
    for start in range(0, len(rows), AT_ONCE):
        some = rows[start : start + AT_ONCE]
        _write(some, actor, now)
        progress(start + len(some), len(rows))


@transaction.atomic
def _write(rows: Sequence[CheckedRow], actor: Actor, now: datetime) -> None:
    today = timezone.localdate(now)
    people, parts = [], []
    for row in rows:
        contents = apply_fields(row.record.fields, {})
        identity = contents.get(Identity, Identity())
        person = PlainPerson(
            id=uuid4(),
            organisation_id=actor.organisation_id,
            team_id=own_team(actor, None),
            worker_id=actor.user_id,
            reference=free_reference(),
            phase="new",
            opened_on=today,
            since=today,
            called=getattr(identity, "called", ""),
        )
        people.append(person)
        parts += [
            PlainPart(
                id=uuid4(),
                person=person,
                kind=content.kind_of,
                author_id=actor.user_id,
                saved_at=now,
                content=content.model_dump_json(),
            )
            for content in contents.values()
        ]
    PlainPerson.objects.bulk_create(people)
    PlainPart.objects.bulk_create(parts)
