"""The events of the export: which come, whether one may still register, what is said of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy as _

from alongside.ui.dates import long_date, weekday_date
from alongside.ui.names import own_language
from alongside.ui.zones import ZONES, zone_named
from alongside.website import exchange

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from django.utils.functional import _StrPromise

    from alongside.alliance.published import Event, Session

KINDS: dict[str, _StrPromise] = {
    "consultation": _("Consultation"),
    "webinar": _("Webinar"),
    "meeting": _("Meeting"),
    "training": _("Training"),
    "conference": _("Conference"),
}


class Door(StrEnum):
    """Whether somebody may register now, and why not."""

    OPEN = "open"
    WAITING = "waiting"
    CLOSED = "closed"
    CANCELLED = "cancelled"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Slot:
    """A session as it is shown: its hours in the zone that was chosen."""

    hours: str
    title: str
    languages: list[str]


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the agenda in the zone that was chosen."""

    name: str
    slots: list[Slot]


@dataclass(frozen=True, slots=True)
class Card:
    """An event on a list."""

    slug: str
    title: str
    kind: str
    when: str
    zone: str
    where: str
    is_online: bool
    is_cancelled: bool


def events() -> tuple[Event, ...]:
    """Return every event that was published."""
    known = exchange.published()
    return known.events if known else ()


def find(slug: str) -> Event | None:
    """Return the event at an address."""
    return next((one for one in events() if one.slug == slug), None)


def coming(now: datetime) -> list[Event]:
    """Return what is not over, the next first."""
    return sorted((one for one in events() if one.ends_at >= now), key=lambda one: one.begins_at)


def past(now: datetime) -> list[Event]:
    """Return what is over, the newest first."""
    over = [one for one in events() if one.ends_at < now]
    return sorted(over, key=lambda one: one.begins_at, reverse=True)


def card(event: Event) -> Card:
    """Return an event as a list shows it, in its own time zone."""
    zone = zone_of(event)
    return Card(
        slug=event.slug,
        title=said(event.title),
        kind=str(KINDS[event.kind]),
        when=when(event, zone),
        zone=place_of(zone),
        where=event.place,
        is_online=event.is_online,
        is_cancelled=event.is_cancelled,
    )


def door(event: Event, now: datetime) -> Door:
    """Return whether somebody may register for an event now; its last day counts as a whole."""
    if event.is_cancelled:
        return Door.CANCELLED
    today = now.astimezone(zone_of(event)).date()
    if now >= event.ends_at or (event.closes_on is not None and today > event.closes_on):
        return Door.CLOSED
    if not event.takes_registrations:
        return Door.NONE
    return Door.WAITING if event.is_full else Door.OPEN


def said(words: Mapping[str, str]) -> str:
    """Return words in the active language, in English where there are none, else in any."""
    language = get_language() or "en"
    short = language.split("-", maxsplit=1)[0]
    return (
        words.get(language) or words.get(short) or words.get("en") or next(iter(words.values()), "")
    )


def zone_of(event: Event) -> ZoneInfo:
    """Return the event's own time zone; UTC where its name is unknown here."""
    return zone_named(event.time_zone) or ZoneInfo("UTC")


def place_of(zone: ZoneInfo) -> str:
    """Return the town a zone is named after: "Bangkok"."""
    return zone.key.rsplit("/", maxsplit=1)[-1].replace("_", " ")


def zone_choices(event: Event) -> list[tuple[str, str]]:
    """Return (name, words) of the zones one may choose, the event's own first."""
    own = zone_of(event)
    others = [zone for name in ZONES if (zone := zone_named(name)) and zone.key != own.key]
    return [(one.key, _offered(one, event.begins_at)) for one in (own, *others)]


def _offered(zone: ZoneInfo, at: datetime) -> str:
    minutes = int((at.astimezone(zone).utcoffset() or at - at).total_seconds() // 60)
    hours, rest = divmod(abs(minutes), 60)
    sign = "-" if minutes < 0 else "+"
    return f"{place_of(zone)} (UTC{sign}{hours}{f':{rest:02}' if rest else ''})"


def when(event: Event, zone: ZoneInfo) -> str:
    """Return the event's days and hours in a zone: "9 December 2026, 14:00–16:00"."""
    begins, ends = event.begins_at.astimezone(zone), event.ends_at.astimezone(zone)
    if begins.date() == ends.date():
        return f"{long_date(begins)}, {_hour(begins)}–{_hour(ends)}"
    return f"{long_date(begins)}, {_hour(begins)} – {long_date(ends)}, {_hour(ends)}"


def days(event: Event, zone: ZoneInfo) -> list[Day]:
    """Return the agenda by the days of a zone."""
    found: dict[date, list[Session]] = {}
    for one in sorted(event.sessions, key=lambda one: one.begins_at):
        found.setdefault(one.begins_at.astimezone(zone).date(), []).append(one)
    return [
        Day(weekday_date(on), [_slot(one, zone) for one in sessions])
        for on, sessions in found.items()
    ]


def _slot(session: Session, zone: ZoneInfo) -> Slot:
    begins, ends = session.begins_at.astimezone(zone), session.ends_at.astimezone(zone)
    hours = f"{_hour(begins)}–{_hour(ends)}"
    return Slot(hours, said(session.title), [own_language(one) for one in session.languages])


def _hour(at: datetime) -> str:
    # The moment is already in the zone it is shown in: Django's own `localtime` would turn it back.
    return date_format(at.replace(tzinfo=None), "H:i")


def figures(event: Event) -> list[tuple[str, int]]:
    """Return (what, how many) of who was there, as far as it was counted."""
    found = (
        (_("people"), event.people),
        (_("organisations"), event.organisations),
        (_("countries"), event.countries),
    )
    return [(str(words), count) for words, count in found if count]
