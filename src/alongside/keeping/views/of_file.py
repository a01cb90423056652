"""The tab "Keep or erase" of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.views.decorators.http import require_safe

from alongside.casework.views import page
from alongside.core import clock
from alongside.keeping import queries

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from alongside.core.requests import SignedInRequest


@require_safe
def keeping(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Show what would go with a file and what would stay, and what was asked."""
    found = queries.keeping_of(actor=request.actor, case_id=case_id, now=clock.now())
    return page.file_page(request, "keeping/file.html", found.file, tab="keeping", page=found)
