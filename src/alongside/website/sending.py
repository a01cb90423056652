"""Files of the site as browsers and podcast apps ask for them: whole, or from the middle on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.http import FileResponse, Http404, HttpResponse, HttpResponseNotModified

from alongside.website import counting

if TYPE_CHECKING:
    from django.core.files import File
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase
    from wagtail.documents.models import Document

PARTIAL, UNSATISFIABLE = 206, 416
ONE_RANGE = re.compile(r"bytes=(\d*)-(\d*)\Z")
# Played inside a page, or read by it, rather than put into a folder of downloads.
PLAYED = ("audio/", "video/", "text/vtt")
AN_HOUR = "public, max-age=3600"
# Browsers do not show a PDF in a sandbox; it has no scripts of the site's in either case.
PDF = "application/pdf"
SHUT, READ = "default-src 'none'; sandbox", "default-src 'none'"


class Unsatisfiable(Exception):
    """The part that was asked for lies outside the file."""


class Part:
    """A file from one byte on to another, as far as it is read."""

    def __init__(self, content: File[bytes], first: int, length: int) -> None:
        content.seek(first)
        self.content, self.left = content, length

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes, none after the end of the part."""
        wanted = self.left if size < 0 else min(size, self.left)
        piece = self.content.read(wanted)
        self.left -= len(piece)
        return piece

    def close(self) -> None:
        """Close the file it is part of."""
        self.content.close()


def part_of(asked: str, size: int) -> tuple[int, int] | None:
    """Return the first and last byte a Range asks for, None where the whole is to be sent.

    Several ranges and other units may be ignored (RFC 9110, 14.2). Raises Unsatisfiable.
    """
    match = ONE_RANGE.match(asked.strip())
    if not match or match.groups() == ("", ""):
        return None
    first, last = match.groups()
    if not first:
        # The last so many bytes.
        if not int(last) or not size:
            raise Unsatisfiable
        return max(size - int(last), 0), size - 1
    if last and int(last) < int(first):
        return None
    if int(first) >= size:
        raise Unsatisfiable
    return int(first), min(int(last), size - 1) if last else size - 1


def send(request: HttpRequest, document: Document) -> HttpResponseBase:
    """Return a file of the site, or the part that was asked for, and count it where it is taken.

    What is counted is a whole file: also as a range from its beginning to its end, which is how
    players ask; never the parts they ask for afterwards.
    """
    tag = f'"{document.get_file_hash()}"'
    if tag in request.headers.get("If-None-Match", ""):
        return HttpResponseNotModified(headers={"ETag": tag, "Cache-Control": AN_HOUR})
    try:
        content = document.file.storage.open(document.file.name)
    except FileNotFoundError as absent:
        raise Http404 from absent
    try:
        part = part_of(_asked(request, tag), content.size)
    except Unsatisfiable:
        content.close()
        return HttpResponse(
            status=UNSATISFIABLE,
            headers={"Content-Range": f"bytes */{content.size}", "Cache-Control": "no-store"},
        )
    if part in {None, (0, content.size - 1)} and counting.counts(request):
        counting.count([document])
    return _answer(document, content, part, tag)


def _asked(request: HttpRequest, tag: str) -> str:
    # A part of what has changed since would not fit to the rest.
    is_same = request.headers.get("If-Range", tag) == tag
    return request.headers.get("Range", "") if is_same else ""


def _answer(
    document: Document, content: File[bytes], part: tuple[int, int] | None, tag: str
) -> HttpResponseBase:
    first, last = part or (0, content.size - 1)
    is_played = document.content_type.startswith(PLAYED)
    headers = {
        "Accept-Ranges": "bytes",
        "Content-Length": str(last - first + 1),
        # Not to be compressed on the way: lengths and parts are those of the file.
        "Content-Encoding": "identity",
        "Content-Disposition": "inline" if is_played else document.content_disposition,
        "Content-Security-Policy": READ if document.content_type == PDF else SHUT,
        "Cache-Control": AN_HOUR,
        "ETag": tag,
    }
    if is_played:
        # Players of podcasts on other sites play it from here.
        headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    if part:
        headers["Content-Range"] = f"bytes {first}-{last}/{content.size}"
    return FileResponse(
        Part(content, first, last - first + 1),
        content_type=document.content_type,
        status=PARTIAL if part else 200,
        headers=headers,
    )
