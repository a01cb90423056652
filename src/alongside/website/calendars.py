"""Events for anybody's own calendar (RFC 5545)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.translation import get_language
from icalendar import Calendar, Event as Entry, vDuration, vText, vUri

from alongside.website import agenda

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from alongside.alliance.published import Event

    Address = Callable[[Event], str]

# What a feed still shows of what is over, so that a calendar does not empty itself.
KEPT = timedelta(days=90)
ASK_AGAIN = timedelta(hours=12)


def calendar(events: Iterable[Event], *, name: str, made_at: datetime, address: Address) -> bytes:
    """Return events as one iCalendar object, with the time zones they stand in.

    :param made_at: when the export was made; stands for an event that does not say when it changed
    :param address: returns the whole address of an event's page
    """
    found = Calendar()
    found.add("prodid", "-//Alongside//Events//EN")
    found.add("version", "2.0")
    found.add("method", "PUBLISH")
    # The names most programs read (RFC 7986, and before it).
    found.add("name", vText(name))
    found.add("x-wr-calname", vText(name))
    found.add("refresh-interval", vDuration(ASK_AGAIN), parameters={"VALUE": "DURATION"})
    for one in events:
        found.add_component(_entry(one, made_at, address(one)))
    found.add_missing_timezones()
    return bytes(found.to_ical())


def _entry(event: Event, made_at: datetime, url: str) -> Entry:
    zone = agenda.zone_of(event)
    entry = Entry()
    # The same for ever and on every site, so that a calendar changes what it has.
    entry.add("uid", f"urn:uuid:{event.id}")
    entry.add("sequence", event.sequence)
    entry.add("dtstamp", event.changed_at or made_at)
    entry.add("last-modified", event.changed_at or made_at)
    entry.add("dtstart", event.begins_at.astimezone(zone))
    entry.add("dtend", event.ends_at.astimezone(zone))
    language = {"LANGUAGE": get_language() or "en"}
    entry.add("summary", agenda.said(event.title), parameters=language)
    if text := _description(event):
        entry.add("description", text, parameters=language)
    if event.place:
        entry.add("location", event.place)
    entry.add("status", "CANCELLED" if event.is_cancelled else "CONFIRMED")
    entry.add("url", vUri(url))
    return entry


def _description(event: Event) -> str:
    lines = [agenda.said(event.description)]
    for day in agenda.days(event, agenda.zone_of(event)):
        lines += ["", day.name, *(f"{one.hours} {one.title}" for one in day.slots)]
    return "\n".join(lines).strip()
