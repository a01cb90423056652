"""What visitors of the public site wrote: the list, one letter, names under statements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from alongside.alliance.actions import post as actions
from alongside.alliance.enums.post import PostKind, PostState
from alongside.alliance.errors import CannotDo, DealtWithMeanwhile
from alongside.alliance.forms.post import NameForm, SettleForm
from alongside.alliance.forms.texts import begin_again
from alongside.alliance.letters import KEPT_AFTER, KEPT_AT_MOST
from alongside.alliance.queries import post as queries
from alongside.alliance.views.page import CONFLICT, FORM, beside, number, page, sent
from alongside.core import clock
from alongside.ui.dates import day_and_time, long_date
from alongside.ui.names import country

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from alongside.alliance.queries.post import Letter
    from alongside.core.requests import SignedInRequest

KINDS = {
    PostState.WAITING: "yellow",
    PostState.ACCEPTED: "green",
    PostState.ANSWERED: "green",
}
LONGEST = 120


@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    """List the letters of her team, newest first."""
    found = queries.post(actor=request.actor, now=clock.now(), page=number(request))
    return page(
        request,
        "post/index",
        tab="post",
        box=found,
        rows=[_row(one) for one in found.letters.rows],
        next_page=number(request) + 1 if found.letters.more else 0,
        kept_after=KEPT_AFTER.days,
        kept_at_most=KEPT_AT_MOST.days,
    )


@FORM
def show(request: SignedInRequest, post_id: UUID) -> HttpResponse:
    """Open a letter, and note what became of it."""
    opened = queries.letter(actor=request.actor, post_id=post_id, now=clock.now())
    row, status = opened.letter.row, 0
    form = SettleForm(
        sent(request),
        ends=actions.ENDS[opened.letter.kind],
        seen=row.state,
        remark=opened.remark,
    )
    if form.is_bound and form.is_valid():
        try:
            actions.settle(
                post_id=post_id, **form.cleaned_data, actor=request.actor, now=clock.now()
            )
        except DealtWithMeanwhile as meanwhile:
            form.add_error(None, str(meanwhile))
            begin_again(form, seen=meanwhile.state)
            status = CONFLICT
        except CannotDo as problem:
            form.add_error("state", str(problem))
        else:
            messages.success(request, _("It is noted."))
            return redirect("alliance:post")
    return page(request, "post/letter", form, tab="post", status=status, **_letter(opened))


@FORM
def accept(request: SignedInRequest, post_id: UUID) -> HttpResponse:
    """Put an organisation's name under a statement."""
    opened = queries.sign_on(actor=request.actor, post_id=post_id, now=clock.now())
    first = {"name": opened.said.organisation, "country": opened.said.country}
    form = NameForm(sent(request), initial=first)
    if form.is_bound and form.is_valid():
        with beside(form):
            actions.accept(
                post_id=post_id, **form.cleaned_data, actor=request.actor, now=clock.now()
            )
            messages.success(
                request, _("The name is accepted. The site shows it after the next publication.")
            )
            return redirect("alliance:post")
    return page(request, "post/accept", form, tab="post", row=opened.row, said=opened.said)


@require_POST
def pass_on(request: SignedInRequest, post_id: UUID) -> HttpResponse:
    """Pass a letter on to the member it is for."""
    try:
        actions.pass_on(post_id=post_id, actor=request.actor, now=clock.now())
    except CannotDo as problem:
        messages.error(request, str(problem))
        return redirect("alliance:post_letter", post_id)
    messages.success(request, _("It is passed on. Nobody here can open it any more."))
    return redirect("alliance:post")


@require_safe
def names(request: SignedInRequest) -> HttpResponse:
    """List the names that stand under statements."""
    found = queries.names(actor=request.actor, page=number(request))
    rows = [
        {
            "row": one,
            "country": country(one.country),
            "when": long_date(timezone.localtime(one.accepted_at)),
        }
        for one in found.rows
    ]
    next_page = number(request) + 1 if found.more else 0
    return page(request, "post/names", tab="post", rows=rows, next_page=next_page)


@require_POST
def take_off(request: SignedInRequest, signed_on_id: UUID) -> HttpResponse:
    """Take a name off a statement."""
    actions.take_off(signed_on_id=signed_on_id, actor=request.actor, now=clock.now())
    messages.success(
        request, _("The name is taken off. The site shows it no more after the next publication.")
    )
    return redirect("alliance:post_names")


def _row(one: Letter) -> dict[str, Any]:
    return {
        "letter": one,
        "kind": one.kind.label,
        "state": one.state.label,
        "colour": KINDS.get(one.state, "plain"),
        "when": day_and_time(timezone.localtime(one.row.arrived_at)),
        "begins": one.begins if len(one.begins) <= LONGEST else f"{one.begins[:LONGEST]}…",
    }


def _letter(opened: queries.Opened) -> dict[str, Any]:
    said, row = opened.letter.said, opened.letter.row
    return _row(opened.letter) | {
        "opened": opened,
        "said": said,
        "row": row,
        "country": country(getattr(said, "country", "")),
        "until": long_date(row.delete_on),
        "may_accept": row.kind == PostKind.SIGN_ON and row.state != PostState.ACCEPTED,
    }
