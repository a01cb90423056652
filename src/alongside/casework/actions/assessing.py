"""Filling in a form about her: a sheet is kept page by page, every version of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from alongside.casework import access, upkeep
from alongside.casework.actions import drafts, saving
from alongside.casework.actions.saving import Change

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from alongside.casework.contents import Assessment
    from alongside.core.access import Actor
    from alongside.vault.documents import Saved


@transaction.atomic
def save_assessment(
    *,
    case_id: UUID,
    sheet: Assessment,
    actor: Actor,
    now: datetime,
    document_id: UUID | None = None,
    base_version: int | None = None,
    draft: str = "",
) -> Saved:
    """Keep a sheet as far as it is filled in; raises Conflict, NoSuchFile."""
    compartments = {sheet.compartment}
    way = access.to_change(actor=actor, case_id=case_id, now=now, compartments=compartments)
    keys = upkeep.keys_for(way, compartments)
    saved = saving.write(way, keys, [Change(sheet, base_version, document_id)])[0]
    upkeep.after_saving(way, keys, [sheet])
    way.journal_change("file.assessment.saved", compartments, saved.document_id)
    drafts.drop_draft(form=draft, actor=actor, case_id=case_id)
    return saved
