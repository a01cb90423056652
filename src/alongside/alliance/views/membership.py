"""How a membership stands: confirmed once a year, and what was given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alongside.alliance.actions import membership as actions
from alongside.alliance.forms.membership import ContributionForm, LinkForm, SaidSoForm, chosen
from alongside.alliance.queries import members, membership as queries
from alongside.alliance.views.page import FORM, beside, page, sent
from alongside.alliance.views.showing import standing_shown
from alongside.core import clock
from alongside.ui.dates import long_date
from alongside.ui.forms import PlainForm

if TYPE_CHECKING:
    from uuid import UUID

    from django.forms import Form
    from django.http import HttpResponse

    from alongside.core.requests import SignedInRequest


@require_safe
def show(request: SignedInRequest, member_id: UUID) -> HttpResponse:
    """Show how a membership stands, to the member itself and to the secretariat."""
    found = queries.membership_of(member_id=member_id, actor=request.actor, now=clock.now())
    return page(
        request,
        "applications/membership",
        tab="mine" if found.member.organisation_id == request.actor.organisation_id else "members",
        found=found,
        standing=standing_shown(found.standing),
        confirmations=[
            {"said": one, "day": long_date(one.confirmation.confirmed_on)}
            for one in found.confirmations
        ],
        contributions=[
            {"row": one, "paid": long_date(one.paid_on) if one.paid_on else ""}
            for one in found.contributions
        ],
    )


@FORM
def confirm(request: SignedInRequest, member_id: UUID) -> HttpResponse:
    """Say that the member still wants to be one."""
    member = members.to_change(member_id=member_id, actor=request.actor)
    on_behalf = member.organisation_id is None
    kind = SaidSoForm if on_behalf else PlainForm
    form: Form = kind(sent(request))
    if form.is_bound and form.is_valid():
        with beside(form):
            actions.confirm(
                member_id=member_id,
                words=form.cleaned_data.get("words", ""),
                actor=request.actor,
                now=clock.now(),
            )
            messages.success(request, _("Confirmed for another year."))
            return redirect("alliance:membership", member_id)
    lead = (
        _("The member has no account here. Ask it, and note how it said that it wants to stay.")
        if on_behalf
        else _(
            "Your organisation still wants to be a member of the alliance. Nothing else is asked."
        )
    )
    return _form(request, form, member_id, _("Confirm the membership"), lead, _("Confirm"))


@FORM
def contribution(request: SignedInRequest, member_id: UUID) -> HttpResponse:
    """Note what a member gives in a year."""
    queries.to_note(member_id=member_id, actor=request.actor)
    form = ContributionForm(sent(request))
    if form.is_bound and form.is_valid():
        actions.note_contribution(
            member_id=member_id, given=form.given(), actor=request.actor, now=clock.now()
        )
        messages.success(request, _("Noted."))
        return redirect("alliance:membership", member_id)
    lead = _(
        "Only your team and the member see it. Nothing depends on it: a member that gives nothing "
        "is a member like any other. The same year again replaces what was noted."
    )
    return _form(request, form, member_id, _("Note a contribution"), lead)


@FORM
def link(request: SignedInRequest, member_id: UUID) -> HttpResponse:
    """Say which account of this node is the member's."""
    queries.to_note(member_id=member_id, actor=request.actor)
    offered = queries.without_page(actor=request.actor)
    form = LinkForm(sent(request), organisations=offered)
    if form.is_bound and form.is_valid():
        with beside(form):
            actions.link(
                member_id=member_id,
                organisation_id=chosen(form, "organisation"),
                actor=request.actor,
                now=clock.now(),
            )
            messages.success(request, _("Linked. From now on it writes its own page."))
            return redirect("alliance:membership", member_id)
    lead = _(
        "From then on people of that organisation write this page, and you no longer do. Ask them "
        "first."
    )
    return _form(request, form, member_id, _("The member has an account now"), lead, _("Link"))


def _form(
    request: SignedInRequest,
    form: Form,
    member_id: UUID,
    title: str,
    lead: str,
    button: str = "",
) -> HttpResponse:
    back = reverse("alliance:membership", args=[member_id])
    return page(
        request,
        "applications/form",
        form,
        title=title,
        lead=lead,
        back=back,
        button=button or _("Save"),
    )
