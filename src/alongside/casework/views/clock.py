"""Planning the follow-up clock: the days are worked out, moved or left out, and then planned."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from alongside.casework import actions, queries
from alongside.casework.errors import CannotDo
from alongside.casework.forms.clock import ClockForm
from alongside.casework.views import page
from alongside.casework.views.pathway import ask_url
from alongside.core import clock
from alongside.ui.dates import long_date

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

# The button that only works out the days.
COUNT = "count"


def follow_up_clock(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Plan on which days she is asked how she is, for as long as she agreed to it."""
    actor, now = page.who(request), clock.now()
    found = queries.follow_up_clock(actor=actor, case_id=case_id, now=now)
    made = partial(ClockForm, today=page.day_of(now), until=found.until, hints=found.hints)
    if request.method != "POST":
        form = made(start=found.starts[0] if found.starts else None)
    else:
        form = made(request.POST, is_counting=COUNT in request.POST)
    if form.is_bound and form.is_valid():
        if form.is_counting:
            form = made(start=form.counted_from(), how=form.cleaned_data["how"])
        else:
            try:
                actions.plan_clock(
                    case_id=case_id,
                    start=form.counted_from(),
                    planned=form.planned(),
                    how=form.cleaned_data["how"],
                    actor=actor,
                    now=now,
                )
            except CannotDo as problem:
                form.add_error(problem.field, str(problem))
            else:
                page.saved(request, _("Planned. Each of these days comes up under Today."))
                return page.to_file(case_id, "casework:services")
    page.require(found.file.rights.keep_in_touch or form.is_bound, found.file)
    return page.form_page(
        request,
        title=_("The follow-up clock"),
        form=form,
        file=found.file,
        tab="casework:services",
        template="casework/clock.html",
        page=found,
        reach=found.file,
        is_folded=False,
        until=long_date(found.until) if found.until else "",
        ask_url=ask_url(case_id),
    )
