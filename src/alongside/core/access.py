"""Who is asking, and what the answer was."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class Actor:
    """The person on whose behalf something is done, with the keys she unlocked."""

    user_id: UUID
    organisation_id: UUID
    role: str
    team_ids: frozenset[UUID]
    # The vault's keyring. Typed as object because core knows no cryptography; the vault narrows it.
    keys: object = field(repr=False, compare=False)

    @property
    def name(self) -> str:
        """Return how the journal calls her."""
        return str(self.user_id)


@dataclass(frozen=True, kw_only=True)
class SystemActor:
    """The machine acting by itself, and why; it holds no keys."""

    reason: str

    @property
    def name(self) -> str:
        """Return how the journal calls it."""
        return f"system:{self.reason}"


AnyActor = Actor | SystemActor


@dataclass(frozen=True)
class Decision:
    """An answer that always carries its reason."""

    allowed: bool
    reason: str
    basis_id: UUID | None = None
    until: datetime | None = None

    def __bool__(self) -> bool:
        return self.allowed

    def or_raise(self) -> Decision:
        """Return self, or raise PermissionDenied with the reason when not allowed."""
        if not self.allowed:
            raise PermissionDenied(self.reason)
        return self
