"""Asking that a file be erased, and deciding it as the second person."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from alongside.casework.errors import CannotDo
from alongside.casework.views import page
from alongside.core import clock
from alongside.keeping import actions, queries
from alongside.keeping.enums import Ground
from alongside.keeping.errors import AlreadyAsked
from alongside.keeping.forms.erasing import AskForm, ConfirmForm

if TYPE_CHECKING:
    from django.http import HttpResponse

    from alongside.core.requests import SignedInRequest


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Ask that a file be erased, and a colleague to decide with her."""
    actor, now = request.actor, clock.now()
    found = queries.keeping_of(actor=actor, case_id=case_id, now=now)
    form = AskForm(request.POST if request.method == "POST" else None, colleagues=found.colleagues)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            actions.ask(
                case_id=case_id,
                ground=Ground(said["ground"]),
                reason=said["reason"],
                to=UUID(said["to"]),
                actor=actor,
                now=now,
            )
        except CannotDo as problem:
            form.add_error(problem.field, str(problem))
        else:
            return _asked(request, found)
    _require(found.decides)
    return page.form_page(
        request,
        title=_("Erase this file"),
        lead=_lead(found),
        button=_("Ask for it"),
        form=form,
        file=found.file,
        tab="keeping:file",
        template="keeping/ask.html",
        page=found,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: SignedInRequest, case_id: UUID, erasure_id: UUID) -> HttpResponse:
    """Read what would go and what would stay; erase it as the second person."""
    actor, now = request.actor, clock.now()
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            actions.confirm(
                case_id=case_id, erasure_id=erasure_id, **form.cleaned_data, actor=actor, now=now
            )
        except CannotDo as problem:
            form.add_error(problem.field, str(problem))
        else:
            page.saved(request, _("The keys of this file are destroyed. Nobody can open it again."))
            return redirect("keeping:certificate", erasure_id)
    found = queries.keeping_of(actor=actor, case_id=case_id, now=now, erasure_id=erasure_id)
    context = {
        "head": found.file.head,
        "page": found,
        "form": form,
        "back_url": reverse("keeping:file", args=[case_id]),
    }
    status = page.UNFINISHED if form.errors else 200
    return render(request, "keeping/decide.html", context, status=status)


@require_POST
def send_back(request: SignedInRequest, case_id: UUID, erasure_id: UUID) -> HttpResponse:
    """Decide that a file is not erased."""
    try:
        actions.send_back(
            case_id=case_id, erasure_id=erasure_id, actor=request.actor, now=clock.now()
        )
    except CannotDo as problem:
        page.saved(request, str(problem))
    else:
        page.saved(request, _("The file is kept. Nothing was erased."))
    return redirect("keeping:file", case_id)


def _asked(request: SignedInRequest, found: queries.KeepingPage) -> HttpResponse:
    if found.hold:
        page.saved(
            request,
            _(
                "Her wish is written down. A legal hold stands: nothing is erased yet, and the "
                "file is closed to everybody but two coordinators."
            ),
        )
        return redirect("casework:list")
    page.saved(request, _("Nothing is erased yet. Your colleague finds it under Today."))
    return redirect("keeping:file", found.file.head.id)


def _require(allowed: bool) -> None:  # noqa: FBT001  the right itself
    if not allowed:
        raise PermissionDenied(_("Only the team that keeps her file does this."))


def _lead(found: queries.KeepingPage) -> str:
    if found.asked:
        return str(AlreadyAsked())
    if found.colleagues:
        return _("First nothing happens: a second person reads this and decides.")
    return _("There is no other colleague in the team that keeps her file, and two decide.")
