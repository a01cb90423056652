"""Where harvesters of other libraries ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from alongside.core import clock
from alongside.website.oai import writing

if TYPE_CHECKING:
    from django.http import HttpRequest


@csrf_exempt  # the protocol knows POST as another way to read
@require_http_methods(["GET", "HEAD", "POST"])
def oai(request: HttpRequest) -> HttpResponse:
    """Answer a harvester."""
    written = writing.answer(
        request.POST if request.method == "POST" else request.GET,
        addresses=writing.Addresses(
            base=request.build_absolute_uri(reverse("oai")),
            absolute=request.build_absolute_uri,
            of_page=lambda page: request.build_absolute_uri(page.get_url(request)),
        ),
        now=clock.now(),
    )
    return HttpResponse(written, content_type="text/xml; charset=utf-8")
