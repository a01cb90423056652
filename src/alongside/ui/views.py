"""What is shown when a page cannot be: in plain words, and without losing what was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

if TYPE_CHECKING:
    from django.http import HttpRequest

# Never printed back into a page, not even hidden.
UNREPEATED = ("csrfmiddlewaretoken", "password", "code", "passphrase")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """Answer a request that cannot be read; the request itself may be what is broken."""
    return HttpResponse(render_to_string("400.html"), status=400)


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a refusal with its reason."""
    return render(request, "403.html", {"reason": str(exception)}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """Answer the same for what does not exist and for what is somebody else's."""
    return render(request, "404.html", status=404)


def failed(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Answer our own failure with a page that needs nothing that may have failed."""
    return HttpResponse(render_to_string("500.html"), status=500)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """Answer a form without a valid token; give our own form back to be sent again.

    A form that another site sent is never given back: one press would then do what it wanted.
    """
    typed: list[tuple[str, str]] = []
    if request.META.get("HTTP_SEC_FETCH_SITE") == "same-origin":
        typed = [
            (name, value)
            for name, values in request.POST.lists()
            if not any(word in name.lower() for word in UNREPEATED)
            for value in values
        ]
    context = {"typed": typed, "path": request.get_full_path()}
    return render(request, "ui/form_expired.html", context, status=403)
