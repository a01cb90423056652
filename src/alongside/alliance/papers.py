"""Papers: what this room seals is a pydantic model, under a ring key of the row it is about.

Slips seal papers to other teams as well. When somebody leaves a team the vault wraps its ring keys
anew, and nothing that is sealed under one is sealed again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from alongside.vault import ring
from alongside.vault.compartments import Compartment
from alongside.vault.primitives import CannotOpen
from alongside.vault.small import open_small, seal_small

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from alongside.vault.keyring import Keyring
    from alongside.vault.ring import RingKey

LABEL = Compartment.LIST


class Paper(BaseModel):
    """Something sealed; the name of its kind is bound to it."""

    model_config = ConfigDict(frozen=True)


P = TypeVar("P", bound=Paper)


def make_key(subject: UUID, *, team_id: UUID, keyring: Keyring, now: datetime) -> None:
    """Make the key of a new row for its team."""
    ring.create(subject=subject, label=LABEL, team_ids=[team_id], keyring=keyring, now=now)


def key_of(subject: UUID, keyring: Keyring) -> RingKey:
    """Return the key of a row; raises CannotOpen where it was not granted."""
    found = ring.open(subject=subject, labels=[LABEL], keyring=keyring).get(LABEL)
    if found is None:
        raise CannotOpen
    return found


def seal(paper: Paper, *, row_id: UUID, key: RingKey) -> bytes:
    """Seal a paper, bound to its kind and its row."""
    return seal_small(key.secret, paper.model_dump_json().encode(), *_place(type(paper), row_id))


def opened(kind: type[P], box: bytes | memoryview, *, row_id: UUID, key: RingKey) -> P | None:
    """Open a paper; None where it does not open."""
    try:
        return kind.model_validate_json(open_small(key.secret, bytes(box), *_place(kind, row_id)))
    except (CannotOpen, ValidationError):
        return None


def _place(kind: type[Paper], row_id: UUID) -> tuple[str, UUID]:
    return f"paper {kind.__name__.lower()}", row_id
