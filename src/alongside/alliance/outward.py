"""What the public site is told of events, names under statements, and what we follow.

All of it was written to be read by everybody; nothing here needs a key.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, Q

from alongside.alliance import advocacy_dates, membership, published
from alongside.alliance.enums.events import SEATED
from alongside.alliance.models import Advocacy, Event, Member, SignedOn

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID


def events() -> tuple[published.Event, ...]:
    """Return the events that are public, as the export carries them; needs no key."""
    rows = Event.objects.filter(is_public=True).order_by("begins_at", "id")
    rows = rows.annotate(seated=Count("registrations", Q(registrations__state__in=SEATED)))
    return tuple(_published(one, one.seated) for one in rows.prefetch_related("recommendations"))


def _published(one: Event, seated: int) -> published.Event:
    public = [row for row in one.recommendations.all() if row.is_public]
    recommended = sorted(public, key=lambda row: (row.written_at, row.pk))
    return published.Event(
        id=one.pk,
        slug=one.slug,
        title=one.title,
        description=one.description,
        kind=one.kind,
        begins_at=one.begins_at,
        ends_at=one.ends_at,
        time_zone=one.time_zone,
        place=one.place,
        is_online=one.is_online,
        languages=tuple(one.languages),
        interpreted=tuple(one.interpreted),
        sessions=tuple(published.Session.model_validate(session) for session in one.sessions),
        takes_registrations=one.takes_registrations,
        by_invitation=one.by_invitation,
        codes=tuple(one.codes) if one.by_invitation else (),
        closes_on=one.closes_on,
        is_cancelled=one.is_cancelled,
        is_full=one.capacity is not None and seated >= one.capacity,
        sequence=one.version,
        changed_at=one.changed_at,
        summary=one.summary,
        recommendations=tuple(row.words for row in recommended),
        people=one.people or None,
        organisations=one.organisations or None,
        countries=one.countries or None,
    )


def sign_ons() -> tuple[published.SignOn, ...]:
    """Return the accepted names as the export carries them."""
    return tuple(
        published.SignOn(
            id=one.pk,
            name=one.name,
            country=one.country,
            statement=one.statement,
            statement_title=one.statement_title,
        )
        for one in SignedOn.objects.order_by("accepted_at", "id")
    )


def followed() -> tuple[published.Advocacy, ...]:
    """Return what is public, as the export carries it."""
    rows = Advocacy.objects.filter(is_public=True).order_by("slug")
    return tuple(
        published.Advocacy.model_validate(
            {
                "id": one.pk,
                "slug": one.slug,
                "kind": one.kind,
                "state": one.state,
                "where": one.where,
                "led_by": one.led_by,
                "title": one.title,
                "words": one.words,
                "demands": one.demands,
                "happened": one.happened,
                "dates": [
                    {"on": day.on, "what": day.what} for day in advocacy_dates.gather(one.dates)
                ],
                "link": one.link,
            }
        )
        for one in rows
    )


def lapsed(today: date) -> set[UUID]:
    """Return which members the public site no longer names."""
    rows = Member.objects.only("id", "joined_on", "confirmed_on")
    return {one.pk for one in rows if membership.standing_of(one, today).is_lapsed}
