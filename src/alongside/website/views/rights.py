"""What belongs to a page about rights and is no page: its recording, its brochure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ObjectDoesNotExist
from django.http import FileResponse, Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from alongside.ui import pdf
from alongside.website import brochures, lookups, sending

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

AN_HOUR = "public, max-age=3600"
UNAVAILABLE = 503


@require_safe
def brochure(request: HttpRequest, page_id: int) -> HttpResponseBase:
    """Send a page as a brochure, or say why there is none and what to print instead."""
    try:
        found = brochures.of_page(page_id)
    except ObjectDoesNotExist as absent:
        raise Http404 from absent
    except (pdf.Unavailable, brochures.NoLetters):
        response = render(request, "website/rights/unprintable.html", status=UNAVAILABLE)
        response.headers["Cache-Control"] = "no-store"
        return response
    # Its name on a telephone says nothing.
    sent = FileResponse(found, content_type="application/pdf", filename="page.pdf")
    sent.headers["Cache-Control"] = AN_HOUR
    return sent


@require_safe
def clip(request: HttpRequest, page_id: int) -> HttpResponseBase:
    """Send a page's recording, or the part of it a player asks for."""
    return sending.send(request, lookups.recording(page_id))
