"""Services: looked up by colleagues, written by those whose they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.alliance.actions import services as actions
from alongside.alliance.errors import ChangedMeanwhile
from alongside.alliance.forms.services import ServiceForm, WhichServicesForm
from alongside.alliance.queries import members, services as queries
from alongside.alliance.views.page import CONFLICT, FORM, number, page, sent, texts_form
from alongside.alliance.views.showing import service_rows
from alongside.core import clock

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from django.http import HttpResponse

    from alongside.core.requests import SignedInRequest


@FORM
def directory(request: SignedInRequest) -> HttpResponse:
    """Show what members offer; what is looked for is sent by POST and stands in no address."""
    form = WhichServicesForm(sent(request))
    asked = form.cleaned_data if form.is_bound and form.is_valid() else {}
    found = queries.services(actor=request.actor, page=number(request), **asked)
    return page(
        request,
        "services",
        form,
        tab="services",
        rows=service_rows(found.rows, today=clock.now().date()),
        asked=list(asked.items()),
        next_page=number(request) + 1 if found.more else 0,
    )


@FORM
def new(request: SignedInRequest, member_id: UUID) -> HttpResponse:
    """Write down a service of a member."""
    member = members.to_change(member_id=member_id, actor=request.actor)
    form = texts_form(ServiceForm, request, None, first={"country": member.country})
    if form.is_bound and form.is_valid():
        actions.add(member_id=member_id, given=form.given(), actor=request.actor, now=clock.now())
        messages.success(request, _("The service is saved."))
        return _to_member(member_id)
    return page(request, "service_form", form, member=member, service=None, theirs=[])


@FORM
def change(request: SignedInRequest, service_id: UUID) -> HttpResponse:
    """Change what is said of a service."""
    service = queries.to_change(service_id=service_id, actor=request.actor)
    form = texts_form(ServiceForm, request, service)
    context: dict[str, Any] = {"member": service.member, "service": service}
    if form.is_bound and form.is_valid():
        try:
            actions.change(
                service_id=service_id,
                given=form.given(),
                version=form.cleaned_data["version"] or 0,
                actor=request.actor,
                now=clock.now(),
            )
        except ChangedMeanwhile:
            theirs = form.meet(service)
            return page(request, "service_form", form, status=CONFLICT, theirs=theirs, **context)
        messages.success(request, _("The service is saved."))
        return _to_member(service.member_id)
    return page(request, "service_form", form, theirs=[], **context)


@require_POST
def confirm(request: SignedInRequest, service_id: UUID) -> HttpResponse:
    """Note that a service is still right today."""
    return _done(request, service_id, actions.confirm, _("Thank you. It is right as of today."))


@require_POST
def withdraw(request: SignedInRequest, service_id: UUID) -> HttpResponse:
    """Stop offering a service."""
    sentence = _(
        "The service is withdrawn. It leaves the public site when the secretariat publishes."
    )
    return _done(request, service_id, actions.withdraw, sentence)


@require_POST
def offer(request: SignedInRequest, service_id: UUID) -> HttpResponse:
    """Offer a withdrawn service again."""
    return _done(request, service_id, actions.offer_again, _("The service is offered again."))


def _done(
    request: SignedInRequest, service_id: UUID, deed: Callable[..., UUID], sentence: str
) -> HttpResponse:
    member_id = deed(service_id=service_id, actor=request.actor, now=clock.now())
    messages.success(request, sentence)
    return _to_member(member_id)


def _to_member(member_id: UUID) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("alliance:member", args=[member_id]))
