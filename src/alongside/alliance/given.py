"""What is written down of a member or a service, before it is saved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any

from alongside.alliance.enums import ServiceKind

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from alongside.alliance.models import Advocacy, Member, Notice, Service

    # What is written in several languages, and has a version of its own.
    Written = Member | Service | Notice | Advocacy

Texts = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, kw_only=True)
class MemberGiven:
    """What a member says of itself; `texts` by field, then by language, "" takes one away."""

    name: str
    country: str
    town: str = ""
    founded: int | None = None
    languages: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    is_self_organised: bool = False
    website: str = ""
    takes_letters: bool = False
    is_public: bool = False
    texts: Texts = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class ServiceGiven:
    """What a member says of a service; `texts` by field, then by language, "" takes one away."""

    country: str
    reference: str = ""
    kinds: tuple[str, ...] = ()
    situations: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    place: str = ""
    area: str = ""
    phone: str = ""
    whatsapp: str = ""
    website: str = ""
    is_free: bool = False
    is_public: bool = False
    texts: Texts = field(default_factory=dict)

    @property
    def is_shelter(self) -> bool:
        """Return whether somebody stays there."""
        return ServiceKind.SHELTER in self.kinds

    @property
    def says_where(self) -> bool:
        """Return whether it tells a place, an area or a number."""
        return any((self.place, self.area, self.phone, self.whatsapp))


@dataclass(frozen=True, kw_only=True)
class ContributionGiven:
    """What a member gives in a year; nothing but the year where it is waived."""

    year: int
    is_waived: bool = False
    amount: Decimal | None = None
    currency: str = ""
    paid_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class NoticeGiven:
    """What a member says of an offer; `texts` by field, then by language, "" takes one away."""

    kind: str
    country: str
    employer: str
    papers: str
    expires_on: date
    place: str = ""
    languages: tuple[str, ...] = ()
    texts: Texts = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class AdvocacyGiven:
    """What is said of a bill, a case or a process; `texts` as of a member."""

    kind: str
    state: str
    where: str
    led_by: str = ""
    link: str = ""
    is_public: bool = False
    texts: Texts = field(default_factory=dict)


def columns(
    given: MemberGiven | ServiceGiven | NoticeGiven | AdvocacyGiven,
    row: Written | None,
) -> dict[str, Any]:
    """Return the columns of a row with what was given; texts in other languages stay."""
    found: dict[str, Any] = {
        one.name: _plain(getattr(given, one.name)) for one in fields(given) if one.name != "texts"
    }
    for name, texts in given.texts.items():
        before = dict(getattr(row, name)) if row is not None else {}
        found[name] = {code: text for code, text in (before | dict(texts)).items() if text}
    return found


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value
