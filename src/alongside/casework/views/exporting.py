"""Taking a copy out of one file, or of the register: encrypted, with a reason, given out once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alongside.casework import actions, policy, queries
from alongside.casework.errors import CannotDo
from alongside.casework.forms.exporting import (
    INCIDENT_FORMATS,
    REGISTER_FORMATS,
    ExportForm,
    FileCopyForm,
)
from alongside.casework.views import page
from alongside.core import clock
from alongside.organisations import policy as organisations

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from alongside.core.access import Actor


def one_file(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Make a copy of one file."""
    actor, now = page.who(request), clock.now()
    offered = queries.to_copy(actor=actor, case_id=case_id, now=now)
    page.require(offered.file.rights.export, offered.file)
    form = FileCopyForm(
        request.POST if request.method == "POST" else None,
        parts=offered.compartments,
        pdf=offered.pdf,
        may_plain=offered.file.rights.export_plain,
    )
    if form.is_bound and form.is_valid():
        back_url = reverse("casework:file", args=[case_id])
        ready = _ready(request, form, back_url, lambda: _copy_of(form, case_id, actor, now))
        if ready is not None:
            return ready
    return page.form_page(
        request,
        title=_("Take a copy of this file"),
        lead=_("Give it to her, or to somebody she chose. You get a passphrase that opens it."),
        button=_("Make the copy"),
        form=form,
        file=offered.file,
    )


def _copy_of(form: FileCopyForm, case_id: UUID, actor: Actor, now: datetime) -> actions.Ticket:
    said = form.cleaned_data
    wish = actions.Wish(
        format=said["format"],
        reason=said["reason"],
        encrypted=form.encrypted,
        why=said["why"],
        recipient=said["recipient"],
        parts=frozenset(said["parts"]),
    )
    return actions.prepare_copy(case_id=case_id, wish=wish, actor=actor, now=now)


def register(request: HttpRequest) -> HttpResponse:
    """Make a copy of the register."""
    return _of_a_team(
        request,
        title=_("Take a copy of the register"),
        lead=_("It holds everybody your team keeps a file for."),
        formats=REGISTER_FORMATS,
        back_url=reverse("casework:list"),
    )


def incidents(request: HttpRequest) -> HttpResponse:
    """Make a copy of the violence register."""
    return _of_a_team(
        request,
        title=_("Take a copy of the violence register"),
        lead=_(
            "It names nobody, and holds the incidents of those who agreed to be counted. "
            "Nobody else is in it."
        ),
        formats=INCIDENT_FORMATS,
        back_url=reverse("casework:register"),
        incidents=True,
    )


def _of_a_team(
    request: HttpRequest,
    *,
    title: str,
    lead: str,
    formats: list[tuple[str, Any]],
    back_url: str,
    **which: Any,
) -> HttpResponse:
    """Ask in which form and why, and make the copy."""
    organisations.can_move_registers(page.who(request)).or_raise()
    form = _form(request, formats)
    if form.is_bound and form.is_valid():
        ready = _ready(request, form, back_url, lambda: _register_of(request, form, **which))
        if ready is not None:
            return ready
    context = {
        "title": title,
        "lead": lead,
        "button": _("Make the copy"),
        "form": form,
        "back_url": back_url,
    }
    status = page.UNFINISHED if form.errors else 200
    return render(request, "casework/export.html", context, status=status)


def _form(request: HttpRequest, formats: list[tuple[str, Any]]) -> ExportForm:
    return ExportForm(
        request.POST if request.method == "POST" else None,
        formats=formats,
        may_plain=bool(policy.can_export_plain(page.who(request))),
    )


def _register_of(request: HttpRequest, form: ExportForm, **which: Any) -> actions.Ticket:
    return actions.prepare_export(
        format=form.cleaned_data["format"],
        reason=form.cleaned_data["reason"],
        encrypted=form.encrypted,
        actor=page.who(request),
        now=clock.now(),
        **which,
    )


def _ready(
    request: HttpRequest,
    form: ExportForm,
    back_url: str,
    make: Callable[[], actions.Ticket],
) -> HttpResponse | None:
    """Make the copy and show its passphrase; a refusal becomes a sentence of the form."""
    try:
        ticket = make()
    except CannotDo as problem:
        form.add_error(problem.field if problem.field in form.fields else None, str(problem))
        return None
    return render(request, "casework/export_ready.html", {"ticket": ticket, "back_url": back_url})


@require_POST
def download(request: HttpRequest, ticket: UUID) -> StreamingHttpResponse:
    """Give out a copy that was made, once."""
    export = actions.take_export(ticket=ticket, actor=page.who(request), now=clock.now())
    response = StreamingHttpResponse(export.chunks, content_type=export.media_type)
    response["Content-Disposition"] = f'attachment; filename="{export.file_name}"'
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
