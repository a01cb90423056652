"""The tabs of a file, each one reading."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from alongside.casework import queries
from alongside.casework.forms.contact import SafetyPlanForm
from alongside.casework.forms.person import AddressForm
from alongside.casework.views.about import told_of
from alongside.casework.views.page import day_of, file_page, who
from alongside.core import clock

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse


@require_GET
def story(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Show the story so far, newest first."""
    page = queries.story(
        actor=who(request), case_id=case_id, now=clock.now(), after=request.GET.get("after", "")
    )
    return file_page(
        request,
        "casework/story.html",
        page.file,
        tab="story",
        page=page,
        more_url=f"?after={page.next}" if page.next else "",
        is_first="after" not in request.GET,
    )


@require_GET
def plan(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Show what she wants and the steps there."""
    page = queries.plan(actor=who(request), case_id=case_id, now=clock.now())
    return file_page(request, "casework/plan.html", page.file, tab="plan", page=page)


@require_GET
def conference(request: HttpRequest, case_id: UUID, document_id: UUID) -> HttpResponse:
    """Show what was decided together on one day."""
    page = queries.conference(
        actor=who(request), case_id=case_id, document_id=document_id, now=clock.now()
    )
    return file_page(request, "casework/conference.html", page.file, tab="plan", page=page)


@require_GET
def people_around(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Show who is around her, and with whom we may speak."""
    page = queries.people_around(actor=who(request), case_id=case_id, now=clock.now())
    return file_page(request, "casework/around.html", page.file, tab="safety", page=page)


@require_GET
def services(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Show what she received, and how we keep in touch."""
    page = queries.services(actor=who(request), case_id=case_id, now=clock.now())
    return file_page(request, "casework/services.html", page.file, tab="services", page=page)


@require_GET
def safety(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Show how to reach her, where she is, and her safety plan."""
    now = clock.now()
    page = queries.safety(actor=who(request), case_id=case_id, now=now)
    today = day_of(now)
    told = [
        told_of(title, form, part, reverse(url, args=[case_id]), today)
        for title, form, part, url in (
            (_("Her safety plan"), SafetyPlanForm, page.plan, "casework:safety_plan"),
            (_("Where she is now"), AddressForm, page.whereabouts, "casework:whereabouts"),
        )
    ]
    return file_page(request, "casework/safety.html", page.file, tab="safety", page=page, told=told)


@require_GET
def documents(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Show the documents she gave us or we made."""
    page = queries.documents(actor=who(request), case_id=case_id, now=clock.now())
    return file_page(request, "casework/documents.html", page.file, tab="documents", page=page)


@require_GET
def who_looked(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Show who opened her file, and when."""
    page = queries.who_looked(actor=who(request), case_id=case_id, now=clock.now())
    # The same person often opens the same thing several times within a minute.
    lines = [(line, len(list(same))) for line, same in groupby(page.lines)]
    return file_page(request, "casework/who_looked.html", page.file, tab="who_looked", lines=lines)
