"""What the alliance follows: read by all who work here, written by the secretariat."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language, gettext as _
from django.views.decorators.http import require_safe

from alongside.alliance.actions import advocacy as actions
from alongside.alliance.advocacy_dates import Dated, gather
from alongside.alliance.enums.advocacy import AdvocacyKind, AdvocacyState
from alongside.alliance.errors import ChangedMeanwhile
from alongside.alliance.forms.advocacy import AdvocacyForm, WhichForm
from alongside.alliance.labels import title_of
from alongside.alliance.languages import said
from alongside.alliance.queries import advocacy as queries
from alongside.alliance.queries.members import require_secretariat
from alongside.alliance.views.page import CONFLICT, FORM, number, page, texts_form
from alongside.core import clock
from alongside.ui.dates import long_date

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from django.http import HttpResponse

    from alongside.alliance.models import Advocacy
    from alongside.core.requests import SignedInRequest

KINDS = {
    AdvocacyState.PREPARED: "yellow",
    AdvocacyState.OPEN: "blue",
    AdvocacyState.WON: "green",
    AdvocacyState.PARTLY: "green",
    AdvocacyState.LOST: "purple",
    AdvocacyState.RESTING: "plain",
}


@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    """List what is followed."""
    asked = WhichForm(request.GET)
    chosen = asked.cleaned_data if asked.is_valid() else {}
    found = queries.entries(
        actor=request.actor,
        kind=chosen.get("kind", ""),
        state=chosen.get("state", ""),
        page=number(request),
    )
    more = request.GET.copy()
    more["page"] = str(number(request) + 1)
    today = timezone.localdate(clock.now())
    return page(
        request,
        "advocacy/index",
        tab="advocacy",
        asked=WhichForm(initial=chosen),
        rows=[_row(one, today) for one in found.rows],
        more_url=f"?{more.urlencode()}" if found.more else "",
    )


@require_safe
def show(request: SignedInRequest, entry_id: UUID) -> HttpResponse:
    """Show one bill, case or process."""
    entry = queries.entry(entry_id=entry_id, actor=request.actor)
    today = timezone.localdate(clock.now())
    dates = gather(entry.dates)
    return page(
        request,
        "advocacy/entry",
        tab="advocacy",
        words=_said(entry.words),
        demands=[one for one in _said(entry.demands).splitlines() if one.strip()],
        happened=_said(entry.happened),
        coming=[_day(one) for one in dates if one.on >= today],
        past=[_day(one) for one in reversed(dates) if one.on < today],
        **_row(entry, today),
    )


@FORM
def new(request: SignedInRequest) -> HttpResponse:
    """Begin to follow something."""
    require_secretariat(actor=request.actor)
    form = texts_form(AdvocacyForm, request, None)
    if form.is_bound and form.is_valid():
        entry_id = actions.follow(given=form.given(), actor=request.actor, now=clock.now())
        messages.success(request, _("It is written down. Publish it when the public may read it."))
        return redirect("alliance:advocacy_entry", entry_id)
    return page(request, "advocacy/form", form, tab="advocacy", entry=None, theirs=[])


@FORM
def change(request: SignedInRequest, entry_id: UUID) -> HttpResponse:
    """Change what is written of it."""
    entry = queries.to_change(entry_id=entry_id, actor=request.actor)
    form, status = texts_form(AdvocacyForm, request, entry), 0
    theirs: list[tuple[str, str, str]] = []
    if form.is_bound and form.is_valid():
        try:
            actions.change(
                entry_id=entry_id,
                given=form.given(),
                version=form.cleaned_data["version"] or 0,
                actor=request.actor,
                now=clock.now(),
            )
        except ChangedMeanwhile:
            theirs, status = form.meet(entry), CONFLICT
        else:
            messages.success(request, _("Saved."))
            return redirect("alliance:advocacy_entry", entry_id)
    return page(
        request,
        "advocacy/form",
        form,
        tab="advocacy",
        status=status,
        entry=entry,
        title=title_of(entry.title),
        theirs=theirs,
    )


def _row(entry: Advocacy, today: date) -> dict[str, Any]:
    state = AdvocacyState(entry.state)
    following = next((one for one in gather(entry.dates) if one.on >= today), None)
    return {
        "entry": entry,
        "title": title_of(entry.title),
        "kind": str(AdvocacyKind(entry.kind).label),
        "state": str(state.label),
        "chip": KINDS[state],
        "next": _day(following) if following else None,
    }


def _day(one: Dated) -> tuple[str, str]:
    return long_date(one.on), _said(one.what)


def _said(texts: dict[str, str]) -> str:
    return said(texts, (get_language() or "en").lower())
