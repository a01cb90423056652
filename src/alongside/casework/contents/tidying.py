"""What is known of a file beside others: who may be the same person, and which files are joined."""

from __future__ import annotations

from datetime import date  # noqa: TC003  pydantic reads it
from typing import ClassVar, Literal
from uuid import UUID  # noqa: TC003  pydantic reads it

from pydantic import BaseModel, ConfigDict

from alongside.casework.contents.base import Content, Short
from alongside.vault.compartments import Compartment


class Compared(BaseModel):
    """Another file that may be about her, why, and what was said to it."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    other: UUID
    reasons: list[Literal["phone", "name_and_year"]] = []
    state: Literal["open", "another"] = "open"


class Likeness(Content):
    """Files that may be about the same person; what was answered is not asked again."""

    kind_of: ClassVar = "likeness"
    compartment: ClassVar = Compartment.CASEWORK
    single: ClassVar = True

    found: list[Compared] = []


class Rewritten(BaseModel):
    """A part that joining wrote: its version before (0: there was none) and after."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    document_id: UUID
    kind: Short
    before: int
    after: int


class Joined(Content):
    """That this file and another are about the same person; each of the two says so.

    `holds` is true in the file that goes on, false in the one it holds. `parts` are those that were
    written anew in the first, `state` is where the second stood: phase, day closed, reason.
    """

    kind_of: ClassVar = "joined"
    compartment: ClassVar = Compartment.CASEWORK

    other: UUID
    other_reference: Short = ""
    holds: bool = False
    joined_on: date
    joined_by: UUID
    parts: list[Rewritten] = []
    state: tuple[Short, Short, Short] = ("", "", "")
    undone_on: date | None = None

    @property
    def stands(self) -> bool:
        """Return whether the two are joined now."""
        return self.undone_on is None
