"""Wishes for something in another language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.utils import timezone
from django.views.decorators.http import require_safe

from alongside.website import lookups, visitors
from alongside.website.forms.translation import TranslationForm

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

SEE_OTHER = 303


@visitors.welcome
def ask(request: HttpRequest, number: int) -> HttpResponse:
    """Take a wish for a campaign's or a kit's files in another language."""
    about = lookups.translatable(number)
    form = TranslationForm(request.POST if request.method == "POST" else None)
    status = 200
    if form.is_valid():
        letter = form.letter(about=f"{about.title} (#{about.pk})", now=timezone.now())
        try:
            visitors.send(request, letter, action="translation")
        except visitors.Refused as refusal:
            form.add_error(None, str(refusal))
            status = refusal.status
        else:
            return HttpResponseRedirect(
                resolve_url("translation_asked", about.pk), status=SEE_OTHER
            )
    return render(
        request, "website/campaigns/ask.html", {"form": form, "about": about}, status=status
    )


@require_safe
def asked(request: HttpRequest, number: int) -> HttpResponse:
    """Say that the wish has arrived."""
    response = render(
        request, "website/campaigns/asked.html", {"about": lookups.translatable(number)}
    )
    response["Cache-Control"] = "no-store"
    return response
