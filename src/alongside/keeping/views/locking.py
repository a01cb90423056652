"""Legal holds, and locking away who she is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from alongside.casework.errors import CannotDo
from alongside.casework.views import page
from alongside.core import clock
from alongside.keeping import actions, policy, queries
from alongside.keeping.enums import HoldGround
from alongside.keeping.forms.locking import AskBackForm, HoldForm, MaskForm, ReviewForm

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.forms import Form
    from django.http import HttpResponse

    from alongside.core.requests import SignedInRequest
    from alongside.keeping.queries import KeepingPage

ASKING = ["GET", "HEAD", "POST"]


@require_http_methods(ASKING)
def hold(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Set a legal hold."""
    policy.can_see_keeping(request.actor).or_raise()
    found = _found(request, case_id)
    _require(found.holds)
    form = HoldForm(_sent(request), coordinators=found.coordinators)

    def do(said: dict[str, Any]) -> None:
        actions.set_hold(
            case_id=case_id,
            ground=HoldGround(said["ground"]),
            reason=said["reason"],
            guards=(UUID(said["first"]), UUID(said["second"])),
            review_on=said["review_on"],
            actor=request.actor,
            now=clock.now(),
        )

    if _done(form, do):
        page.saved(request, _("Nothing of this file is erased until you end the hold."))
        return redirect("keeping:file", case_id)
    lead = _("If she wants her file erased meanwhile, it is closed to all but two of you instead.")
    return _form(request, found, form, _("Set a legal hold"), _("Set the hold"), lead)


@require_http_methods(ASKING)
def review(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Let a hold stand on."""
    policy.can_see_keeping(request.actor).or_raise()
    found = _found(request, case_id)
    _require(found.holds)
    form = ReviewForm(_sent(request))

    def do(said: dict[str, Any]) -> None:
        actions.review_hold(case_id=case_id, **said, actor=request.actor, now=clock.now())

    if _done(form, do):
        page.saved(request)
        return redirect("keeping:file", case_id)
    return _form(request, found, form, _("Look at the legal hold again"), _("It stands on"))


@require_POST
def end(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """End a hold."""
    policy.can_see_keeping(request.actor).or_raise()
    _said(
        request,
        lambda: actions.end_hold(case_id=case_id, actor=request.actor, now=clock.now()),
        _("The hold has ended. What was asked meanwhile is due now."),
    )
    return redirect("keeping:file", case_id)


@require_http_methods(ASKING)
def mask(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Lock away who she is."""
    found = _found(request, case_id)
    _require(found.decides)
    form = MaskForm(_sent(request))

    def do(said: dict[str, Any]) -> None:
        actions.mask(case_id=case_id, **said, actor=request.actor, now=clock.now())

    if _done(form, do):
        page.saved(request, _("Nobody here sees who she is. The work goes on by the reference."))
        return redirect("keeping:file", case_id)
    lead = _(
        "Her name, her papers and her age are locked away at once, from you too. Two people can "
        "bring them back. Notes in which you wrote her name stay as they are."
    )
    return _form(request, found, form, _("Lock away who she is"), _("Lock it away"), lead)


@require_http_methods(ASKING)
def ask_back(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Ask a coordinator to bring her name back."""
    found = _found(request, case_id)
    _require(found.decides)
    form = AskBackForm(_sent(request), coordinators=found.others)

    def do(said: dict[str, Any]) -> None:
        actions.ask_back(
            case_id=case_id,
            reason=said["reason"],
            to=UUID(said["to"]),
            actor=request.actor,
            now=clock.now(),
        )

    if _done(form, do):
        page.saved(request, _("The coordinator finds it under Today."))
        return redirect("keeping:file", case_id)
    return _form(request, found, form, _("Show her name again"), _("Ask for it"))


@require_POST
def give_back(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Decide whether her name is shown again."""
    policy.can_see_keeping(request.actor).or_raise()
    agrees = request.POST.get("answer") == "yes"
    _said(
        request,
        lambda: actions.give_back(
            case_id=case_id, agrees=agrees, actor=request.actor, now=clock.now()
        ),
        _("Her name is shown again.") if agrees else _("Her name stays locked away."),
    )
    return redirect("keeping:file", case_id)


def _found(request: SignedInRequest, case_id: UUID) -> KeepingPage:
    return queries.keeping_of(actor=request.actor, case_id=case_id, now=clock.now())


def _sent(request: SignedInRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _require(allowed: bool) -> None:  # noqa: FBT001  the right itself
    if not allowed:
        raise PermissionDenied(_("Your role or your team does not do this with her file."))


def _done(form: Form, do: Callable[[dict[str, Any]], None]) -> bool:
    if not form.is_bound or not form.is_valid():
        return False
    try:
        do(form.cleaned_data)
    except CannotDo as problem:
        form.add_error(problem.field if problem.field in form.fields else None, str(problem))
        return False
    return True


def _said(request: SignedInRequest, do: Callable[[], None], words: str) -> None:
    try:
        do()
    except CannotDo as problem:
        page.saved(request, str(problem))
    else:
        page.saved(request, words)


def _form(
    request: SignedInRequest,
    found: KeepingPage,
    form: Form,
    title: str,
    button: str,
    lead: str = "",
) -> HttpResponse:
    return page.form_page(
        request,
        title=title,
        lead=lead,
        button=button,
        form=form,
        file=found.file,
        tab="keeping:file",
    )
