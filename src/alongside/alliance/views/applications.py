"""Applications for membership, as the secretariat's team for public work handles them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from alongside.alliance.actions import applications as actions
from alongside.alliance.forms.membership import (
    ApplicationForm,
    AskForm,
    DeclineForm,
    OutsideForm,
    chosen,
)
from alongside.alliance.letters import KEPT_AFTER
from alongside.alliance.queries import applications as queries, members, membership
from alongside.alliance.views.page import FORM, above, beside, number, page, sent
from alongside.core import clock
from alongside.ui.dates import day_and_time, long_date

if TYPE_CHECKING:
    from uuid import UUID

    from django.forms import Form
    from django.http import HttpResponse

    from alongside.alliance.queries.membership import Due
    from alongside.core.requests import SignedInRequest

CHIPS = {"open": "yellow", "approved": "green", "declined": "plain"}


@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    """List the applications, and the memberships the secretariat has to ask about."""
    now = clock.now()
    listing = queries.applications(actor=request.actor, now=now, page=number(request))
    rows = [
        {
            "row": one,
            "arrived": long_date(timezone.localdate(one.application.arrived_at)),
            "chip": CHIPS[one.state],
        }
        for one in listing.rows
    ]
    due = [_due(one) for one in membership.due(actor=request.actor, now=now)]
    more = f"?page={number(request) + 1}" if listing.more else ""
    return page(
        request,
        "applications/index",
        tab="applications",
        listing=listing,
        rows=rows,
        due=due,
        more_url=more,
    )


@FORM
def new(request: SignedInRequest) -> HttpResponse:
    """Write down an application that came by telephone, by post or in person."""
    members.require_secretariat(actor=request.actor)
    form = ApplicationForm(sent(request))
    if form.is_bound and form.is_valid():
        with beside(form):
            made = actions.enter(said=form.said(), actor=request.actor, now=clock.now())
            messages.success(request, _("The application is written down, sealed for your team."))
            return redirect("alliance:application", made)
    lead = _("For a group that did not use the site. It need not be registered anywhere.")
    return _form(request, form, _("Write down an application"), lead)


@require_safe
def show(request: SignedInRequest, application_id: UUID) -> HttpResponse:
    """Show one application; that it was opened is written down."""
    found = queries.application(application_id=application_id, actor=request.actor, now=clock.now())
    row = found.application
    return page(
        request,
        "applications/application",
        tab="applications",
        found=found,
        chip=CHIPS[found.state],
        arrived=day_and_time(timezone.localtime(row.arrived_at)),
        deleted=long_date(found.deleted_on) if found.deleted_on else "",
        decided=day_and_time(timezone.localtime(row.decided_at)) if row.decided_at else "",
        heard=[
            {
                "heard": one,
                "asked": long_date(timezone.localdate(one.reference.asked_at)),
                "stance": one.said.stance.label if one.said else "",
            }
            for one in found.references
        ],
    )


@FORM
def ask(request: SignedInRequest, application_id: UUID) -> HttpResponse:
    """Ask a member of this node for a reference."""
    offered = queries.to_ask(application_id=application_id, actor=request.actor)
    form = AskForm(sent(request), members=offered)
    if form.is_bound and form.is_valid():
        with beside(form):
            actions.ask(
                application_id=application_id,
                member_id=chosen(form, "member"),
                words=form.cleaned_data["words"],
                actor=request.actor,
                now=clock.now(),
            )
            messages.success(request, _("They are asked. Their answer comes to this page, sealed."))
            return redirect("alliance:application", application_id)
    nobody = _("No other member of this node can be asked. Note what somebody else tells you.")
    title, lead = _("Ask a member about the group"), "" if offered else nobody
    return _form(request, form, title, lead, of=application_id, button=_("Ask"))


@FORM
def heard(request: SignedInRequest, application_id: UUID) -> HttpResponse:
    """Note what somebody outside said of the group."""
    queries.found(application_id=application_id, actor=request.actor)
    form = OutsideForm(sent(request))
    if form.is_bound and form.is_valid():
        with beside(form):
            actions.note_reference(
                application_id=application_id,
                said=form.said(),
                actor=request.actor,
                now=clock.now(),
            )
            messages.success(request, _("Noted."))
            return redirect("alliance:application", application_id)
    lead = _("What somebody who has no account here told you about the group.")
    return _form(request, form, _("Note a reference"), lead, of=application_id)


@require_POST
def agree(request: SignedInRequest, application_id: UUID) -> HttpResponse:
    """Agree to an application; the second person makes the group a member."""
    with above(request):
        member_id = actions.agree(
            application_id=application_id, actor=request.actor, now=clock.now()
        )
        if member_id:
            messages.success(request, _("The group is a member now. Tell them."))
        else:
            words = _("You agree. Somebody else of your team has to agree too.")
            messages.success(request, words)
    return redirect("alliance:application", application_id)


@require_POST
def take_back(request: SignedInRequest, application_id: UUID) -> HttpResponse:
    """Take her agreement back."""
    with above(request):
        actions.take_back(application_id=application_id, actor=request.actor, now=clock.now())
        messages.success(request, _("You took your agreement back."))
    return redirect("alliance:application", application_id)


@require_POST
def take_off(request: SignedInRequest, application_id: UUID, reference_id: UUID) -> HttpResponse:
    """Take off what was noted of somebody outside."""
    with above(request):
        actions.take_off(
            application_id=application_id,
            reference_id=reference_id,
            actor=request.actor,
            now=clock.now(),
        )
        messages.success(request, _("Taken off."))
    return redirect("alliance:application", application_id)


@FORM
def decline(request: SignedInRequest, application_id: UUID) -> HttpResponse:
    """Decline an application, and note why."""
    queries.found(application_id=application_id, actor=request.actor)
    form = DeclineForm(sent(request))
    if form.is_bound and form.is_valid():
        with beside(form):
            actions.decline(
                application_id=application_id,
                reason=form.cleaned_data["reason"],
                actor=request.actor,
                now=clock.now(),
            )
            messages.success(request, _("Declined. Tell them, and why if you can."))
            return redirect("alliance:application", application_id)
    lead = _(
        "They are not told by this program. They can apply again. After %(days)s days all of it "
        "is deleted: what they wrote, what was said of them, and why you declined."
    ) % {"days": KEPT_AFTER.days}
    title = _("Decline the application")
    return _form(request, form, title, lead, of=application_id, button=_("Decline"))


def _due(one: Due) -> dict[str, object]:
    return {
        "member": one.member,
        "standing": one.standing,
        "due": long_date(one.standing.due_on),
        "lapses": long_date(one.standing.lapses_on),
    }


def _form(
    request: SignedInRequest,
    form: Form,
    title: str,
    lead: str,
    *,
    of: UUID | None = None,
    button: str = "",
) -> HttpResponse:
    return page(
        request,
        "applications/form",
        form,
        tab="applications",
        title=title,
        lead=lead,
        back=reverse("alliance:application", args=[of]) if of else reverse("alliance:applications"),
        button=button or _("Save"),
    )
