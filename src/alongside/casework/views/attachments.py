"""Putting a document into her file, looking at one, and taking a copy out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET

from alongside.casework import actions, queries
from alongside.casework.attached.kinds import BYTES, Shape, ending, kind_of
from alongside.casework.attached.uploads import sealed
from alongside.casework.errors import CannotDo, NoSuchFile
from alongside.casework.forms.documents import AttachmentForm, HealthAttachmentForm, UploadForm
from alongside.casework.views import page
from alongside.casework.views.editing import DocumentPage
from alongside.core import clock

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponseBase

    from alongside.casework.contents import Attachment
    from alongside.casework.forms.content import ContentForm
    from alongside.casework.queries import File
    from alongside.casework.queries.documents import Adding
    from alongside.casework.reading import Part

# What a browser may be told a copy to keep is; of everything else it learns nothing.
TOLD = frozenset({"application/pdf", "image/jpeg", "image/png", "image/webp", "image/heic"})
PLAYED = frozenset({Shape.SOUND, Shape.FILM})
# One range is answered (RFC 9110, 14.2); of several, the whole, as the standard allows.
ONE_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")
# How the script that shows the progress of an upload says that it is one.
BY_SCRIPT = "X-Upload-Progress"


@csrf_exempt  # checked below, once it is known who sends: reading the token reads the whole body
def upload(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Seal a document into her file; nothing of it is read from somebody who may not."""
    adding = queries.adding(actor=page.who(request), case_id=case_id, now=clock.now())
    page.require(adding.file.rights.write or request.method == "POST", adding.file)
    if request.method != "POST":
        return _upload_page(request, adding, _upload_form(request, adding))
    with sealed(request, limit=adding.limit):
        return _upload(request, adding)


@csrf_protect
def _upload(request: HttpRequest, adding: Adding) -> HttpResponse:
    form = _upload_form(request, adding)
    if form.is_valid():
        try:
            actions.attach(
                case_id=adding.file.id,
                stream=form.sent.received,
                actor=page.who(request),
                now=clock.now(),
                **form.said(),
            )
        except CannotDo as problem:
            form.add_error(form.sent_as, str(problem))
        else:
            page.saved(request)
            back = page.to_file(adding.file.id, "casework:documents")
            # A script cannot see where a redirect leads before it was followed.
            by_script = BY_SCRIPT in request.headers
            return HttpResponse(status=201, headers={"Location": back.url}) if by_script else back
    return _upload_page(request, adding, form)


def _upload_form(request: HttpRequest, adding: Adding) -> UploadForm:
    sent = request.method == "POST"
    return UploadForm(
        request.POST if sent else None,
        request.FILES if sent else None,
        limit=adding.limit,
        may_keep_with_health=adding.may_keep_with_health,
    )


def _upload_page(request: HttpRequest, adding: Adding, form: UploadForm) -> HttpResponse:
    return page.form_page(
        request,
        title=_("Add a document"),
        lead=_("It is sealed as it arrives, before anything of it is kept."),
        button=_("Add it"),
        form=form,
        file=adding.file,
        tab="casework:documents",
        template="casework/upload.html",
        is_upload=True,
    )


@require_GET
def document(request: HttpRequest, case_id: UUID, document_id: UUID) -> HttpResponse:
    """Show one document, what it is, and the ways to take it out."""
    found = queries.document(
        actor=page.who(request), case_id=case_id, document_id=document_id, now=clock.now()
    )
    return page.file_page(
        request, "casework/document.html", found.file, tab="documents", page=found
    )


class DocumentChangePage(DocumentPage):
    """What is said about a document."""

    form_classes: tuple[type[ContentForm], ...] = (AttachmentForm,)
    title = gettext_lazy("About this document")
    tab = "casework:documents"
    # One name for a draft, whichever key the document lies under.
    draft = "attachment"

    def read(self) -> tuple[File, list[Part | None]]:
        """Return the file and the document, under whichever key it lies."""
        try:
            return super().read()
        except NoSuchFile:
            self.form_classes = (HealthAttachmentForm,)
            return super().read()

    def record(self, document: Attachment, /, **about: Any) -> None:
        """Save what is said about it."""
        actions.change_document(document=document, **about)

    def then(self) -> HttpResponse:
        """Go back to the document."""
        page.saved(self.request)
        return page.to(reverse("casework:document", args=[self.case_id, self.document_id]))


@require_GET
def download(request: HttpRequest, case_id: UUID, document_id: UUID) -> HttpResponseBase:
    """Give her worker the original, under a name that says nothing."""
    return _kept(request, case_id, document_id, actions.Taken.ORIGINAL)


@require_GET
def clean(request: HttpRequest, case_id: UUID, document_id: UUID) -> HttpResponseBase:
    """Give out the copy that says nothing of where and when it was made."""
    return _kept(request, case_id, document_id, actions.Taken.CLEAN)


@require_GET
def shown(request: HttpRequest, case_id: UUID, document_id: UUID) -> HttpResponseBase:
    """Show a picture's clean copy, or play sound or film, inside one of our own pages."""
    return _inside(request, case_id, document_id, actions.Taken.PLAYED)


@require_GET
def small(request: HttpRequest, case_id: UUID, document_id: UUID) -> HttpResponseBase:
    """Show the small picture of a document in a list."""
    return _inside(request, case_id, document_id, actions.Taken.SMALL)


def _kept(
    request: HttpRequest, case_id: UUID, document_id: UUID, taken: actions.Taken
) -> HttpResponseBase:
    """Return a copy to keep; what it is called tells nothing."""
    try:
        opened = _opened(request, case_id, document_id, taken)
    except CannotDo as problem:
        messages.error(request, str(problem))
        return page.to_file(case_id, "casework:documents")
    kind = opened.media_type
    told = kind if kind in TOLD or kind_of(kind).shape in PLAYED else BYTES
    name = f"document-{str(document_id)[:8]}{ending(opened.name, kind)}"
    return _streamed(request, opened, told, f'attachment; filename="{name}"')


def _inside(
    request: HttpRequest, case_id: UUID, document_id: UUID, taken: actions.Taken
) -> HttpResponseBase:
    """Return what a page of ours shows; only pictures of our making, sound and film come here."""
    try:
        opened = _opened(request, case_id, document_id, taken)
    except CannotDo as problem:
        raise NoSuchFile from problem
    return _streamed(request, opened, opened.media_type, "inline")


def _opened(
    request: HttpRequest, case_id: UUID, document_id: UUID, taken: actions.Taken
) -> actions.Download:
    return actions.open_attachment(
        case_id=case_id,
        document_id=document_id,
        taken=taken,
        actor=page.who(request),
        now=clock.now(),
    )


def _streamed(
    request: HttpRequest, opened: actions.Download, kind: str, disposition: str
) -> HttpResponseBase:
    """Return all of it or the range asked for, so that a player can seek."""
    size = opened.size
    asked = byte_range(request.headers.get("Range", ""), size)
    start, end = asked or (0, size)
    if start >= end and asked:
        response: HttpResponseBase = HttpResponse(status=416)
        response["Content-Range"] = f"bytes */{size}"
        return response
    response = StreamingHttpResponse(opened.pieces(start, end - start), content_type=kind)
    response["Content-Length"] = str(end - start)
    if asked:
        response.status_code = 206
        response["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    response["Accept-Ranges"] = "bytes"
    response["Content-Disposition"] = disposition
    # A part of something packed is no part of it; GZipMiddleware leaves alone what names a coding.
    response["Content-Encoding"] = "identity"
    # Even a document that pretends to be a page runs nothing of its own.
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def byte_range(header: str, size: int) -> tuple[int, int] | None:
    """Return start and end (not included) of the range asked for; None for all of it.

    A range that begins behind the end is returned as an empty one (RFC 9110, 14.1.2).
    """
    found = ONE_RANGE.fullmatch(header.strip())
    if found is None or not any(found.groups()):
        return None
    first, last = found.groups()
    if not first:
        return (max(0, size - int(last)), size) if int(last) else (size, size)
    if last and int(last) < int(first):
        return None
    return int(first), min(size, int(last) + 1) if last else size
