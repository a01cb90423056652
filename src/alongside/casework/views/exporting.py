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
    FILE_FORMATS,
    INCIDENT_FORMATS,
    REGISTER_FORMATS,
    ExportForm,
)
from alongside.casework.views import page
from alongside.core import clock
from alongside.organisations import policy as organisations

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse


def one_file(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Make a copy of one file."""
    actor, now = page.who(request), clock.now()
    form = _form(request, FILE_FORMATS)
    if form.is_bound and form.is_valid():
        back_url = reverse("casework:file", args=[case_id])
        ready = _prepare(request, form, back_url=back_url, case_id=case_id)
        if ready is not None:
            return ready
    file = queries.open_file(actor=actor, case_id=case_id, now=now)
    page.require(file.rights.export, file)
    return page.form_page(
        request,
        title=_("Take a copy of this file"),
        lead=_("Give it to her, or to somebody she chose. You get a passphrase that opens it."),
        button=_("Make the copy"),
        form=form,
        file=file,
    )


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
        ready = _prepare(request, form, back_url=back_url, **which)
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


def _prepare(
    request: HttpRequest, form: ExportForm, *, back_url: str, **which: Any
) -> HttpResponse | None:
    """Make the copy and show its passphrase; a refusal becomes a sentence of the form."""
    try:
        ticket = actions.prepare_export(
            format=form.cleaned_data["format"],
            reason=form.cleaned_data["reason"],
            encrypted=form.encrypted,
            actor=page.who(request),
            now=clock.now(),
            **which,
        )
    except CannotDo as problem:
        form.add_error(None, str(problem))
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
