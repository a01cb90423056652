"""How long files are kept, and what is due."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from alongside.casework.errors import CannotDo
from alongside.casework.views import page
from alongside.core import clock
from alongside.keeping import actions, custody, policy, queries
from alongside.keeping.enums import FileClass
from alongside.keeping.forms.retention import ConfirmDueForm, DueForm, RuleForm

if TYPE_CHECKING:
    from django.forms import Form
    from django.http import HttpResponse

    from alongside.core.requests import SignedInRequest

ASKING = ["GET", "HEAD", "POST"]


@require_http_methods(ASKING)
def rule(request: SignedInRequest, sort: str) -> HttpResponse:
    """Say how long files of one sort are kept."""
    policy.can_see_keeping(request.actor).or_raise()
    if sort not in FileClass:
        raise Http404
    known = {one.sort: one for one in queries.rules(actor=request.actor)}[FileClass(sort)]
    form = RuleForm(_sent(request), initial={"years": known.years, "reason": known.reason})
    if form.is_bound and form.is_valid():
        try:
            actions.set_rule(
                sort=FileClass(sort), **form.cleaned_data, actor=request.actor, now=clock.now()
            )
        except CannotDo as problem:
            form.add_error(None, str(problem))
        else:
            page.saved(request)
            return redirect("keeping:overview")
    return _page(request, "keeping/rule.html", form, title=known.label)


@require_http_methods(ASKING)
def due(request: SignedInRequest) -> HttpResponse:
    """Look at the files whose time is over, and ask that some be erased."""
    actor, now = request.actor, clock.now()
    found = queries.due_files(actor=actor, now=now)
    others = [one for one in custody.coordinators(actor) if one[0] != actor.user_id]
    form = DueForm(_sent(request), files=found.due, coordinators=others)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        ids = [UUID(one) for one in said["chosen"]]
        asked = actions.ask_due(case_ids=ids, to=UUID(said["to"]), actor=actor, now=now)
        words = ngettext(
            "%(n)d file waits for the second person. Nothing is erased yet.",
            "%(n)d files wait for the second person. Nothing is erased yet.",
            asked,
        )
        page.saved(request, words % {"n": asked})
        return redirect("keeping:overview")
    return _page(request, "keeping/due.html", form, page=found, others=others)


@require_http_methods(ASKING)
def confirm_due(request: SignedInRequest) -> HttpResponse:
    """Erase files whose time is over as the second person."""
    actor, now = request.actor, clock.now()
    found = queries.due_files(actor=actor, now=now)
    form = ConfirmDueForm(_sent(request), files=found.to_confirm)
    if form.is_bound and form.is_valid():
        ids = [UUID(one) for one in form.cleaned_data["chosen"]]
        done = actions.confirm_due(erasure_ids=ids, actor=actor, now=now)
        words = ngettext(
            "The keys of %(n)d file are destroyed.", "The keys of %(n)d files are destroyed.", done
        )
        page.saved(request, words % {"n": done})
        return redirect("keeping:overview")
    return _page(request, "keeping/confirm_due.html", form, page=found)


def _sent(request: SignedInRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _page(request: SignedInRequest, template: str, form: Form, **context: Any) -> HttpResponse:
    status = page.UNFINISHED if form.errors else 200
    return render(request, template, {"form": form, **context}, status=status)
