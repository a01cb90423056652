"""Once a year: which questions nobody uses, and leaving them out of the forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from alongside.casework import actions, policy, queries
from alongside.casework.views import page
from alongside.casework.views.progress import while_answering
from alongside.core import clock

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from alongside.casework.background import Tell

LOOK = "look"


@require_safe
def unused(request: HttpRequest) -> HttpResponse:
    """Show what was found last, and what is not asked here."""
    actor = page.who(request)
    kept = actions.take_draft(form=actions.UNUSED_SLOT, actor=actor)
    found = [(kind, name) for kind, name in kept.data["unused"]] if kept else []
    shown = queries.unused_fields(found=found, actor=actor, now=clock.now())
    return render(request, "casework/unused.html", {"page": shown, "looked": kept is not None})


@require_POST
def look(request: HttpRequest) -> HttpResponseBase:
    """Look through the files, and show how far it is while it goes."""
    actor, now = page.who(request), clock.now()
    policy.can_choose_words(actor).or_raise()
    if LOOK not in request.POST:
        # Many files are opened for it, so nothing but its own button begins it.
        return HttpResponseRedirect(reverse("casework:unused"))

    def work(tell: Tell) -> str:
        actions.look_for_unused(actor=actor, now=now, progress=tell)
        return reverse("casework:unused")

    return while_answering(request, title=_("Looking which questions are used"), work=work)


@require_POST
def hide(request: HttpRequest, kind: str, name: str) -> HttpResponse:
    """Leave a question out of the forms."""
    actions.hide_field(kind=kind, name=name, actor=page.who(request), now=clock.now())
    page.saved(request, _("It is not asked any more. You can put it back at any time."))
    return HttpResponseRedirect(reverse("casework:unused"))


@require_POST
def show(request: HttpRequest, kind: str, name: str) -> HttpResponse:
    """Put a question back into the forms."""
    actions.ask_again(kind=kind, name=name, actor=page.who(request), now=clock.now())
    page.saved(request, _("It is asked again."))
    return HttpResponseRedirect(reverse("casework:unused"))
