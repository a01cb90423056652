"""Closing a file, opening it again, handing it over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.shortcuts import redirect
from django.utils.translation import gettext as _

from alongside.casework import actions, queries
from alongside.casework.errors import CannotDo
from alongside.casework.forms.approving import ClosingRequestForm
from alongside.casework.forms.closing import ClosingForm, HandOverForm, ReopenForm
from alongside.casework.forms.transferring import TransferForm
from alongside.casework.views import page
from alongside.consent.errors import Refused
from alongside.core import clock

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.forms import Form
    from django.http import HttpRequest, HttpResponse


def _attempt(form: Form, do: Callable[[], Any]) -> bool:
    """Do it when the form is finished; what cannot be done becomes a sentence of the form."""
    if not form.is_bound or not form.is_valid():
        return False
    try:
        do()
    except CannotDo as problem:
        form.add_error(None, str(problem))
        return False
    return True


def close(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Close her file, with the reason, or ask for that where somebody has to approve it."""
    actor, now = page.who(request), clock.now()
    found = queries.to_close(actor=actor, case_id=case_id, now=now)
    data, today = request.POST if request.method == "POST" else None, page.day_of(now)
    about: dict[str, Any] = {"case_id": case_id, "actor": actor, "now": now}
    form: ClosingForm = ClosingForm(data, today=today)
    if found.asks:
        supervisors = [(str(key), name) for key, name in found.supervisors]
        form = ClosingRequestForm(data, today=today, supervisors=supervisors)

    def do() -> None:
        if found.asks:
            to = UUID(form.cleaned_data["to"])
            actions.ask_to_close(closing=form.result(), to=to, **about)
        else:
            actions.close(closing=form.result(), **about)

    if _attempt(form, do):
        page.saved(request, _asked() if found.asks else _closed())
        return page.to_file(case_id)
    page.require(found.file.rights.close or form.is_bound, found.file)
    return page.form_page(
        request,
        title=_("Close her file"),
        lead=_("Nothing is deleted. What is still due for her is set aside."),
        button=_("Ask for approval") if found.asks else _("Close the file"),
        form=form,
        file=found.file,
        template="casework/close.html",
        found=found,
    )


def _closed() -> str:
    return _("The file is closed. It can be opened again at any time.")


def _asked() -> str:
    return _("Your colleague finds it under Today. The file is closed once it is approved.")


def reopen(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Open a closed file again."""
    actor, now = page.who(request), clock.now()
    form = ReopenForm(request.POST if request.method == "POST" else None)
    if _attempt(
        form, lambda: actions.reopen(case_id=case_id, **form.cleaned_data, actor=actor, now=now)
    ):
        page.saved(request, _("The file is open again."))
        return page.to_file(case_id)
    file = queries.open_file(actor=actor, case_id=case_id, now=now)
    page.require(file.rights.reopen or form.is_bound, file)
    return page.form_page(
        request, title=_("Open her file again"), button=_("Open the file"), form=form, file=file
    )


def hand_over(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Let a colleague walk with her from now on."""
    actor, now = page.who(request), clock.now()
    colleagues = queries.colleagues(actor=actor, case_id=case_id, now=now)
    form = HandOverForm(
        request.POST if request.method == "POST" else None,
        colleagues=[(str(key), name) for key, name in colleagues],
    )

    def do() -> None:
        to, words = UUID(form.cleaned_data["to"]), form.cleaned_data["words"]
        actions.hand_over(case_id=case_id, to=to, words=words, actor=actor, now=now)

    if _attempt(form, do):
        page.saved(request, _("Your colleague walks with her from now on."))
        return page.to_file(case_id)
    file = queries.open_file(actor=actor, case_id=case_id, now=now)
    page.require(file.rights.hand_over or form.is_bound, file)
    return page.form_page(
        request,
        title=_("Hand over to a colleague"),
        lead=""
        if colleagues
        else _("There is no other colleague in the team that keeps her file."),
        button=_("Hand over"),
        form=form,
        file=file,
    )


def transfer(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Give her file to a colleague of another team."""
    actor, now = page.who(request), clock.now()
    found = queries.to_transfer(actor=actor, case_id=case_id, now=now)
    targets = {f"{one.team_id}.{one.user_id}": one for one in found.targets}
    form = TransferForm(
        request.POST if request.method == "POST" else None,
        targets=[(key, f"{one.name} · {one.team}") for key, one in targets.items()],
    )

    def do() -> None:
        said = form.cleaned_data
        chosen = targets[said["to"]]
        try:
            actions.transfer(
                case_id=case_id,
                to_team=chosen.team_id,
                to=chosen.user_id,
                her_words=said["her_words"],
                words=said["words"],
                joint_until=said["joint_until"],
                actor=actor,
                now=now,
            )
        except Refused as refusal:
            raise CannotDo(str(refusal)) from refusal

    if _attempt(form, do):
        page.saved(request, _("Your colleague's team keeps her file from now on."))
        return redirect("casework:list")
    page.require(found.file.rights.hand_over or form.is_bound, found.file)
    return page.form_page(
        request,
        title=_("Give it to another team"),
        lead=""
        if targets
        else _(
            "You are in no other team that keeps files. A coordinator is in every team and can "
            "do it with you."
        ),
        button=_("Give it to them"),
        form=form,
        file=found.file,
    )
