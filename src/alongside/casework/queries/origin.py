"""How she came to us and went on, and what an imported register said that no other page asks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from alongside.casework import access
from alongside.casework.contents import Arrival, Episode, Onward, Origin, OwnColumns, Whereabouts
from alongside.casework.exchange import telling
from alongside.casework.queries.heads import HEAD, File, missing_part, open_parts, opened_file
from alongside.vault.compartments import Compartment

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from alongside.casework.contents import Content
    from alongside.casework.reading import Part
    from alongside.core.access import Actor

KINDS = (Arrival.kind_of, Origin.kind_of, Onward.kind_of)
BESIDE = (Whereabouts.kind_of, Episode.kind_of, OwnColumns.kind_of)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class OriginPage:
    """How she came and went on, by kind; `said` is what else a register brought, in words."""

    file: File
    parts: dict[str, Part]
    said: list[tuple[str, str]]


def origin(*, actor: Actor, case_id: UUID, now: datetime) -> OriginPage:
    """Open how she came to us and went on; raises NoSuchFile, JournalUnavailable."""
    way = access.to_read(actor=actor, case_id=case_id, now=now)
    keys = way.keys(HEAD | {Compartment.STORY})
    file = opened_file(way, keys)
    found = [one for one in open_parts(way, keys, KINDS + BESIDE) if not one.is_taken_back]
    parts = {kind: missing_part(kind, keys) for kind in KINDS}
    parts |= {part.kind: part for part in found if part.kind in KINDS}
    contents: list[Content] = [part.content for part in found if part.content]
    way.journal_reading("file.origin.read", way.compartments & (HEAD | {Compartment.STORY}))
    return OriginPage(file=file, parts=parts, said=telling.beside(contents))
