"""Sharing although she did not agree: one writes it down, another confirms it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.contrib import messages
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.consent import actions, forms, pages, queries
from alongside.consent.enums import Purpose
from alongside.consent.errors import Refused
from alongside.consent.parties import Recipient
from alongside.consent.views.page import asked_or_sent, back, form_page, head_of, typed
from alongside.core import clock

if TYPE_CHECKING:
    from django.http import HttpResponse

    from alongside.core.requests import SignedInRequest


@asked_or_sent
def exception(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Write down that something must be shared although she did not agree."""
    now = clock.now()
    head = head_of(request, case_id, now)
    form = forms.ExceptionForm(
        typed(request), teams=queries.other_teams(actor=request.actor, case=head.case)
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.record_exception(
                case=head.case,
                purpose=Purpose.SERVICE,
                recipient=_excepted_recipient(said["recipient"]),
                compartments=said["parts"],
                grounds=form.grounds(),
                expires_on=said["until"],
                actor=request.actor,
                now=now,
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(
                request, _("Written down. It opens nothing until a colleague confirms it.")
            )
            return back(case_id)
    return form_page(request, head, form, template="consent/exception.html")


def _excepted_recipient(chosen: str) -> Recipient:
    if chosen == forms.ExceptionForm.OUTSIDE:
        return Recipient.outside(uuid4())
    return Recipient.team(UUID(chosen))


@asked_or_sent
def confirm(request: SignedInRequest, case_id: UUID, exception_id: UUID) -> HttpResponse:
    """Confirm an exception as the second of two."""
    now = clock.now()
    head = head_of(request, case_id, now)
    if request.method == "POST":
        try:
            actions.confirm_exception(
                case=head.case, exception_id=exception_id, actor=request.actor, now=now
            )
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("Confirmed. It takes effect now."))
        return back(case_id)
    found = queries.sharing(actor=request.actor, case=head.case, now=now)
    shown = pages.exception_row(found, exception_id)
    context = {"head": head, "row": shown, "back_url": reverse("consent:sharing", args=[case_id])}
    return render(request, "consent/confirm.html", context)
