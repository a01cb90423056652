"""What the public site is told: one document, reviewed by somebody before it leaves the node.

This module is all that the site shares with this room. It knows no framework and no table. Whatever
is not named here cannot leave: there is no field for the address of a shelter.
"""

from __future__ import annotations

from datetime import date, datetime  # noqa: TC003  pydantic reads them
from typing import Annotated, Literal
from uuid import UUID  # noqa: TC003  pydantic reads it

from pydantic import BaseModel, ConfigDict, Field

Short = Annotated[str, Field(max_length=300)]
Long = Annotated[str, Field(max_length=20_000)]
# Words by the code of their language.
Words = dict[str, Long]


def plain_code(written: str) -> str:
    """Return an invitation code without what people change when they write it down."""
    return "".join(one for one in written.casefold() if one.isalnum())


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Letterbox(_Strict):
    """Where letters of visitors are sealed to; `key` in hexadecimal."""

    epoch: int = Field(ge=1)
    key: str = Field(pattern="^[0-9a-f]{64}$")


class Member(_Strict):
    """A member organisation that wishes to be seen.

    `slug` stands in its page's address; `themes` are codes of the thematic directions.
    """

    id: UUID
    slug: str = Field(pattern="^[a-z0-9-]{1,80}$")
    name: Short
    country: str = Field(pattern="^[A-Z]{2}$")
    town: Short = ""
    founded: int | None = Field(default=None, ge=1800, le=2200)
    languages: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    is_self_organised: bool = False
    mission: Words = {}
    does: Words = {}
    website: str = Field(default="", max_length=300, pattern="^(https?://.*)?$")
    # Whether visitors may write to it; the address itself never leaves the node.
    takes_letters: bool = True


class Service(_Strict):
    """Help that somebody may ask for; terms after Open Referral HSDS 3.0.

    `place` is a town, never a street; a shelter has none. `situations` are codes of what may have
    happened to somebody, `languages` are spoken there. `hours` and the other words as people say
    them.
    """

    id: UUID
    member: UUID
    name: Words
    description: Words = {}
    kinds: tuple[str, ...] = ()
    situations: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    country: str = Field(pattern="^[A-Z]{2}$")
    place: Short = ""
    area: tuple[Short, ...] = ()
    is_shelter: bool = False
    hours: Words = {}
    eligibility: Words = {}
    papers_not_needed: Words = {}
    phone: str = Field(default="", max_length=40)
    whatsapp: str = Field(default="", max_length=40)
    website: str = Field(default="", max_length=300, pattern="^(https?://.*)?$")
    is_free: bool = True
    confirmed_on: date


class Session(_Strict):
    """One session of an event's agenda."""

    title: Words
    begins_at: datetime
    ends_at: datetime
    languages: tuple[str, ...] = ()


class Event(_Strict):
    """A public event: what it is, when and where, whether one may register, and its figures.

    `codes` are what invitation codes are checked with (SHA-256 of `plain_code`, hexadecimal).
    Figures are counted by the node from who was there, never typed. `sequence` rises with each
    change, for calendars (RFC 5545); `interpreted` are languages with an interpreter; `is_full`
    says that whoever registers now waits for a place.
    """

    id: UUID
    slug: str = Field(pattern="^[a-z0-9-]{1,80}$")
    title: Words
    description: Words = {}
    kind: Literal["consultation", "webinar", "meeting", "training", "conference"]
    begins_at: datetime
    ends_at: datetime
    time_zone: str = Field(max_length=60)
    place: Short = ""
    is_online: bool = False
    languages: tuple[str, ...] = ()
    sessions: tuple[Session, ...] = ()
    takes_registrations: bool = False
    by_invitation: bool = False
    codes: tuple[str, ...] = ()
    closes_on: date | None = None
    is_cancelled: bool = False
    sequence: int = Field(default=0, ge=0)
    changed_at: datetime | None = None
    interpreted: tuple[str, ...] = ()
    is_full: bool = False
    summary: Words = {}
    recommendations: tuple[Words, ...] = ()
    people: int | None = Field(default=None, ge=0)
    organisations: int | None = Field(default=None, ge=0)
    countries: int | None = Field(default=None, ge=0)


class SignOn(_Strict):
    """An organisation that somebody found to stand behind a statement.

    `statement` is the site's own id of it; `statement_title` is there for who reviews the export.
    """

    id: UUID
    name: Short
    country: str = Field(default="", pattern="^([A-Z]{2})?$")
    statement: UUID
    statement_title: Short = ""


class AdvocacyDate(_Strict):
    """A day on which something happened, or will."""

    on: date
    what: Words


class Advocacy(_Strict):
    """A bill, a case of strategic litigation or an international process that we follow.

    `where` is a country or a body; `demands` has one demand a line; `dates` are in order.
    """

    id: UUID
    slug: str = Field(pattern="^[a-z0-9-]{1,80}$")
    kind: Literal["bill", "litigation", "process"]
    state: Literal["prepared", "open", "won", "partly", "lost", "resting"]
    where: Short
    led_by: Short = ""
    title: Words
    words: Words = {}
    demands: Words = {}
    happened: Words = {}
    dates: tuple[AdvocacyDate, ...] = ()
    link: str = Field(default="", max_length=300, pattern="^(https?://.*)?$")


class Published(_Strict):
    """Everything the site knows of the alliance."""

    version: Literal[1] = 1
    made_at: datetime
    letterbox: Letterbox
    members: tuple[Member, ...] = ()
    services: tuple[Service, ...] = ()
    events: tuple[Event, ...] = ()
    sign_ons: tuple[SignOn, ...] = ()
    advocacy: tuple[Advocacy, ...] = ()
