"""The board of jobs and offers between members."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from alongside.alliance.actions import board as actions
from alongside.alliance.errors import ChangedMeanwhile
from alongside.alliance.forms.board import (
    CheckForm,
    ConcernForm,
    DecideForm,
    NoticeForm,
    WhichNoticesForm,
)
from alongside.alliance.forms.texts import begin_again
from alongside.alliance.queries import board as queries, members
from alongside.alliance.views.notices import concern_rows, notice_lines, notice_row
from alongside.alliance.views.page import CONFLICT, FORM, beside, number, page, sent, texts_form
from alongside.core import clock

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from alongside.alliance.models import Notice
    from alongside.core.requests import SignedInRequest


@FORM
def index(request: SignedInRequest) -> HttpResponse:
    """Show what is offered; what is looked for is sent by POST and stands in no address."""
    form = WhichNoticesForm(sent(request))
    asked = form.cleaned_data if form.is_bound and form.is_valid() else {}
    found = queries.board(actor=request.actor, now=clock.now(), page=number(request), **asked)
    return page(
        request,
        "board/index",
        form,
        tab="board",
        rows=[notice_row(one) for one in found.seen.rows],
        waiting=[notice_row(one) for one in found.waiting],
        asked=list(asked.items()),
        next_page=number(request) + 1 if found.seen.more else 0,
    )


@require_safe
def show(request: SignedInRequest, notice_id: UUID) -> HttpResponse:
    """Show an offer, and the concerns about it to those who deal with them."""
    found = queries.notice(notice_id=notice_id, actor=request.actor, now=clock.now())
    return page(
        request,
        "board/notice",
        tab="board",
        row=notice_row(found.seen),
        lines=notice_lines(found.seen.notice),
        concerns=concern_rows(found.concerns),
    )


@FORM
def new(request: SignedInRequest) -> HttpResponse:
    """Write down an offer."""
    own = members.own(actor=request.actor)
    if own is None:
        messages.warning(request, _("Write your organisation's page first: people apply there."))
        return redirect("alliance:own_new")
    form = _form(request, None, country=own.country)
    if form.is_bound and form.is_valid():
        with beside(form):
            made = actions.post(given=form.given(), actor=request.actor, now=clock.now())
            messages.success(
                request, _("It is written down. Others see it once you note who checked it.")
            )
            return redirect("alliance:notice", made.pk)
    return page(request, "board/form", form, tab="board", notice=None, theirs=[])


@FORM
def change(request: SignedInRequest, notice_id: UUID) -> HttpResponse:
    """Change what is said of an offer."""
    notice = queries.to_change(notice_id=notice_id, actor=request.actor, now=clock.now())
    form = _form(request, notice)
    context: dict[str, Any] = {"tab": "board", "notice": notice}
    if form.is_bound and form.is_valid():
        try:
            is_other = actions.change(
                notice_id=notice_id,
                given=form.given(),
                version=form.cleaned_data["version"] or 0,
                actor=request.actor,
                now=clock.now(),
            )
        except ChangedMeanwhile:
            theirs = form.meet(notice)
            return page(request, "board/form", form, theirs=theirs, status=CONFLICT, **context)
        if is_other:
            messages.warning(request, _("This is another offer now: it has to be checked again."))
        else:
            messages.success(request, _("Saved."))
        return redirect("alliance:notice", notice_id)
    return page(request, "board/form", form, theirs=[], **context)


@FORM
def check(request: SignedInRequest, notice_id: UUID) -> HttpResponse:
    """Note how the employer was checked."""
    now = clock.now()
    notice = queries.to_change(notice_id=notice_id, actor=request.actor, now=now)
    form = CheckForm(
        sent(request),
        colleagues=queries.colleagues(actor=request.actor),
        today=timezone.localdate(now),
        version=notice.version,
    )
    status = 0
    if form.is_bound and form.is_valid():
        said = form.cleaned_data | {"version": form.cleaned_data["version"] or 0}
        try:
            actions.check(notice_id=notice_id, **said, actor=request.actor, now=now)
        except ChangedMeanwhile:
            form.add_error(
                None, _("Somebody changed the offer meanwhile. Look at it again, then note this.")
            )
            begin_again(form, version=notice.version)
            status = CONFLICT
        else:
            messages.success(request, _("It is noted. Everybody who works here sees the offer."))
            return redirect("alliance:notice", notice_id)
    lead = _("Others see this offer once this is noted.")
    return _asked(request, form, notice, _("Who checked the employer?"), lead, status=status)


@require_POST
def withdraw(request: SignedInRequest, notice_id: UUID) -> HttpResponse:
    """Take an offer off the board."""
    actions.withdraw(notice_id=notice_id, actor=request.actor, now=clock.now())
    messages.success(request, _("It is off the board."))
    return redirect("alliance:board")


@FORM
def concern(request: SignedInRequest, notice_id: UUID) -> HttpResponse:
    """Say that something about an offer is worrying."""
    notice = queries.found(notice_id=notice_id, actor=request.actor, now=clock.now())
    form = ConcernForm(sent(request))
    if form.is_bound and form.is_valid():
        with beside(form):
            actions.raise_concern(
                notice_id=notice_id, **form.cleaned_data, actor=request.actor, now=clock.now()
            )
            messages.success(
                request, _("Thank you. Nobody sees the offer now, until the secretariat decides.")
            )
            return redirect("alliance:board")
    lead = _(
        "The offer is hidden at once. What you write is sealed to the member that posted it and to "
        "the secretariat."
    )
    return _asked(request, form, notice, _("Something worries me"), lead)


@FORM
def decide(request: SignedInRequest, notice_id: UUID) -> HttpResponse:
    """Decide about the concerns of an offer."""
    found = queries.to_decide(notice_id=notice_id, actor=request.actor, now=clock.now())
    form = DecideForm(sent(request))
    if form.is_bound and form.is_valid():
        with beside(form):
            actions.decide(
                notice_id=notice_id,
                keep=form.cleaned_data["decision"] == "keep",
                reason=form.cleaned_data["reason"],
                actor=request.actor,
                now=clock.now(),
            )
            messages.success(request, _("It is decided."))
            return redirect("alliance:board")
    concerns = concern_rows(found.concerns)
    title = _("What becomes of this offer?")
    return _asked(request, form, found.seen.notice, title, "", concerns=concerns)


def _asked(
    request: SignedInRequest,
    form: CheckForm | ConcernForm | DecideForm,
    notice: Notice,
    title: str,
    lead: str,
    *,
    status: int = 0,
    concerns: list[dict[str, Any]] | None = None,
) -> HttpResponse:
    return page(
        request,
        "board/asked",
        form,
        tab="board",
        status=status,
        notice=notice,
        title=title,
        lead=lead,
        concerns=concerns or [],
    )


def _form(request: SignedInRequest, notice: Notice | None, **first: str) -> NoticeForm:
    return texts_form(
        NoticeForm,
        request,
        notice,
        first=first,
        today=timezone.localdate(clock.now()),
        longest=queries.LONGEST,
    )
