"""Who may write down, stop and confirm. Pure functions: no queries, no requests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from alongside.consent.enums import RecipientKind
from alongside.core.access import Actor, Decision
from alongside.organisations.policy import DECIDES_ON_FILES, KEEPS_FILES

if TYPE_CHECKING:
    from alongside.consent.models import ConsentRecord
    from alongside.consent.parties import CaseLike
    from alongside.core.access import AnyActor


def keeps(actor: AnyActor, case: CaseLike) -> bool:
    """Return whether the actor is in the team that keeps this file."""
    return (
        isinstance(actor, Actor)
        and actor.organisation_id == case.organisation_id
        and case.team_id in actor.team_ids
    )


def can_record(actor: AnyActor, case: CaseLike) -> Decision:
    """Decide whether the actor may write down what she answered."""
    if not keeps(actor, case):
        return Decision(False, _("Only the team that keeps her file writes down her answers."))
    if isinstance(actor, Actor) and actor.role in DECIDES_ON_FILES:
        return Decision(True, _("Her team keeps the file."))
    return Decision(False, _("Your role does not write down what people agree to."))


def can_withdraw(actor: AnyActor, case: CaseLike, record: ConsentRecord) -> Decision:
    """Decide whether the actor may write down that she said stop: any worker she may tell it to."""
    if not isinstance(actor, Actor) or actor.role not in KEEPS_FILES:
        return Decision(False, _("Your role does not work with people's files."))
    of_hers = record.recipient_kind == RecipientKind.TEAM and record.recipient_id in actor.team_ids
    if keeps(actor, case) or (of_hers and actor.organisation_id == case.organisation_id):
        return Decision(True, _("She said stop."))
    return Decision(False, _("Only colleagues who work with her can write this down."))


def can_confirm(actor: AnyActor, case: CaseLike) -> Decision:
    """Decide whether the actor may be the second to decide on an exception."""
    return can_record(actor, case)
