"""What she received and what is planned for her: services, appointments, practical help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alongside.casework import reaching
from alongside.casework.actions.saving import Change, save_one

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from alongside.casework.access import Way
    from alongside.casework.contents import PracticalSupport, Service
    from alongside.core.access import Actor
    from alongside.vault.documents import Saved
    from alongside.vault.ring import Ring


def record_service(
    *,
    case_id: UUID,
    service: Service,
    actor: Actor,
    now: datetime,
    document_id: UUID | None = None,
    base_version: int | None = None,
    draft: str = "",
) -> Saved:
    """Record a service she received, plan an appointment, or say what came of one.

    A planned one is due on its day until it is known what came of it.

    Raises Conflict, NoSuchFile; NotSafe for planning while nobody knows how to reach her safely.
    """

    def check(way: Way, keys: Ring) -> None:
        if service.state == "planned":
            reaching.require(way, keys, reaching.APPOINTMENT)

    return save_one(
        Change(service, base_version, document_id),
        case_id=case_id,
        actor=actor,
        now=now,
        action=_deed(service),
        draft=draft,
        check=check,
    )


def record_support(
    *,
    case_id: UUID,
    support: PracticalSupport,
    actor: Actor,
    now: datetime,
    document_id: UUID | None = None,
    base_version: int | None = None,
    draft: str = "",
) -> Saved:
    """Record practical help, such as a ticket or money in hand; raises Conflict, NoSuchFile."""
    return save_one(
        Change(support, base_version, document_id),
        case_id=case_id,
        actor=actor,
        now=now,
        action="file.support.recorded",
        draft=draft,
    )


def _deed(service: Service) -> str:
    """Return how the journal names what is done."""
    if service.state == "planned":
        return "file.appointment.planned"
    was_planned = service.state == "not_given" or service.planned_on is not None
    return "file.appointment.ended" if was_planned else "file.service.recorded"
