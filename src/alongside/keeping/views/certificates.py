"""What was erased: the list, and each certificate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from alongside.casework.views import page
from alongside.core import clock
from alongside.keeping import actions, queries

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from alongside.core.requests import SignedInRequest


@require_safe
def overview(request: SignedInRequest) -> HttpResponse:
    """Show how long files are kept, and what was erased."""
    found = queries.overview(actor=request.actor, now=clock.now())
    return render(request, "keeping/overview.html", {"page": found})


@require_safe
def certificate(request: SignedInRequest, erasure_id: UUID) -> HttpResponse:
    """Show a certificate, to be printed."""
    found = queries.certificate(erasure_id=erasure_id, actor=request.actor, now=clock.now())
    return render(request, "keeping/certificate.html", {"one": found})


@require_POST
def forget_names(request: SignedInRequest) -> HttpResponse:
    """Take names that a backup brought back out of the search."""
    actions.forget_returned_names(actor=request.actor, now=clock.now())
    page.saved(request, _("The search knows these names no more."))
    return redirect("keeping:overview")
