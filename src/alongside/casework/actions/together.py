"""What is decided together, and who is around her."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alongside.casework.actions import steps
from alongside.casework.actions.saving import Change, save_one

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from alongside.casework.contents import Conference, Relation
    from alongside.core.access import Actor
    from alongside.vault.documents import Saved


def save_conference(
    *,
    case_id: UUID,
    conference: Conference,
    actor: Actor,
    now: datetime,
    document_id: UUID | None = None,
    base_version: int | None = None,
    draft: str = "",
) -> Saved:
    """Save what was decided together; open decisions are due then. Raises Conflict, NoSuchFile."""
    return save_one(
        Change(conference, base_version, document_id),
        case_id=case_id,
        actor=actor,
        now=now,
        action="file.conference.saved",
        draft=draft,
    )


def tick_decision(
    *,
    case_id: UUID,
    conference_id: UUID,
    decision_id: UUID,
    done: bool,
    actor: Actor,
    now: datetime,
) -> Saved:
    """Mark a decision as done, or as open again; raises NoSuchFile."""
    return steps.tick(
        steps.OF_CONFERENCE,
        conference_id,
        decision_id,
        case_id=case_id,
        done=done,
        actor=actor,
        now=now,
    )


def save_relation(
    *,
    case_id: UUID,
    relation: Relation,
    actor: Actor,
    now: datetime,
    document_id: UUID | None = None,
    base_version: int | None = None,
    draft: str = "",
) -> Saved:
    """Save somebody around her; raises Conflict, NoSuchFile."""
    return save_one(
        Change(relation, base_version, document_id),
        case_id=case_id,
        actor=actor,
        now=now,
        action="file.people.saved",
        draft=draft,
    )
