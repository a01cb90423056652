"""Events: the list, preparing one, who comes, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from alongside.alliance.actions import events as planning, events_registering as registering
from alongside.alliance.enums.events import FollowUpState, RegistrationState
from alongside.alliance.errors import ChangedMeanwhile
from alongside.alliance.forms.events import (
    CodesForm,
    EventForm,
    NoteForm,
    RecommendationForm,
    values_of,
)
from alongside.alliance.forms.texts import begin_again
from alongside.alliance.queries import events as queries
from alongside.alliance.views.page import CONFLICT, UNFINISHED, above, beside, page, sent
from alongside.core import clock

if TYPE_CHECKING:
    from uuid import UUID

    from django.forms import Form
    from django.http import HttpResponse

    from alongside.core.requests import SignedInRequest

# What a colleague may note of somebody who registered.
NOTED = (
    RegistrationState.CONFIRMED,
    RegistrationState.ATTENDED,
    RegistrationState.DECLINED,
    RegistrationState.REGISTERED,
)


@require_GET
def index(request: SignedInRequest) -> HttpResponse:
    """List the events of her organisation."""
    listing = queries.event_list(actor=request.actor, now=clock.now())
    return page(request, "events/index", tab="events", listing=listing)


def new(request: SignedInRequest) -> HttpResponse:
    """Prepare an event."""
    form = EventForm(sent(request))
    if form.is_bound and form.is_valid():
        with beside(form):
            event_id = planning.plan_event(given=form.given(), actor=request.actor, now=clock.now())
            messages.success(request, _("The event is written down. Nobody sees it yet."))
            return redirect("alliance:event", event_id)
    else:
        queries.event_list(actor=request.actor, now=clock.now())
    return _form(request, form, title=_("A new event"))


def change(request: SignedInRequest, event_id: UUID) -> HttpResponse:
    """Change what is written of an event."""
    event = queries.plain_event(actor=request.actor, event_id=event_id)
    form = EventForm(sent(request), initial=values_of(event))
    status = 0
    if form.is_bound and form.is_valid():
        seen = form.cleaned_data["seen"]
        try:
            planning.change_event(
                event_id=event_id,
                given=form.given(),
                seen=-1 if seen is None else seen,
                actor=request.actor,
                now=clock.now(),
            )
        except ChangedMeanwhile:
            sentence = _(
                "Somebody else changed this event meanwhile. What you wrote is still here: look at "
                "the event in another window, and save again to write over it."
            )
            form.add_error(None, sentence)
            # Saving again writes over what somebody else wrote, as she was told.
            begin_again(form, seen=event.version)
            status = CONFLICT
        else:
            messages.success(request, _("Saved."))
            return redirect("alliance:event", event_id)
    return _form(request, form, title=_("Change the event"), event_id=event_id, status=status)


@require_GET
def show(request: SignedInRequest, event_id: UUID) -> HttpResponse:
    """Show an event with everybody who registered; that it was opened is written down."""
    found = queries.open_event(actor=request.actor, event_id=event_id, now=clock.now())
    context = {
        "page": found,
        "noted": NOTED,
        "states": FollowUpState,
        "codes_form": CodesForm(),
    }
    return render(request, "alliance/events/event.html", context)


@require_POST
def cancel(request: SignedInRequest, event_id: UUID) -> HttpResponse:
    """Cancel an event."""
    with above(request):
        planning.cancel_event(event_id=event_id, actor=request.actor, now=clock.now())
        messages.success(
            request,
            _(
                "It is cancelled. Publish, so that the site and calendars say so, and write to "
                "those who registered: this program writes to none of them."
            ),
        )
    return redirect("alliance:event", event_id)


@require_POST
def codes(request: SignedInRequest, event_id: UUID) -> HttpResponse:
    """Make invitation codes."""
    form = CodesForm(request.POST)
    number = form.cleaned_data["number"] if form.is_valid() else 0
    with above(request):
        planning.make_codes(event_id=event_id, number=number, actor=request.actor, now=clock.now())
    return redirect("alliance:event", event_id)


@require_POST
def registration(request: SignedInRequest, event_id: UUID, registration_id: UUID) -> HttpResponse:
    """Note that somebody is confirmed, was there, or does not come."""
    with above(request):
        registering.set_state(
            event_id=event_id,
            registration_id=registration_id,
            state=request.POST.get("state", ""),
            actor=request.actor,
            now=clock.now(),
        )
    return redirect("alliance:event", event_id)


@require_POST
def take_back(request: SignedInRequest, event_id: UUID, registration_id: UUID) -> HttpResponse:
    """Note that somebody no longer wants to be named or pictured."""
    with above(request):
        registering.take_back(
            event_id=event_id,
            registration_id=registration_id,
            what=request.POST.get("what", ""),
            actor=request.actor,
            now=clock.now(),
        )
        messages.success(
            request,
            _(
                "It is noted. Where her name or her picture is shown already, take it off there "
                "too: this program does not find it."
            ),
        )
    return redirect("alliance:event", event_id)


@require_POST
def spellings(request: SignedInRequest, event_id: UUID) -> HttpResponse:
    """Count an organisation written in two ways as one."""
    with above(request):
        registering.join_spellings(
            event_id=event_id,
            first=request.POST.get("first", ""),
            second=request.POST.get("second", ""),
            actor=request.actor,
            now=clock.now(),
        )
    return redirect("alliance:event", event_id)


def note(request: SignedInRequest, event_id: UUID) -> HttpResponse:
    """Write down what was said about a theme."""
    queries.plain_event(actor=request.actor, event_id=event_id)
    form = NoteForm(sent(request))
    if form.is_bound and form.is_valid():
        planning.write_note(
            event_id=event_id, **form.cleaned_data, actor=request.actor, now=clock.now()
        )
        return redirect("alliance:event", event_id)
    return _form(request, form, title=_("Notes by theme"), event_id=event_id)


def recommendation(request: SignedInRequest, event_id: UUID) -> HttpResponse:
    """Write down what was recommended, and who follows it up."""
    queries.plain_event(actor=request.actor, event_id=event_id)
    form = RecommendationForm(sent(request))
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        planning.recommend(
            event_id=event_id,
            words=form.words(),
            who=said["who"],
            due_on=said["due_on"],
            is_public=said["is_public"],
            actor=request.actor,
            now=clock.now(),
        )
        return redirect("alliance:event", event_id)
    return _form(request, form, title=_("A recommendation"), event_id=event_id)


@require_POST
def follow_up(request: SignedInRequest, event_id: UUID, recommendation_id: UUID) -> HttpResponse:
    """Say what became of a recommendation."""
    with above(request):
        planning.follow_up(
            event_id=event_id,
            recommendation_id=recommendation_id,
            state=request.POST.get("state", ""),
            actor=request.actor,
            now=clock.now(),
        )
    return redirect("alliance:event", event_id)


def _form(
    request: SignedInRequest,
    form: Form,
    *,
    title: str,
    event_id: UUID | None = None,
    status: int = 0,
) -> HttpResponse:
    refused = UNFINISHED if form.errors else 200
    context = {"form": form, "title": title, "event_id": event_id}
    return render(request, "alliance/events/form.html", context, status=status or refused)
