"""What the database knows of files and of the work on them; every table of the room."""

from __future__ import annotations

from alongside.casework.models.cases import (
    Case,
    CopyOut,
    FactsRow,
    ImportedRow,
    ImportRun,
    MatchKey,
    RegisterLine,
    SearchSegment,
    Task,
)
from alongside.casework.models.working import AccessSlot, ShiftNote, ShiftReading, Supervision

__all__ = [
    "AccessSlot",
    "Case",
    "CopyOut",
    "FactsRow",
    "ImportRun",
    "ImportedRow",
    "MatchKey",
    "RegisterLine",
    "SearchSegment",
    "ShiftNote",
    "ShiftReading",
    "Supervision",
    "Task",
]
