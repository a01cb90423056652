"""Asking to become a member of the alliance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from alongside.alliance.letters import KEPT_AFTER
from alongside.core import clock
from alongside.website import visitors
from alongside.website.forms.joining import JoinForm
from alongside.website.languages import same_page_elsewhere

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@visitors.welcome
def join(request: HttpRequest) -> HttpResponse:
    """Take an application, seal it and leave it for the secretariat."""
    form = JoinForm(request.POST if request.method == "POST" else None)
    status = 200
    if form.is_valid():
        try:
            visitors.send(request, form.letter(now=clock.now()), action="join")
        except visitors.Refused as refused:
            form.add_error(None, str(refused))
            status = refused.status
        else:
            return HttpResponseRedirect(reverse("joined"), status=303)
    context = {
        "form": form,
        "other_languages": same_page_elsewhere(request),
        "kept_after": KEPT_AFTER.days,
    }
    return render(request, "website/joining/join.html", context, status=status)


@visitors.welcome
def joined(request: HttpRequest) -> HttpResponse:
    """Say that it has arrived, and what happens now."""
    context = {"other_languages": same_page_elsewhere(request)}
    return render(request, "website/joining/joined.html", context)
