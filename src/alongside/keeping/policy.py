"""Who may end a file, lock it away, and say how long files are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from alongside.core.access import Actor, AnyActor, Decision
from alongside.organisations import policy as organisations

if TYPE_CHECKING:
    from uuid import UUID

    from alongside.keeping.models import Erasure


def can_see_keeping(actor: AnyActor) -> Decision:
    """Decide whether she sees what the organisation erased, and how long it keeps files."""
    return organisations.can_manage_people(actor)


def can_ask(actor: AnyActor, team_id: UUID) -> Decision:
    """Decide whether she may ask that a file be erased, and decide as the second person."""
    decision = organisations.can_open_files(actor)
    if not decision:
        return decision
    if isinstance(actor, Actor) and team_id in actor.team_ids:
        return Decision(True, _("Her team keeps the file."))
    return Decision(False, _("Only the team that keeps her file does this."))


def can_hold(actor: AnyActor, team_id: UUID) -> Decision:
    """Decide whether she may set and end a legal hold, and give back who somebody is."""
    decision = organisations.can_manage_people(actor)
    return decision if not decision else can_ask(actor, team_id)


def can_see_certificate(actor: AnyActor, erasure: Erasure) -> Decision:
    """Decide whether she may read the certificate of an erasure."""
    if can_see_keeping(actor):
        return can_see_keeping(actor)
    return can_ask(actor, erasure.team_id)
