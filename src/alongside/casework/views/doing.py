"""What is done with one press, or on a short page: steps, tasks, follow-ups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.casework import actions, queries
from alongside.casework.errors import CannotDo
from alongside.casework.forms.plan import TaskForm
from alongside.casework.forms.services import FollowUpOutcomeForm
from alongside.casework.views import page
from alongside.core import clock

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse


@require_POST
def step_done(
    request: HttpRequest, case_id: UUID, document_id: UUID, step_id: UUID
) -> HttpResponse:
    """Tick a step of her plan, or open it again."""
    try:
        actions.tick_step(
            case_id=case_id,
            goal_id=document_id,
            step_id=step_id,
            done=request.POST.get("done") == "yes",
            actor=page.who(request),
            now=clock.now(),
        )
    except CannotDo as problem:
        messages.error(request, str(problem))
    return page.to_file(case_id, "casework:plan")


@require_POST
def decision_done(
    request: HttpRequest, case_id: UUID, document_id: UUID, step_id: UUID
) -> HttpResponse:
    """Tick what was decided together, or open it again."""
    try:
        actions.tick_decision(
            case_id=case_id,
            conference_id=document_id,
            decision_id=step_id,
            done=request.POST.get("done") == "yes",
            actor=page.who(request),
            now=clock.now(),
        )
    except CannotDo as problem:
        messages.error(request, str(problem))
    return redirect("casework:conference_read", case_id=case_id, document_id=document_id)


@require_POST
def task_done(request: HttpRequest, task_id: UUID) -> HttpResponse:
    """Tick something that was due."""
    actor, now = page.who(request), clock.now()
    case_id = actions.finish_task(task_id=task_id, actor=actor, now=now)
    page.saved(request, _("Done."))
    return page.to_file(case_id)


def task(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Plan something to do."""
    actor, now = page.who(request), clock.now()
    form = TaskForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            actions.plan_task(case_id=case_id, **form.cleaned_data, actor=actor, now=now)
        except CannotDo as problem:
            form.add_error(None, str(problem))
        else:
            page.saved(request)
            return page.to_file(case_id)
    file = queries.open_file(actor=actor, case_id=case_id, now=now)
    page.require(file.rights.write or form.is_bound, file)
    return page.form_page(request, title=_("Something to do"), form=form, file=file)


def follow_up_done(request: HttpRequest, case_id: UUID, document_id: UUID) -> HttpResponse:
    """Say what came of a follow-up, and plan the next one."""
    actor, now = page.who(request), clock.now()
    opened = queries.in_touch(actor=actor, case_id=case_id, document_id=document_id, now=now)
    file = opened.file
    form = FollowUpOutcomeForm(
        request.POST if request.method == "POST" else None,
        today=page.day_of(now),
        spoken_of=opened.spoken_of,
        planned=opened.planned,
        is_closed=bool(file.head.closed),
        initial={"next_on": opened.suggested},
    )
    if form.is_bound and form.is_valid():
        try:
            actions.record_follow_up(
                case_id=case_id,
                document_id=document_id,
                **form.answers(),
                actor=actor,
                now=now,
            )
        except CannotDo as problem:
            form.add_error(problem.field, str(problem))
        else:
            page.saved(request)
            if form.used_what_she_forbade():
                messages.info(
                    request, _("She said never to do it this way. Ask her what is safe now.")
                )
            return page.to_file(case_id, "casework:services")
    may = file.rights.keep_in_touch if opened.follow_up.mark else file.rights.write
    page.require(may or form.is_bound, file)
    return page.form_page(
        request,
        title=_("How did it go?"),
        form=form,
        file=file,
        tab="casework:services",
        template="casework/in_touch.html",
        page=opened,
        reach=file,
        is_folded=False,
    )
