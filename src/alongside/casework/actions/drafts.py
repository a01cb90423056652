"""What somebody has typed and not saved, sealed to herself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from alongside.casework import access
from alongside.consent.gate import keyring_of
from alongside.vault import drafts
from alongside.vault.primitives import CannotOpen

if TYPE_CHECKING:
    from uuid import UUID

    from alongside.core.access import Actor


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed, and when it was kept."""

    data: dict[str, Any]
    saved_at: datetime


def keep_draft(
    *, form: str, data: dict[str, Any], actor: Actor, now: datetime, case_id: UUID | None = None
) -> datetime:
    """Keep what was typed in one form, in place of what was kept of it before.

    :raises NoSuchFile: the form is about a file that is not hers
    """
    if case_id is not None:
        access.to_read(actor=actor, case_id=case_id, now=now)
    kept = {"at": now.isoformat(), "data": data}
    drafts.keep(keyring=keyring_of(actor), slot=_slot(form, case_id), data=kept, now=now)
    return now


def take_draft(*, form: str, actor: Actor, case_id: UUID | None = None) -> Draft | None:
    """Return what was kept of a form; None where there is nothing, or nothing that opens."""
    try:
        kept = drafts.take(keyring=keyring_of(actor), slot=_slot(form, case_id))
    except CannotOpen:
        return None
    return Draft(kept["data"], datetime.fromisoformat(kept["at"])) if kept else None


def drop_draft(*, form: str, actor: Actor, case_id: UUID | None = None) -> None:
    """Forget what was kept of a form; no form is nothing to forget."""
    if form:
        drafts.drop(keyring=keyring_of(actor), slot=_slot(form, case_id))


def _slot(form: str, case_id: UUID | None) -> str:
    return f"{form}:{case_id or 'new'}"
