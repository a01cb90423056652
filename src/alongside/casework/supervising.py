"""What an organisation wants approved, and who approves it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from alongside.casework.contents import APPROVED
from alongside.casework.models import Supervision
from alongside.organisations.enums import Role
from alongside.organisations.policy import DECIDES_ON_FILES

if TYPE_CHECKING:
    from alongside.casework.contents import Proposal

CLOSURES = "closures"


class Rules(NamedTuple):
    """Codes of what is approved, and who approves besides the coordinators."""

    approves: frozenset[str] = frozenset()
    supervisors: frozenset[UUID] = frozenset()

    def ask_for(self, kind: str) -> bool:
        """Return whether documents of a kind are approved here."""
        return APPROVED.get(kind) in self.approves

    def is_supervisor(self, user_id: UUID, role: str) -> bool:
        """Return whether somebody approves; for which files is asked of policy."""
        return role == Role.COORDINATOR or user_id in self.supervisors


def rules_of(organisation_id: UUID) -> Rules:
    """Return what an organisation chose; nothing is approved where it chose nothing."""
    row = Supervision.objects.filter(organisation_id=organisation_id).order_by("id").first()
    if row is None:
        return Rules()
    return Rules(frozenset(row.approves), frozenset(map(UUID, row.supervisors)))


def waits_in_vain(proposal: Proposal, version: int) -> bool:
    """Return whether approval was asked for a version that is no longer the newest."""
    return proposal.about_kind in APPROVED and proposal.about_version != version


def may_be_named(role: str) -> bool:
    """Return whether somebody of this role can be named as one who approves."""
    return role in DECIDES_ON_FILES and role != Role.COORDINATOR
