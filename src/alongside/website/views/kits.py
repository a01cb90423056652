"""A kit's files, all in one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, StreamingHttpResponse
from django.views.decorators.http import require_GET

from alongside.website import counting, lookups, packing

if TYPE_CHECKING:
    from django.http import HttpRequest


@require_GET
def kit(request: HttpRequest, number: int) -> StreamingHttpResponse:
    """Send all files of a kit; each is then counted as taken."""
    page, documents = lookups.kit(number)
    if not packing.fits(documents):
        raise Http404
    if counting.counts(request):
        counting.count(documents)
    return StreamingHttpResponse(
        packing.pack(documents),
        content_type="application/zip",
        headers={
            "Content-Disposition": f'attachment; filename="{page.slug}.zip"',
            "Content-Encoding": "identity",
            "Cache-Control": "no-store",
        },
    )
