"""Ticking a step: of what she wants, or of what was decided together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from alongside.casework import access, dues, upkeep
from alongside.casework.actions import saving
from alongside.casework.actions.saving import Change
from alongside.casework.contents import Conference, Goal
from alongside.casework.enums import TaskKind
from alongside.casework.errors import NoSuchFile
from alongside.vault.compartments import Compartment

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from alongside.casework.contents import Content
    from alongside.core.access import Actor
    from alongside.vault.documents import Saved

WORK = frozenset({Compartment.CASEWORK})


@dataclass(frozen=True, slots=True)
class Stepped:
    """A kind of document with steps, the field they stand in, and how the journal says it."""

    content: type[Content]
    field: str
    action: str


OF_GOAL = Stepped(Goal, "steps", "file.step.ticked")
OF_CONFERENCE = Stepped(Conference, "decisions", "file.decision.ticked")
OF_TASK = {TaskKind.STEP: OF_GOAL, TaskKind.DECISION: OF_CONFERENCE}


@transaction.atomic
def tick(
    where: Stepped,
    document_id: UUID,
    step_id: UUID,
    *,
    case_id: UUID,
    done: bool,
    actor: Actor,
    now: datetime,
) -> Saved:
    """Mark a step as done, or as open again, on the document as it is now; raises NoSuchFile."""
    way = access.to_change(actor=actor, case_id=case_id, now=now, compartments=WORK)
    keys = upkeep.keys_for(way, WORK)
    head = saving.head_of(way, keys, where.content.kind_of, document_id)
    before = where.content.model_validate(head.content)
    content = _ticked(before, where.field, step_id, way.today if done else None)
    saved = saving.write(way, keys, [Change(content, head.version, document_id)])[0]
    dues.follow(way, document_id, content)
    upkeep.after_saving(way, keys, [content], due=True)
    way.journal_change(where.action, WORK, document_id)
    return saved


def _ticked(content: Content, field: str, step_id: UUID, done_on: date | None) -> Content:
    steps = getattr(content, field)
    if step_id not in {step.id for step in steps}:
        raise NoSuchFile
    changes = {"state": "done" if done_on else "open", "done_on": done_on}
    ticked = [step.model_copy(update=changes) if step.id == step_id else step for step in steps]
    return content.model_copy(update={field: ticked})
