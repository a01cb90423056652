"""Whose file it is and who would come to know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, Self

from alongside.consent.enums import RecipientKind

if TYPE_CHECKING:
    from uuid import UUID


class CaseLike(Protocol):
    """A file as far as consent knows it."""

    @property
    def id(self) -> UUID: ...

    @property
    def organisation_id(self) -> UUID: ...

    @property
    def team_id(self) -> UUID: ...


@dataclass(frozen=True, kw_only=True)
class CaseRef:
    """The three ids that name a file here."""

    id: UUID
    organisation_id: UUID
    team_id: UUID


@dataclass(frozen=True, kw_only=True)
class Recipient:
    """One recipient; an answer is for one and never for "partners"."""

    kind: RecipientKind
    id: UUID

    @classmethod
    def team(cls, team_id: UUID) -> Self:
        """Return a team of the organisation that keeps the file."""
        return cls(kind=RecipientKind.TEAM, id=team_id)

    @classmethod
    def organisation(cls, organisation_id: UUID) -> Self:
        """Return another organisation of this node."""
        return cls(kind=RecipientKind.ORGANISATION, id=organisation_id)

    @classmethod
    def figures(cls, organisation_id: UUID) -> Self:
        """Return the figures an organisation counts for itself."""
        return cls(kind=RecipientKind.FIGURES, id=organisation_id)

    @classmethod
    def member(cls, user_id: UUID) -> Self:
        """Return a volunteer of the organisation that keeps the file."""
        return cls(kind=RecipientKind.MEMBER, id=user_id)

    @classmethod
    def outside(cls, random_id: UUID) -> Self:
        """Return somebody outside, whose name stands only in the sealed part of the record."""
        return cls(kind=RecipientKind.OUTSIDE, id=random_id)
