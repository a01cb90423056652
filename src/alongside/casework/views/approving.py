"""What a supervisor approves: choosing it, and reading what is to be approved on one page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from alongside.casework import actions, queries
from alongside.casework.contents import Assessment, ClosingRequest, Goal
from alongside.casework.enums import ClosedReason
from alongside.casework.errors import CannotDo
from alongside.casework.forms.approving import ApprovalsForm
from alongside.casework.forms.plan import GoalForm
from alongside.casework.sheets import told_of as sheet_told_of
from alongside.casework.views import page
from alongside.casework.views.about import Told, told_of
from alongside.core import clock
from alongside.ui.dates import long_date

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.http import HttpRequest, HttpResponse

    from alongside.casework.reading import Part
    from alongside.questionnaires.queries import Opened as Form


def choose(request: HttpRequest) -> HttpResponse:
    """Choose what is approved, and by whom besides the coordinators."""
    actor, now = page.who(request), clock.now()
    chosen = queries.approvals_chosen(actor=actor)
    offered = {str(key): key for key, _name in chosen.colleagues}
    form = ApprovalsForm(
        request.POST if request.method == "POST" else None,
        colleagues=[(str(key), name) for key, name in chosen.colleagues],
        initial={"approves": chosen.approves, "supervisors": chosen.supervisors},
    )
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            actions.choose_approvals(
                approves=said["approves"],
                supervisors=[offered[key] for key in said["supervisors"]],
                actor=actor,
                now=now,
            )
        except CannotDo as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("Saved."))
            return redirect("organisations:settings")
    status = page.UNFINISHED if form.errors else 200
    return render(request, "casework/approvals.html", {"form": form}, status=status)


def told_for_approval(part: Part, asked: Form | None, now: datetime) -> Told:
    """Return what is to be approved in words, whatever it is."""
    content = part.content
    title = _("Written by %(who)s") % {"who": part.saved_by}
    if isinstance(content, Assessment):
        lines = [
            (line.words, line.answer)
            for section in sheet_told_of(content, asked, now)
            for line in section.lines
            if not line.is_heading
        ]
        return Told(f"{content.title} · {title}", lines, "")
    if isinstance(content, Goal):
        told = told_of(title, GoalForm, part, "", page.day_of(now))
        steps = [(_("Step"), _step(one.text, one.due_on)) for one in content.steps]
        return Told(told.title, [*told.rows, *steps], "", told.problem)
    if isinstance(content, ClosingRequest):
        said = [
            (_("Why"), str(ClosedReason(content.reason).label)),
            (_("How things stand"), content.words),
            (_("On which day"), long_date(content.closed_on) if content.closed_on else ""),
        ]
        return Told(title, [(label, words) for label, words in said if words], "")
    return Told(title, [], "", part.problem)


def _step(text: str, due_on: date | None) -> str:
    return f"{text} · {long_date(due_on)}" if due_on else text
