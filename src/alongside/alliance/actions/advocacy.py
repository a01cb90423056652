"""Writing down what the alliance follows; the secretariat does."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import transaction
from django.utils.text import slugify

from alongside.alliance import versions
from alongside.alliance.given import AdvocacyGiven, columns
from alongside.alliance.languages import said
from alongside.alliance.models import Advocacy
from alongside.alliance.queries import advocacy as queries
from alongside.alliance.queries.members import require_secretariat
from alongside.audit import journal

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from alongside.core.access import Actor

LONGEST_SLUG = 60


@transaction.atomic
def follow(*, given: AdvocacyGiven, actor: Actor, now: datetime) -> UUID:
    """Begin to follow a bill, a case or a process."""
    require_secretariat(actor=actor)
    entry_id = uuid4()
    plain = slugify(said(given.texts.get("title", {}), "en"))[:LONGEST_SLUG].strip("-")
    entry = Advocacy.objects.create(
        id=entry_id,
        # Two bills may have one name, and a name in another script leaves nothing.
        slug=f"{plain or 'entry'}-{entry_id.hex[:6]}",
        changed_at=now,
        **columns(given, None),
    )
    journal.record(action="alliance.advocacy.added", objects=[entry.pk], actor=actor, now=now)
    return entry.pk


@transaction.atomic
def change(
    *, entry_id: UUID, given: AdvocacyGiven, version: int, actor: Actor, now: datetime
) -> None:
    """Save what became of it.

    :param version: what was open when she began
    :raises ChangedMeanwhile: somebody saved another version since
    """
    entry = queries.to_change(entry_id=entry_id, actor=actor)
    versions.save(entry, version=version, **columns(given, entry), changed_at=now)
    journal.record(action="alliance.advocacy.changed", objects=[entry.pk], actor=actor, now=now)
