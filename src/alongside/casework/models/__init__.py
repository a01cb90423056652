"""What the database knows: of files, of the work on them, of an organisation's own words."""

from alongside.casework.models.files import (
    STILL_OPEN,
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
from alongside.casework.models.words import FieldSwitch, WordChange
from alongside.casework.models.working import AccessSlot, ShiftNote, ShiftReading, Supervision

__all__ = [
    "STILL_OPEN",
    "AccessSlot",
    "Case",
    "CopyOut",
    "FactsRow",
    "FieldSwitch",
    "ImportRun",
    "ImportedRow",
    "MatchKey",
    "RegisterLine",
    "SearchSegment",
    "ShiftNote",
    "ShiftReading",
    "Supervision",
    "Task",
    "WordChange",
]
