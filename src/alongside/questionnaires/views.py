"""The pages on which an organisation chooses what it asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.core import clock
from alongside.core.spreadsheets.refusals import UnreadableTable
from alongside.questionnaires import actions, policy, queries
from alongside.questionnaires.enums import State
from alongside.questionnaires.errors import CannotUse, NoSuchForm
from alongside.questionnaires.filling import Filling
from alongside.questionnaires.forms import BringForm, PageForm, ReadersForm, answered
from alongside.questionnaires.showing import outline

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from alongside.core.requests import SignedInRequest
    from alongside.questionnaires.findings import Finding
    from alongside.questionnaires.queries import Opened

UNFINISHED = 422


@require_safe
def forms(request: SignedInRequest) -> HttpResponse:
    """Show the forms an organisation has, and those that come with the program."""
    library = queries.library(actor=request.actor)
    return render(request, "questionnaires/list.html", {"library": library, "State": State})


@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: SignedInRequest) -> HttpResponse:
    """Read a workbook; what is wrong with it is said cell by cell."""
    policy.can_choose_forms(request.actor).or_raise()
    form = BringForm(request.POST or None, request.FILES or None)
    findings: list[Finding] = []
    if form.is_bound and form.is_valid():
        try:
            version_id, findings = actions.bring(
                file=form.cleaned_data["workbook"].file, actor=request.actor, now=clock.now()
            )
        except UnreadableTable as problem:
            form.add_error("workbook", problem.message)
        else:
            if version_id is not None:
                return HttpResponseRedirect(reverse("questionnaires:show", args=[version_id]))
    status = UNFINISHED if form.errors or findings else 200
    context = {"form": form, "findings": findings}
    return render(request, "questionnaires/bring.html", context, status=status)


@require_safe
def show(request: SignedInRequest, version_id: UUID) -> HttpResponse:
    """Show what a form asks, what was mended in it, and what can be done with it."""
    policy.can_choose_forms(request.actor).or_raise()
    opened = _opened(request, version_id)
    return _shown(request, opened, ReadersForm(initial={"readers": opened.known.readers}))


def _shown(
    request: SignedInRequest, opened: Opened, form: ReadersForm, status: int = 200
) -> HttpResponse:
    language = opened.ready.questionnaire.language_for(get_language() or "")
    context = {
        "known": opened.known,
        "findings": opened.findings,
        "form_languages": [one for one in opened.ready.questionnaire.languages if one],
        "pages": outline(opened.ready, language, clock.now()),
        "form": form,
        "State": State,
    }
    return render(request, "questionnaires/show.html", context, status=status)


@require_POST
def use_offered(request: SignedInRequest, form_id: str) -> HttpResponse:
    """Put a form that comes with the program in use."""
    try:
        version_id = actions.use_offered(form_id=form_id, actor=request.actor, now=clock.now())
    except NoSuchForm as fault:
        raise Http404 from fault
    messages.success(request, _("This form can be filled in now."))
    return HttpResponseRedirect(reverse("questionnaires:show", args=[version_id]))


@require_POST
def use(request: SignedInRequest, version_id: UUID) -> HttpResponse:
    """Put a form that was brought in use."""
    policy.can_choose_forms(request.actor).or_raise()
    form = ReadersForm(request.POST)
    if not form.is_valid():
        return _shown(request, _opened(request, version_id), form, UNFINISHED)
    readers = form.cleaned_data["readers"]
    _done(
        lambda: actions.put_in_use(
            version_id=version_id, readers=readers, actor=request.actor, now=clock.now()
        )
    )
    messages.success(request, _("This form can be filled in now."))
    return HttpResponseRedirect(reverse("questionnaires:show", args=[version_id]))


@require_POST
def withdraw(request: SignedInRequest, version_id: UUID) -> HttpResponse:
    """Stop offering a form."""
    _done(lambda: actions.withdraw(version_id=version_id, actor=request.actor, now=clock.now()))
    messages.success(request, _("This form is no longer offered. Its answers stay."))
    return HttpResponseRedirect(reverse("questionnaires:show", args=[version_id]))


@require_POST
def discard(request: SignedInRequest, version_id: UUID) -> HttpResponse:
    """Forget a form that was never used."""
    try:
        actions.discard(version_id=version_id, actor=request.actor, now=clock.now())
    except NoSuchForm as fault:
        raise Http404 from fault
    except CannotUse as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, _("The form is gone."))
    return HttpResponseRedirect(reverse("questionnaires:list"))


@require_http_methods(["GET", "HEAD", "POST"])
def try_out(request: SignedInRequest, version_id: UUID, page: int) -> HttpResponse:
    """Show a page of a form as it will look; nothing of what is typed is kept."""
    policy.can_choose_forms(request.actor).or_raise()
    opened = _opened(request, version_id)
    language = opened.ready.questionnaire.language_for(get_language() or "")
    filling = Filling(opened.ready, clock.now(), language)
    pages = filling.all_pages()
    if not 1 <= page <= len(pages):
        raise Http404
    form, status = PageForm(page=pages[page - 1]), 200
    if request.method == "POST":
        form = answered(request.POST, page=pages[page - 1])
        is_live = "HX-Request" in request.headers
        status = 200 if is_live or not form.is_bound or form.judge() else UNFINISHED
        form = form.unjudged() if is_live else form
    around = {
        name: reverse("questionnaires:try", args=[version_id, number])
        for name, number in (("earlier_url", page - 1), ("later_url", page + 1))
        if 1 <= number <= len(pages)
    }
    context = {
        "known": opened.known,
        "form": form,
        "page": pages[page - 1],
        "number": page,
        "count": len(pages),
        "earlier_url": "",
        "later_url": "",
        **around,
    }
    return render(request, "questionnaires/try.html", context, status=status)


def _opened(request: SignedInRequest, version_id: UUID) -> Opened:
    try:
        return queries.opened(version_id=version_id, actor=request.actor)
    except NoSuchForm as fault:
        raise Http404 from fault


def _done(deed: Callable[[], None]) -> None:
    try:
        deed()
    except NoSuchForm as fault:
        raise Http404 from fault
