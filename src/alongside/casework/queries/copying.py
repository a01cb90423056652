"""What of one file may leave, and in which forms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from alongside.casework import access
from alongside.casework.queries.heads import HEAD, File, opened_file
from alongside.ui import pdf

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from alongside.core.access import Actor


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ToCopy:
    """A file, its parts that the asker may read, and whether a PDF can be made here."""

    file: File
    compartments: frozenset[str]
    pdf: bool


def to_copy(*, actor: Actor, case_id: UUID, now: datetime) -> ToCopy:
    """Open what every page of a file shows; raises NoSuchFile, JournalUnavailable."""
    way = access.to_read(actor=actor, case_id=case_id, now=now)
    file = opened_file(way, way.keys(HEAD))
    way.journal_reading("file.read", way.compartments & HEAD)
    return ToCopy(file=file, compartments=way.compartments, pdf=not pdf.missing())
