"""What every page about her answers needs: the file, what was typed, the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from alongside.consent import files

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from django.http import HttpResponse, QueryDict

    from alongside.consent.files import FileHead
    from alongside.core.requests import SignedInRequest

UNFINISHED = 422
asked_or_sent = require_http_methods(["GET", "HEAD", "POST"])


def head_of(request: SignedInRequest, case_id: UUID, now: datetime) -> FileHead:
    """Return the file a page is about; raises Http404."""
    return files.find(actor=request.actor, case_id=case_id, now=now)


def typed(request: SignedInRequest) -> QueryDict | None:
    """Return what was sent, also where that is nothing; None where a page is only asked for."""
    return request.POST if request.method == "POST" else None


def back(case_id: UUID) -> HttpResponseRedirect:
    """Return the way to the page "Consent and sharing"."""
    return HttpResponseRedirect(reverse("consent:sharing", args=[case_id]))


def form_page(
    request: SignedInRequest,
    head: FileHead,
    form: Any,
    *,
    template: str = "consent/ask.html",
    **context: Any,
) -> HttpResponse:
    """Return a page with one form; what has errors is answered as unfinished."""
    back = reverse("consent:sharing", args=[head.case.id])
    status = UNFINISHED if form.is_bound and form.errors else 200
    everything = {"head": head, "form": form, "back_url": back, **context}
    return render(request, template, everything, status=status)
