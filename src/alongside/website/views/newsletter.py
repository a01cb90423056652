"""Asking for the newsletter, saying yes to it, and no more."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from alongside.core import clock
from alongside.website import newsletter, visitors
from alongside.website.forms.newsletter import SubscribeForm

if TYPE_CHECKING:
    from django.http import HttpRequest

SEE_OTHER = 303
NOT_FOUND = 404
GONE = 410
UNFINISHED = 422
TOKEN = re.compile("[A-Za-z0-9_-]{20,200}", re.ASCII)


@visitors.welcome
def subscribe(request: HttpRequest) -> HttpResponse:
    """Ask where the newsletter goes, and mail a link there."""
    form = SubscribeForm(request.POST if request.method == "POST" else None)
    status = UNFINISHED if form.errors else 200
    if form.is_bound and form.is_valid():
        try:
            newsletter.ask(request, form.wish(now=clock.now()))
        except visitors.Refused as refusal:
            form.add_error(None, str(refusal))
            status = refusal.status
        else:
            return HttpResponseRedirect(reverse("letter_asked"), status=SEE_OTHER)
    return render(request, "website/newsletter/subscribe.html", {"form": form}, status=status)


@visitors.welcome
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Ask once more, so that a program that only looks into mails says yes for nobody."""
    now = clock.now()
    wish = newsletter.wish_in(token, now=now)
    if wish is None:
        return render(request, "website/newsletter/too_late.html", status=GONE)
    if request.method != "POST":
        return render(request, "website/newsletter/yes.html", {"refusal": ""})
    try:
        newsletter.confirm(request, wish, now=now)
    except visitors.Refused as refusal:
        context = {"refusal": str(refusal)}
        return render(request, "website/newsletter/yes.html", context, status=refusal.status)
    return HttpResponseRedirect(reverse("letter_welcome"), status=SEE_OTHER)


@visitors.welcome
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Stop it: with a button on a page, or in one click from the mail program.

    RFC 8058, section 3.2: the mail program posts `List-Unsubscribe=One-Click` and wants no page.
    """
    if not TOKEN.fullmatch(token):
        return _not_stopped(request, "no_link", status=NOT_FOUND)
    if request.method != "POST":
        return render(request, "website/newsletter/no.html", {"refusal": ""})
    try:
        newsletter.stop(request, token, now=clock.now())
    except visitors.Refused as refusal:
        return _not_stopped(request, "no", status=refusal.status, refusal=str(refusal))
    if _is_one_click(request):
        return HttpResponse()
    return HttpResponseRedirect(reverse("letter_stopped"), status=SEE_OTHER)


@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    """Say that a mail is on its way; the same for every address."""
    return _said(request, "asked")


@require_safe
def welcomed(request: HttpRequest) -> HttpResponse:
    """Say that she has it now."""
    return _said(request, "welcome")


@require_safe
def stopped(request: HttpRequest) -> HttpResponse:
    """Say that nothing more comes."""
    return _said(request, "stopped")


def _said(request: HttpRequest, name: str) -> HttpResponse:
    response = render(request, f"website/newsletter/{name}.html")
    response["Cache-Control"] = "no-store"
    return response


def _not_stopped(
    request: HttpRequest, name: str, *, status: int, refusal: str = ""
) -> HttpResponse:
    if _is_one_click(request):
        return HttpResponse(status=status)
    return render(request, f"website/newsletter/{name}.html", {"refusal": refusal}, status=status)


def _is_one_click(request: HttpRequest) -> bool:
    return request.POST.get("List-Unsubscribe") == "One-Click"
