"""Putting a document into her file, and taking a copy out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import StreamingHttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from alongside.casework import actions, queries
from alongside.casework.errors import CannotDo
from alongside.casework.forms.closing import UploadForm
from alongside.casework.views import page
from alongside.core import clock

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse, HttpResponseBase

# What a browser may do with a copy: keep it. It is never shown inside one of our own pages.
BYTES = "application/octet-stream"
ENDINGS = {
    "application/pdf": ".pdf",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    "image/heic": ".heic",
    "audio/mpeg": ".mp3",
    "audio/ogg": ".ogg",
    "video/mp4": ".mp4",
}


def upload(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Seal a document into her file."""
    actor, now = page.who(request), clock.now()
    sent = request.method == "POST"
    form = UploadForm(request.POST if sent else None, request.FILES if sent else None)
    if form.is_bound and form.is_valid():
        document = form.cleaned_data["document"]
        try:
            actions.attach(
                case_id=case_id,
                stream=document.file,
                name=form.called(),
                note=form.cleaned_data["note"],
                actor=actor,
                now=now,
            )
        except CannotDo as problem:
            form.add_error("document", str(problem))
        else:
            page.saved(request)
            return page.to_file(case_id, "casework:documents")
    file = queries.open_file(actor=actor, case_id=case_id, now=now)
    page.require(file.rights.write or form.is_bound, file)
    return page.form_page(
        request,
        title=_("Add a document"),
        button=_("Add it"),
        form=form,
        file=file,
        tab="casework:documents",
        is_upload=True,
    )


@require_GET
def download(request: HttpRequest, case_id: UUID, document_id: UUID) -> HttpResponseBase:
    """Give her worker a copy, under a name that says nothing."""
    try:
        opened = actions.open_attachment(
            case_id=case_id, document_id=document_id, actor=page.who(request), now=clock.now()
        )
    except CannotDo as problem:
        messages.error(request, str(problem))
        return page.to_file(case_id, "casework:documents")
    kind = opened.media_type if opened.media_type in ENDINGS else BYTES
    response = StreamingHttpResponse(opened.chunks, content_type=kind)
    name = f"document-{str(document_id)[:8]}{ENDINGS.get(kind, '')}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Content-Length"] = str(opened.size)
    # Even a document that pretends to be a page runs nothing of its own.
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
