"""The directory of members, and their own pages in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alongside.alliance import policy
from alongside.alliance.actions import members as actions
from alongside.alliance.errors import ChangedMeanwhile
from alongside.alliance.forms.members import MemberForm, WhichMembersForm
from alongside.alliance.labels import reads
from alongside.alliance.membership import standing_of
from alongside.alliance.queries import members as queries
from alongside.alliance.views.page import CONFLICT, FORM, number, page, texts_form
from alongside.alliance.views.showing import described, service_rows, standing_shown
from alongside.core import clock
from alongside.ui import names

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from django.http import HttpResponse

    from alongside.alliance.models import Member
    from alongside.core.requests import SignedInRequest


@require_safe
def directory(request: SignedInRequest) -> HttpResponse:
    """Show the members, by country and theme."""
    actor, now = request.actor, clock.now()
    form = WhichMembersForm(request.GET or None, countries=queries.countries(actor=actor))
    asked = form.cleaned_data if form.is_bound and form.is_valid() else {}
    found = queries.members(
        actor=actor,
        now=now,
        country=asked.get("country", ""),
        theme=asked.get("theme", ""),
        state=asked.get("state", ""),
        page=number(request),
    )
    today = timezone.localdate(now)
    rows = [
        {
            "member": one,
            "standing": standing_shown(standing_of(one, today)),
            "country": names.country(one.country),
            "themes": reads("themes", one.themes),
        }
        for one in found.rows
    ]
    query = request.GET.copy()
    query["page"] = str(number(request) + 1)
    more = f"?{query.urlencode()}" if found.more else ""
    return page(request, "members", form, tab="members", rows=rows, more_url=more)


@require_safe
def show(request: SignedInRequest, member_id: UUID) -> HttpResponse:
    """Show one member and its services."""
    found = queries.member(member_id=member_id, actor=request.actor)
    today = timezone.localdate(clock.now())
    stands = found.member.organisation_id == request.actor.organisation_id
    return page(
        request,
        "member",
        tab="mine" if stands else "members",
        member=found.member,
        country=names.country(found.member.country),
        lines=described(found.member),
        services=service_rows(found.services, today=today),
        standing=standing_shown(standing_of(found.member, today)),
        may_see_membership=found.may_see_membership,
        may_change=found.may_change,
    )


@require_safe
def mine(request: SignedInRequest) -> HttpResponse:
    """Lead to her own organisation's page, or to where it is written."""
    own = queries.own(actor=request.actor)
    if own is None:
        return HttpResponseRedirect(reverse("alliance:own_new"))
    return HttpResponseRedirect(reverse("alliance:member", args=[own.pk]))


@FORM
def own_new(request: SignedInRequest) -> HttpResponse:
    """Write down her own organisation."""
    policy.can_write(request.actor).or_raise()
    return _written(request, actions.add_own, is_own=True)


@FORM
def new(request: SignedInRequest) -> HttpResponse:
    """Write down a member without an account here."""
    queries.require_secretariat(actor=request.actor)
    return _written(request, actions.add_without_account, is_own=False)


@FORM
def change(request: SignedInRequest, member_id: UUID) -> HttpResponse:
    """Change what a member says of itself."""
    member = queries.to_change(member_id=member_id, actor=request.actor)
    form = texts_form(MemberForm, request, member)
    if form.is_bound and form.is_valid():
        try:
            actions.change(
                member_id=member_id,
                given=form.given(),
                version=form.cleaned_data["version"] or 0,
                actor=request.actor,
                now=clock.now(),
            )
        except ChangedMeanwhile:
            theirs = form.meet(member)
            return page(request, "member_form", form, member=member, theirs=theirs, status=CONFLICT)
        messages.success(request, _("The page is saved."))
        return HttpResponseRedirect(reverse("alliance:member", args=[member_id]))
    return page(request, "member_form", form, member=member, theirs=[])


def _written(request: SignedInRequest, add: Callable[..., Member], *, is_own: bool) -> HttpResponse:
    form = texts_form(MemberForm, request, None)
    if form.is_bound and form.is_valid():
        try:
            made = add(given=form.given(), actor=request.actor, now=clock.now())
        except ChangedMeanwhile:
            form.add_error(None, _("A colleague wrote this page a moment ago. Open it again."))
            return page(request, "member_form", form, member=None, theirs=[], is_own=is_own)
        messages.success(request, _("The page is saved."))
        return HttpResponseRedirect(reverse("alliance:member", args=[made.pk]))
    return page(request, "member_form", form, member=None, theirs=[], is_own=is_own)
