"""Who she is and what happened to her, as far as she told it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from alongside.casework import queries, vocabulary
from alongside.casework.forms.incidents import IncidentForm
from alongside.casework.forms.person import IdentityForm
from alongside.casework.forms.story import EpisodeForm
from alongside.casework.views import page
from alongside.casework.violence import telling
from alongside.core import clock

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from alongside.casework.forms.content import ContentForm
    from alongside.casework.reading import Part


@dataclass(frozen=True, slots=True)
class Told:
    """One part in words, with the way to change it."""

    title: str
    rows: list[tuple[str, str]]
    url: str
    problem: str = ""


@require_GET
def about(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Show who she is and what happened."""
    now = clock.now()
    opened = queries.episodes(actor=page.who(request), case_id=case_id, now=now)
    today = page.day_of(now)
    identity = opened.file.parts.get("identity")
    told = [
        told_of(
            _("Who she is"),
            IdentityForm,
            identity,
            reverse("casework:identity", args=[case_id]),
            today,
        )
    ]
    for part in opened.episodes:
        args = [case_id, part.document_id]
        url = reverse("casework:episode_change", args=args) if part.document_id else ""
        told.append(told_of(_("What happened"), EpisodeForm, part, url, today))
    told += [_incident(part, case_id, today) for part in opened.incidents]
    return page.file_page(
        request,
        "casework/about.html",
        opened.file,
        tab="about",
        told=told,
        has_episodes=bool(opened.episodes),
        is_person=opened.file.head.is_person,
    )


def _incident(part: Part, case_id: UUID, today: date) -> Told:
    """Return an incident in words: what the rules say of it first, then the answers."""
    url = reverse("casework:incident_change", args=[case_id, part.document_id])
    told = told_of(_("Registered incident"), IncidentForm, part, url, today)
    return replace(told, rows=[*telling.lines(part.content), *told.rows]) if told.rows else told


def told_of(
    title: str, form_class: type[ContentForm], part: Part | None, url: str, today: date
) -> Told:
    """Return a part in words."""
    if part is None:
        return Told(title, [], url)
    form = form_class(saved=part.content, today=today)
    with vocabulary.as_of(part.written):
        return Told(title, form.rows(), url, part.problem)
