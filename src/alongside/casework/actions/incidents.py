"""The violence register: an incident that stands alone, or one of somebody who has a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from alongside.casework import access, facts, lines, upkeep
from alongside.casework.actions import drafts, files, saving
from alongside.casework.actions.saving import Change
from alongside.casework.contents import Identity, Incident
from alongside.casework.enums import FileKind
from alongside.consent import gate

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from alongside.core.access import Actor
    from alongside.vault.documents import Saved

REGISTERED, CHANGED = "file.incident.registered", "file.incident.changed"


def register_incident(
    *, incident: Incident, actor: Actor, now: datetime, called: str = "", draft: str = ""
) -> files.Opened:
    """Register an incident that stands alone; it becomes a file of its own kind.

    Without `called` nothing in it says who she is: the file has no identity at all.

    :raises NoTeam: she is in no team that keeps files
    """
    case = files.new_case(actor, now, kind=FileKind.INCIDENT)
    identity = [Identity(called=called)] if called else []
    # Before anybody has to wait for it.
    gate.keyring_of(actor).unlock(case.team_id)
    with transaction.atomic():
        begun = files.begin(case, [incident, *identity], actor=actor, now=now, action=REGISTERED)
        lines.put(begun.way, begun.saved[0].document_id, incident)
        drafts.drop_draft(form=draft, actor=actor)
    return files.Opened(case.id, case.reference, 1)


@transaction.atomic
def record_incident(
    *,
    case_id: UUID,
    incident: Incident,
    actor: Actor,
    now: datetime,
    document_id: UUID | None = None,
    base_version: int | None = None,
    draft: str = "",
) -> Saved:
    """Register an incident in a file, or another version of it; raises Conflict, NoSuchFile."""
    compartments = {incident.compartment}
    way = access.to_change(actor=actor, case_id=case_id, now=now, compartments=compartments)
    keys = upkeep.keys_for(way, compartments)
    saved = saving.write(way, keys, [Change(incident, base_version, document_id)])[0]
    lines.put(way, saved.document_id, incident)
    upkeep.after_saving(way, keys, [incident])
    facts.after_saving(way, keys, [incident])
    action = CHANGED if document_id else REGISTERED
    way.journal_change(action, compartments, saved.document_id)
    drafts.drop_draft(form=draft, actor=actor, case_id=case_id)
    return saved
