"""Who may read the directory, write in it, and publish it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from alongside.core.access import Actor, AnyActor, Decision
from alongside.organisations import policy as organisations

if TYPE_CHECKING:
    from uuid import UUID


def can_read_directory(actor: AnyActor) -> Decision:
    """Decide whether she may look up members and services: whoever works here may."""
    if isinstance(actor, Actor) and actor.role in organisations.WORKING_ROLES:
        return Decision(allowed=True, reason=_("Whoever works here may look up members."))
    return Decision(allowed=False, reason=_("Only those who work here may look up members."))


def can_write(actor: AnyActor) -> Decision:
    """Decide whether she writes in the directory at all; whose page, the page says."""
    return organisations.can_do_public_work(actor)


def can_act_for_all(actor: AnyActor, secretariat_id: UUID | None) -> Decision:
    """Decide whether she speaks for the alliance: public work, in the secretariat."""
    decision = can_write(actor)
    if not decision or not isinstance(actor, Actor):
        return decision
    if secretariat_id is None or actor.organisation_id != secretariat_id:
        return Decision(allowed=False, reason=_("Only the secretariat of the alliance does this."))
    return decision
