"""The sealed part of a row of this room."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel

from alongside.vault.primitives import CannotOpen
from alongside.vault.small import open_small, seal_small

if TYPE_CHECKING:
    from alongside.consent.models import Recorded
    from alongside.vault.ring import RingKey

C = TypeVar("C", bound=BaseModel)

# The compartment whose key seals her answers: whoever keeps the file's work holds it.
CASEWORK = "casework"


def _where(row: Recorded) -> tuple[str | object, ...]:
    return ("consent", type(row).__name__, row.id, row.case_id)


def box_of(row: Recorded, content: BaseModel, key: RingKey) -> bytes:
    """Seal a content to the row it belongs to."""
    payload = content.model_dump_json(exclude_defaults=True).encode()
    return seal_small(key.secret, payload, *_where(row))  # type: ignore[arg-type]


def content_of(row: Recorded, model: type[C], key: RingKey | None) -> C | None:
    """Open a row's content; None where it was left empty, raises CannotOpen where it is damaged."""
    if not bytes(row.box):
        return None
    if key is None:
        raise CannotOpen
    payload = open_small(key.secret, bytes(row.box), *_where(row))  # type: ignore[arg-type]
    return model.model_validate_json(payload)
