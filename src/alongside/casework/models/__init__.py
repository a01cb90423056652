"""What the database knows of files, and of the words an organisation made its own."""

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

__all__ = [
    "STILL_OPEN",
    "Case",
    "CopyOut",
    "FactsRow",
    "FieldSwitch",
    "ImportRun",
    "ImportedRow",
    "MatchKey",
    "RegisterLine",
    "SearchSegment",
    "Task",
    "WordChange",
]
