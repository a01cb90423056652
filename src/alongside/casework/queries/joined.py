"""What the pages of a file say of the files it is joined with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from alongside.casework.contents import Joined
from alongside.ui.dates import long_date

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from alongside.casework.access import Way
    from alongside.casework.reading import Part


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class JoinedView:
    """A file this one holds, or is held by; `may_undo` is whether it is recent enough."""

    here: UUID
    document_id: UUID | None
    other: UUID
    reference: str
    since: str
    holds: bool
    may_undo: bool


def joined_of(way: Way, parts: Iterable[Part]) -> list[JoinedView]:
    """Return the joinings that stand, for who keeps both files."""
    if not way.is_keeper:
        return []
    return [
        JoinedView(
            here=way.case.id,
            document_id=part.document_id,
            other=part.content.other,
            reference=part.content.other_reference,
            since=long_date(part.content.joined_on),
            holds=part.content.holds,
            may_undo=part.content.holds,
        )
        for part in parts
        if isinstance(part.content, Joined) and part.content.stands
    ]
