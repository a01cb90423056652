"""Opening a file in plaintext: one row and one part, committed to the disk like the sealed one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from alongside.casework.actions.files import Opened, own_team
from alongside.core.ids import new_reference
from benchmarks.twin.models import PlainPart, PlainPerson

if TYPE_CHECKING:
    from datetime import datetime

    from alongside.casework.contents import Identity
    from alongside.core.access import Actor


@transaction.atomic
def open_case(*, identity: Identity, actor: Actor, now: datetime, **_more: Any) -> Opened:
    """Write a new person and what she is called."""
    today = timezone.localdate(now)
    person = PlainPerson(
        id=uuid4(),
        organisation_id=actor.organisation_id,
        team_id=own_team(actor, None),
        worker_id=actor.user_id,
        reference=free_reference(),
        phase="new",
        opened_on=today,
        since=today,
        called=identity.called,
        route=identity.from_place,
    )
    person.save(force_insert=True)
    PlainPart.objects.create(
        id=uuid4(),
        person=person,
        kind=identity.kind_of,
        author_id=actor.user_id,
        saved_at=now,
        content=identity.model_dump_json(),
    )
    return Opened(person.pk, person.reference, 1)


def free_reference() -> str:
    """Return one nobody has, looked for in the way the sealed one is."""
    while True:
        reference = new_reference()
        if not PlainPerson.objects.filter(reference=reference).exists():
            return reference
