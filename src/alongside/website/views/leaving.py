"""The way out of the site, and back to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST, require_safe

from alongside.ui.dates import weekday_date
from alongside.website.middleware import LEFT, LEFT_SECONDS

if TYPE_CHECKING:
    from django.http import HttpRequest

SEE_OTHER = 303


@require_GET
def leave(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Empty the browser's store of our pages and go somewhere harmless; nothing is written down."""
    response = HttpResponse(status=SEE_OTHER)
    response["Location"] = settings.ALONGSIDE_LEAVE_TO or resolve_url("neutral")
    response["Clear-Site-Data"] = '"cache"'
    response["Cache-Control"] = "no-store"
    # Not Strict: going back to the page she came to from elsewhere counts as coming from there.
    response.set_cookie(LEFT, "1", max_age=LEFT_SECONDS, secure=True, httponly=True, samesite="Lax")
    return response


@require_safe
def neutral(request: HttpRequest) -> HttpResponse:
    """Show the day, and nothing that tells where one was."""
    response = render(request, "website/neutral.html", {"day": weekday_date(timezone.localdate())})
    response["Cache-Control"] = "no-store"
    return response


@csrf_exempt  # it only forgets that somebody left
@require_POST
def back(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Let somebody who left come in again."""
    response = HttpResponseRedirect("/")
    response.delete_cookie(LEFT, samesite="Lax")
    return response
