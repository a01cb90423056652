"""What is shown where a page cannot be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """Say that there is nothing here, and where help is."""
    response = render(request, "website/missing.html", status=404)
    response["Cache-Control"] = "no-store"
    return response
