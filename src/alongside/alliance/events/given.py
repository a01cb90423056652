"""What is written down of an event, before it is saved."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date, datetime


@dataclass(frozen=True, kw_only=True)
class EventGiven:
    """The columns of an event that somebody fills in; see `models.events.Event`."""

    kind: str
    title: dict[str, str]
    begins_at: datetime
    ends_at: datetime
    time_zone: str
    description: dict[str, str] = field(default_factory=dict)
    summary: dict[str, str] = field(default_factory=dict)
    place: str = ""
    is_online: bool = False
    languages: list[str] = field(default_factory=list)
    interpreted: list[str] = field(default_factory=list)
    sessions: list[dict[str, Any]] = field(default_factory=list)
    capacity: int | None = None
    closes_on: date | None = None
    takes_registrations: bool = False
    by_invitation: bool = False
    is_public: bool = False
