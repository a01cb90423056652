"""The newsletter: what was handed over, when it is sent, how many have it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _, ngettext
from django.views.decorators.http import require_POST, require_safe

from alongside.alliance.actions import newsletter, newsletter_sending
from alongside.alliance.enums.newsletter import SendingState
from alongside.alliance.forms.newsletter import BouncesForm, ScheduleForm, TrialForm
from alongside.alliance.newsletter import mails
from alongside.alliance.queries import newsletter as queries
from alongside.alliance.views.page import FORM, beside, number, page, sent
from alongside.core import clock
from alongside.ui.dates import day_and_time
from alongside.ui.names import own_language

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from alongside.core.requests import SignedInRequest

# Time enough to look once more.
SOON = timedelta(minutes=2)
KINDS = {
    SendingState.SCHEDULED: "blue",
    SendingState.SENDING: "yellow",
    SendingState.DONE: "green",
    SendingState.STOPPED: "plain",
}


@require_safe
def overview(request: SignedInRequest) -> HttpResponse:
    """Show the issues, and how many people have the newsletter."""
    found = queries.overview(actor=request.actor, page=number(request))
    issues = [_issue(one) for one in found.issues]
    return page(
        request,
        "newsletter/overview",
        tab="newsletter",
        found=found,
        issues=issues,
        next_page=number(request) + 1 if found.more else 0,
    )


@require_safe
def issue(request: SignedInRequest, issue_id: UUID) -> HttpResponse:
    """Show an issue as it would be read, and what became of it."""
    found = queries.issue(issue_id=issue_id, actor=request.actor)
    versions = [
        {
            "words": one,
            "name": own_language(one.language),
            "direction": mails.direction(one.language),
        }
        for one in found.versions
    ]
    return page(
        request, "newsletter/issue", issue=_issue(found.row), versions=versions, active=found.active
    )


@FORM
def try_out(request: SignedInRequest, issue_id: UUID) -> HttpResponse:
    """Send an issue to one address to see how it looks there."""
    found = queries.issue(issue_id=issue_id, actor=request.actor)
    form = TrialForm(sent(request))
    if form.is_bound and form.is_valid():
        with beside(form, "address"):
            made = newsletter_sending.try_out(
                issue_id=issue_id,
                address=form.cleaned_data["address"],
                actor=request.actor,
                now=clock.now(),
            )
            words = ngettext("%(n)d mail was sent.", "%(n)d mails were sent.", made)
            messages.success(request, words % {"n": made})
            return redirect("alliance:newsletter_issue", issue_id)
    return page(request, "newsletter/trial", form, issue=_issue(found.row))


@FORM
def schedule(request: SignedInRequest, issue_id: UUID) -> HttpResponse:
    """Say when an issue is sent to everybody."""
    now = clock.now()
    found = queries.issue(issue_id=issue_id, actor=request.actor)
    soon = timezone.localtime(now) + SOON
    form = ScheduleForm(sent(request), initial={"day": soon.date(), "hour": f"{soon:%H:%M}"})
    if form.is_bound and form.is_valid():
        with beside(form):
            newsletter_sending.schedule(
                issue_id=issue_id,
                due_at=form.due_at,
                themes=form.cleaned_data["themes"],
                actor=request.actor,
                now=now,
            )
            words = _("It will be sent %(when)s.")
            when = day_and_time(timezone.localtime(form.due_at))
            messages.success(request, words % {"when": when})
            return redirect("alliance:newsletter_issue", issue_id)
    return page(request, "newsletter/schedule", form, issue=_issue(found.row), active=found.active)


@require_POST
def stop(request: SignedInRequest, sending_id: UUID) -> HttpResponse:
    """Stop what has not left yet."""
    newsletter_sending.stop(sending_id=sending_id, actor=request.actor, now=clock.now())
    messages.success(request, _("Stopped. What had not left is not sent."))
    return redirect("alliance:newsletter")


@FORM
def bounces(request: SignedInRequest) -> HttpResponse:
    """Write down which addresses mail came back from."""
    queries.may_work(actor=request.actor)
    form = BouncesForm(sent(request), request.FILES if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        done = newsletter.record_bounces(bounces=form.bounces, actor=request.actor, now=clock.now())
        words = _("%(ended)d ended, %(noted)d noted. Other addresses do not subscribe.")
        messages.success(request, words % {"ended": done.ended, "noted": done.noted})
        return redirect("alliance:newsletter")
    return page(request, "newsletter/bounces", form)


def _issue(row: queries.IssueRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "number": row.number,
        "title": row.title,
        "languages": [own_language(one) for one in row.languages],
        "is_open": any(one.is_open for one in row.sendings),
        "received": day_and_time(timezone.localtime(row.received_at)),
        "sendings": [_sending(one) for one in row.sendings],
    }


def _sending(row: queries.SendingRow) -> dict[str, Any]:
    return {
        "row": row,
        "state": row.state.label,
        "kind": KINDS[row.state],
        "due": day_and_time(timezone.localtime(row.due_at)),
    }
