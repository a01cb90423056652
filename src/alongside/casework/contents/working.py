"""What colleagues ask of each other about a file: closing it, and a volunteer's few hours."""

from __future__ import annotations

from datetime import date, datetime  # noqa: TC003  pydantic reads them
from typing import ClassVar
from uuid import UUID  # noqa: TC003  pydantic reads it

from alongside.casework.contents.base import Content, Long, Short, SlotFields, SlotPurpose
from alongside.casework.enums import ClosedReason  # noqa: TC001  pydantic reads it
from alongside.vault.compartments import Compartment


class ClosingRequest(Content):
    """That somebody wants to close the file, and why; approved, it is closed like this."""

    kind_of: ClassVar = "closing_request"
    compartment: ClassVar = Compartment.CASEWORK
    single: ClassVar = True

    reason: ClosedReason
    words: Long = ""
    closed_on: date | None = None


class AccessGiven(Content):
    """What a volunteer was given to know for some hours: which answers, never the answers."""

    kind_of: ClassVar = "access_given"
    compartment: ClassVar = Compartment.CASEWORK

    volunteer: UUID
    purpose: SlotPurpose
    purpose_words: Short = ""
    fields: SlotFields
    begins_at: datetime
    ends_at: datetime
    # What she said when she was asked.
    her_words: Long = ""
    # Where it ended before its time.
    ended_at: datetime | None = None
