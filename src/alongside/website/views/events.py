"""Pages of events, what calendars read of them, and registering."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, override
from django.views.decorators.http import require_safe

from alongside.alliance.letters import KEPT_AT_MOST
from alongside.core import clock
from alongside.ui.names import own_language
from alongside.ui.zones import zone_named
from alongside.website import agenda, calendars, exchange, lookups, stories, visitors
from alongside.website.agenda import Door
from alongside.website.forms.events import RegistrationForm

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest

    from alongside.alliance.published import Event

SEE_OTHER = 303
UNFINISHED = 422
CONFLICT = 409
# A whole consultation may register from one hall and its one address.
RATES = "60/10m/key,300/d/key"


@require_safe
def event(request: HttpRequest, slug: str) -> HttpResponse:
    """Show an event: its agenda in the zone somebody chose, and what came of it afterwards."""
    found, now = _found(slug), clock.now()
    own = agenda.zone_of(found)
    zone = zone_named(request.GET.get("zone", "")) or own
    context = {
        "when": agenda.when(found, zone),
        "zone": zone.key,
        "zone_name": agenda.place_of(zone),
        "zones": agenda.zone_choices(found),
        "own_when": "" if zone.key == own.key else agenda.when(found, own),
        "own_name": agenda.place_of(own),
        "days": agenda.days(found, zone),
        "languages": [own_language(one) for one in found.languages],
        "interpreted": [own_language(one) for one in found.interpreted],
        "description": agenda.said(found.description),
        "summary": agenda.said(found.summary),
        "recommendations": [agenda.said(one) for one in found.recommendations],
        "figures": agenda.figures(found),
        "is_over": found.ends_at < now,
        "story": stories.story_of(slug, get_language() or "en"),
    }
    return render(request, "website/events/event.html", context | _around(found, slug, "event"))


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """Give what comes, and what was not long ago, to anybody's calendar."""
    since = clock.now() - calendars.KEPT
    return _calendar(request, [one for one in agenda.events() if one.ends_at >= since], "events")


@require_safe
def invitation(request: HttpRequest, slug: str) -> HttpResponse:
    """Give one event to anybody's calendar."""
    return _calendar(request, [_found(slug)], slug)


@visitors.welcome
def register(request: HttpRequest, slug: str) -> HttpResponse:
    """Take a registration, or say why none can be taken."""
    found, now = _found(slug), clock.now()
    door = agenda.door(found, now)
    context = _around(found, slug, "event_register") | {
        "when": agenda.when(found, agenda.zone_of(found)),
        "kept_at_most": KEPT_AT_MOST.days,
    }
    if door not in {Door.OPEN, Door.WAITING}:
        status = CONFLICT if request.method == "POST" else 200
        return render(request, "website/events/register.html", context, status=status)
    form = RegistrationForm(request.POST if request.method == "POST" else None, event=found)
    status = 200
    if form.is_bound and form.is_valid():
        letter = form.letter(language=get_language() or "en", now=now)
        try:
            visitors.send(request, letter, action="registration", rates=RATES)
        except visitors.Refused as refusal:
            form.add_error(None, str(refusal))
            status = refusal.status
        else:
            there = HttpResponseRedirect(reverse("event_registered", args=[slug]))
            there.status_code = SEE_OTHER
            return there
    elif form.is_bound:
        status = UNFINISHED
    return render(request, "website/events/register.html", context | {"form": form}, status=status)


@require_safe
def registered(request: HttpRequest, slug: str) -> HttpResponse:
    """Say what happens with a registration; the same for everybody, so that it tells nothing."""
    context = _around(_found(slug), slug, "event_registered")
    response = render(request, "website/events/registered.html", context)
    response["Cache-Control"] = "no-store"
    return response


def _found(slug: str) -> Event:
    found = agenda.find(slug)
    if found is None:
        raise Http404
    return found


def _around(found: Event, slug: str, name: str) -> dict[str, Any]:
    """Return what every page of an event has: its head, its languages, the way back."""
    language = get_language() or "en"
    section = stories.section("events", language)
    return {
        "event": found,
        "card": agenda.card(found),
        "door": agenda.door(found, clock.now()).value,
        "closes_on": found.closes_on,
        "trail": [section] if section else [],
        "other_languages": _other_languages(language, slug, name),
    }


def _other_languages(language: str, slug: str, name: str) -> Iterable[dict[str, str]]:
    found = []
    for code in sorted(lookups.written_languages() - {language}):
        with override(code):
            url = reverse(name, args=[slug])
        found.append({"code": code, "name": own_language(code), "url": url})
    return found


def _calendar(request: HttpRequest, found: list[Event], name: str) -> HttpResponse:
    known = exchange.published()
    if known is None:
        raise Http404
    content = calendars.calendar(
        found,
        name=settings.ALONGSIDE_APP_NAME,
        made_at=known.made_at,
        address=lambda one: request.build_absolute_uri(reverse("event", args=[one.slug])),
    )
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    return response
