"""Where an organisation asks to put its name under a statement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from alongside.core import clock
from alongside.website import sections, visitors
from alongside.website.forms.signing import SignOnForm

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from alongside.website.models import StatementPage

SEE_OTHER = 303


@visitors.welcome
def sign_on(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take in an organisation's name, for somebody to check."""
    statement = _statement(key)
    is_open = statement.is_open(timezone.localdate())
    form = SignOnForm(request.POST if request.method == "POST" else None)
    status = 200
    if is_open and form.is_valid():
        letter = form.letter(statement=str(key), title=statement.title, now=clock.now())
        try:
            visitors.send(request, letter, action="sign")
        except visitors.Refused as refusal:
            form.add_error(None, str(refusal))
            status = refusal.status
        else:
            return HttpResponseRedirect(reverse("signed_on", args=[key]), status=SEE_OTHER)
    shown = {"statement": statement, "form": form, "is_open": is_open}
    return render(request, "website/news/sign.html", shown, status=status)


@require_safe
def signed(request: HttpRequest, key: UUID) -> HttpResponse:
    """Say that it arrived, and what happens next."""
    response = render(request, "website/news/signed.html", {"statement": _statement(key)})
    response["Cache-Control"] = "no-store"
    return response


def _statement(key: UUID) -> StatementPage:
    found = sections.statement(key, get_language() or "en")
    if found is None:
        raise Http404
    return found
