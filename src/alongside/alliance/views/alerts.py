"""Urgent alerts: the list, writing one, and one of them as sender or receiver sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from alongside.alliance.actions import alerts as actions
from alongside.alliance.enums.alerts import AlertKind, Ask, Onward
from alongside.alliance.forms.alerts import AlertForm, AnswerForm, EndForm, UpdateForm
from alongside.alliance.letters import KEPT_AFTER, KEPT_AT_MOST
from alongside.alliance.queries import alerts as queries
from alongside.alliance.views.page import FORM, UNFINISHED, above, beside, number, page, sent
from alongside.core import clock
from alongside.ui import names
from alongside.ui.dates import day_and_time, long_date

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from django.forms import Form
    from django.http import HttpResponse

    from alongside.alliance.alerts_papers import Told
    from alongside.core.requests import SignedInRequest

TERMS = {"after": KEPT_AFTER.days, "most": KEPT_AT_MOST.days}
# Two forms of one page ask for words.
ANSWER, SINCE, END = "answer_%s", "since_%s", "end_%s"


@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    """List what we were told and what we told."""
    asked = number(request)
    found = queries.listing(actor=request.actor, now=clock.now(), page=asked)
    received = [_row(one, one.told, one.sent_at) for one in found.received]
    ours = [_row(one, one.told, one.written_at) for one in found.sent]
    return page(
        request,
        "alerts/index",
        tab="alerts",
        terms=TERMS,
        received=[one for one in received if not one["row"].is_over or one["row"].waits],
        received_before=[one for one in received if one["row"].is_over and not one["row"].waits],
        sent=[one for one in ours if not one["row"].is_over],
        sent_before=[one for one in ours if one["row"].is_over],
        may_write=found.may_write,
        more_url=f"?page={asked + 1}" if found.more else "",
    )


@FORM
def new(request: SignedInRequest) -> HttpResponse:
    """Write an alert and choose who is told."""
    now = clock.now()
    members = queries.tellable(actor=request.actor)
    form = AlertForm(sent(request), members=members, today=timezone.localdate(now))
    if form.is_bound and form.is_valid():
        with beside(form, "chosen"):
            alert_id = actions.send_alert(
                told=form.told(), to=form.to_whom(), actor=request.actor, now=now
            )
            messages.success(request, _("They are told. You see here who acknowledged it."))
            return redirect("alliance:alert", alert_id)
    return page(request, "alerts/form", form, tab="alerts", members=members, terms=TERMS)


@require_safe
def show(request: SignedInRequest, alert_id: UUID) -> HttpResponse:
    """Show an alert; that it was opened is written down."""
    return _page(request, alert_id)


@require_POST
def acknowledge(request: SignedInRequest, alert_id: UUID) -> HttpResponse:
    """Say that we read it."""
    form = AnswerForm(request.POST, auto_id=ANSWER)
    if not form.is_valid():
        return _page(request, alert_id, answer_form=form)
    return _done(
        request,
        alert_id,
        actions.acknowledge,
        _("Acknowledged. They see that you know."),
        words=form.cleaned_data["words"],
    )


@require_POST
def update(request: SignedInRequest, alert_id: UUID) -> HttpResponse:
    """Say what happened since."""
    form = UpdateForm(request.POST, auto_id=SINCE)
    if not form.is_valid():
        return _page(request, alert_id, update_form=form, must_be_ours=True)
    said = _("They are told.")
    words = form.cleaned_data["words"]
    return _done(request, alert_id, actions.update_alert, said, words=words)


@require_POST
def end(request: SignedInRequest, alert_id: UUID) -> HttpResponse:
    """Say that it is no longer urgent."""
    form = EndForm(request.POST, auto_id=END)
    if not form.is_valid():
        return _page(request, alert_id, end_form=form, must_be_ours=True)
    said = _("They are told that it is no longer urgent.")
    words = form.cleaned_data["words"]
    return _done(request, alert_id, actions.update_alert, said, words=words, ends=True)


@require_POST
def take_back(request: SignedInRequest, alert_id: UUID, receipt_id: UUID) -> HttpResponse:
    """Take it back from one member."""
    said = _("Taken back. They cannot open it any more; what they read, they read.")
    return _done(request, alert_id, actions.take_back, said, receipt_id=receipt_id)


def _done(
    request: SignedInRequest, alert_id: UUID, action: Any, said: str, **told: Any
) -> HttpResponse:
    with above(request):
        action(alert_id=alert_id, actor=request.actor, now=clock.now(), **told)
        messages.success(request, said)
    return redirect("alliance:alert", alert_id)


def _page(
    request: SignedInRequest, alert_id: UUID, *, must_be_ours: bool = False, **forms: Form
) -> HttpResponse:
    found = actions.look(
        alert_id=alert_id, must_be_ours=must_be_ours, actor=request.actor, now=clock.now()
    )
    bound = next(iter(forms.values()), None)
    shown: dict[str, Form] = {
        "answer_form": AnswerForm(auto_id=ANSWER),
        "update_form": UpdateForm(auto_id=SINCE),
        "end_form": EndForm(auto_id=END),
    }
    return page(
        request,
        "alerts/alert",
        tab="alerts",
        status=UNFINISHED if bound is not None else 0,
        alert=found,
        bound=bound,
        lines=_lines(found.told, is_ours=found.is_ours) if found.told else [],
        written=_when(found.written_at),
        deleted=long_date(found.deleted_on) if found.deleted_on else "",
        acknowledged=_when(found.acknowledged_at),
        updates=[(_when(one.written_at), one.said) for one in found.updates],
        receivers=[
            {
                "row": one,
                "acknowledged": _when(one.receipt.acknowledged_at),
                "taken_back": _when(one.receipt.taken_back_at),
            }
            for one in found.receivers
        ],
        **(shown | forms),
    )


def _row(row: Any, told: Told | None, at: datetime) -> dict[str, Any]:
    return {
        "row": row,
        "kind": _word(AlertKind, told.kind) if told else "",
        "where": _where(told) if told else "",
        "when": _when(at),
        "until": long_date(told.urgent_until) if told and told.urgent_until else "",
    }


def _lines(told: Told, *, is_ours: bool) -> list[tuple[str, str]]:
    asked = " · ".join(_word(Ask, one) for one in told.asked)
    until = long_date(told.urgent_until) if told.urgent_until else ""
    lines = [
        (_("What happened"), _word(AlertKind, told.kind)),
        (_("Where"), _where(told)),
        (_("Asked of them") if is_ours else _("Asked of you"), asked),
        (_("They may tell") if is_ours else _("You may tell"), _word(Onward, told.onward)),
        (_("Urgent until"), until),
    ]
    return [(label, words) for label, words in lines if words]


def _where(told: Told) -> str:
    return ", ".join(one for one in (told.city, names.country(told.country)) if one)


def _word(words: Any, code: str) -> str:
    return str(words(code).label) if code in words.values else code


def _when(at: datetime | None) -> str:
    return day_and_time(timezone.localtime(at)) if at else ""
