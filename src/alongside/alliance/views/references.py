"""What the secretariat asks a member about groups that apply."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from alongside.alliance.actions import references as actions
from alongside.alliance.errors import CannotDo
from alongside.alliance.forms.membership import StanceForm
from alongside.alliance.queries import references as queries
from alongside.alliance.views.page import CONFLICT, FORM, above, page, sent
from alongside.core import clock
from alongside.ui.dates import long_date

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from alongside.core.requests import SignedInRequest


@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    """List what her organisation was asked; about whom stands on the page of each."""
    rows = [
        {
            "reference": one,
            "asked": long_date(timezone.localdate(one.asked_at)),
            "is_waiting": one.is_waiting,
        }
        for one in queries.asked(actor=request.actor)
    ]
    return page(request, "applications/references", tab="references", rows=rows)


@FORM
def show(request: SignedInRequest, reference_id: UUID) -> HttpResponse:
    """Show about whom her organisation is asked, and take the answer."""
    now = clock.now()
    question = queries.question(reference_id=reference_id, actor=request.actor, now=now)
    form = StanceForm(sent(request))
    status = 0
    if form.is_bound and form.is_valid():
        try:
            actions.answer(
                reference_id=reference_id, said=form.said(), actor=request.actor, now=now
            )
        except CannotDo as problem:
            form.add_error(None, str(problem))
            status = CONFLICT
        else:
            messages.success(request, _("Sent, sealed, to the secretariat. Thank you."))
            return redirect("alliance:references")
    return page(
        request,
        "applications/reference",
        form,
        tab="references",
        status=status,
        question=question,
        stance=question.answer.stance.label if question.answer else "",
    )


@require_POST
def take_back(request: SignedInRequest, reference_id: UUID) -> HttpResponse:
    """Take back what her organisation answered."""
    with above(request):
        actions.take_back(reference_id=reference_id, actor=request.actor, now=clock.now())
        messages.success(request, _("Taken back. You can answer anew."))
    return redirect("alliance:reference", reference_id)
