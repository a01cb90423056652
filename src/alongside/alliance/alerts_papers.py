"""What is sealed of an urgent alert, in slips of the team that wrote it and of each that is told.

What one answers is sealed for itself and for the sender; no other reads it.
"""

from __future__ import annotations

from datetime import date  # noqa: TC003  pydantic reads it
from uuid import UUID  # noqa: TC003  pydantic reads it

from pydantic import TypeAdapter

from alongside.alliance.papers import Paper


class Told(Paper):
    """What an alert says; codes of `enums.alerts`, `country` after ISO 3166-1."""

    title: str
    kind: str
    country: str
    words: str
    onward: str
    city: str = ""
    asked: tuple[str, ...] = ()
    urgent_until: date | None = None


class Readers(Paper):
    """Which teams are told: for the sender alone, who adds for nobody that she did not choose."""

    teams: tuple[UUID, ...]


class Since(Paper):
    """What happened since; `ends` says that it is no longer urgent."""

    alert: UUID
    words: str
    ends: bool = False


class Answer(Paper):
    """What a receiver says to the sender alone."""

    alert: UUID
    words: str = ""


TOLD, READERS = TypeAdapter(Told), TypeAdapter(Readers)
SINCE, ANSWER = TypeAdapter(Since), TypeAdapter(Answer)
