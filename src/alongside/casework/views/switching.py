"""The pages on which two people decide to ask what is dangerous to know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.casework import actions, queries
from alongside.casework.errors import BadWord
from alongside.casework.forms.switching import AskForFieldForm
from alongside.casework.views import page
from alongside.core import clock

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest


@require_safe
def fields(request: HttpRequest) -> HttpResponse:
    """Show what is dangerous to ask, and whether it is asked here."""
    found = queries.dangerous_fields(actor=page.who(request), now=clock.now())
    return render(request, "casework/fields.html", {"fields": found})


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, field: str) -> HttpResponse:
    """Ask for one of them, with a reason and a last day."""
    actor, now = page.who(request), clock.now()
    found = queries.dangerous_field(field=field, actor=actor, now=now)
    form = AskForFieldForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            actions.ask_for_field(field=field, **form.cleaned_data, actor=actor, now=now)
        except BadWord as problem:
            form.add_error(problem.field, str(problem))
        else:
            return _back(request, _("A coordinator who is not you has to confirm it."))
    status = page.UNFINISHED if form.errors else 200
    return render(request, "casework/field_ask.html", {"form": form, "found": found}, status=status)


@require_POST
def confirm(request: HttpRequest, switch_id: UUID) -> HttpResponse:
    """Switch it on as the second person."""
    try:
        actions.confirm_field(switch_id=switch_id, actor=page.who(request), now=clock.now())
    except BadWord as problem:
        messages.error(request, str(problem))
        return HttpResponseRedirect(reverse("casework:fields"))
    return _back(request, _("It is switched on until its last day."))


@require_POST
def end(request: HttpRequest, switch_id: UUID) -> HttpResponse:
    """Refuse a request, or switch it off."""
    actions.end_field(switch_id=switch_id, actor=page.who(request), now=clock.now())
    return _back(request, _("It is off. What was written before can still be read."))


def _back(request: HttpRequest, sentence: str) -> HttpResponseRedirect:
    messages.success(request, sentence)
    return HttpResponseRedirect(reverse("casework:fields"))
