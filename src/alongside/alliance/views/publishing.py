"""The second look before anything leaves for the public site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.alliance.actions import publishing as actions
from alongside.alliance.comparing import as_json, changes
from alongside.alliance.errors import CannotDo, ChangedMeanwhile
from alongside.alliance.queries import publishing as queries
from alongside.alliance.views.page import FORM, page
from alongside.alliance.views.showing import service_rows
from alongside.core import clock
from alongside.ui.dates import day_and_time

if TYPE_CHECKING:
    from django.http import HttpResponse

    from alongside.core.requests import SignedInRequest


@FORM
def publish(request: SignedInRequest) -> HttpResponse:
    """Show what is different from what is public now; publish it when she says so."""
    now = clock.now()
    if request.method == "POST":
        try:
            actions.publish(mark=request.POST.get("mark", ""), actor=request.actor, now=now)
        except ChangedMeanwhile:
            sentence = _("Something was changed after you opened this page. Look at it again.")
            messages.warning(request, sentence)
        except CannotDo as problem:
            messages.error(request, str(problem))
        else:
            messages.success(request, _("Published. The site shows it within a minute."))
        return HttpResponseRedirect(reverse("alliance:publish"))
    found = queries.proposal(actor=request.actor, now=now)
    return page(
        request,
        "publish",
        tab="publish",
        changes=changes(found.before, as_json(found.parts)),
        counts={name: len(rows) for name, rows in found.parts.items()},
        mark=found.mark,
        last=day_and_time(found.last_at) if found.last_at else "",
        stale=service_rows(found.stale, today=now.date()),
        lapsed=found.lapsed,
        hidden=service_rows(found.hidden, today=now.date()),
    )
