"""Comparing another organisation's keys by voice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from alongside.core import clock
from alongside.referrals import actions, queries
from alongside.referrals.errors import CannotDo
from alongside.referrals.forms import CompareForm

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from alongside.core.requests import SignedInRequest

UNFINISHED = 422


@require_http_methods(["GET", "HEAD", "POST"])
def compare(request: SignedInRequest, organisation_id: UUID) -> HttpResponse:
    """Show both fingerprints, and trust theirs once they were compared."""
    form = CompareForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            actions.compare_keys(
                organisation_id=organisation_id,
                compared=form.cleaned_data["compared"],
                actor=request.actor,
                now=clock.now(),
            )
        except CannotDo as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("Their keys are confirmed."))
            return HttpResponseRedirect(reverse("referrals:list"))
    keys = queries.peer_keys(actor=request.actor, organisation_id=organisation_id)
    context = {
        "form": form,
        "keys": keys,
        "back_url": reverse("referrals:list"),
    }
    status = UNFINISHED if form.is_bound else 200
    return render(request, "referrals/compare.html", context, status=status)
