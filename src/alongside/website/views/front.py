"""The address without a language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request
from django.views.decorators.http import require_safe

from alongside.website import lookups

if TYPE_CHECKING:
    from django.http import HttpRequest


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """Lead to the first page in a language the browser asks for and the site is written in."""
    asked = get_language_from_request(request)
    language = asked if asked in lookups.written_languages() else "en"
    response = HttpResponseRedirect(f"/{language}/")
    patch_vary_headers(response, ["Accept-Language"])
    return response
