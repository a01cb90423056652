"""Words not yet saved: kept sealed to whoever typed them, and offered back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404, JsonResponse, QueryDict
from django.views.decorators.http import require_POST

from alongside.casework import actions
from alongside.casework.views.page import day_of, who
from alongside.core import clock
from alongside.ui import dates

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from django.http import HttpRequest

    from alongside.core.access import Actor

KEEP = "save_draft"
DISCARD = "discard_draft"
CONTINUE = "continue"
# What belongs to the page and not to what she typed.
NOT_TYPED = frozenset({"csrfmiddlewaretoken", KEEP, DISCARD})
FORMS = (
    "called",
    "who",
    "identity",
    "safe_contact",
    "whereabouts",
    "needs",
    "safety_plan",
    "episode",
    "incident",
    "threat",
    "note",
    "goal",
    "service",
    "appointment",
    "outcome",
    "practical_support",
    "conference",
    "relation",
    "follow_up",
    "assessment",
    "pathway",
    "skills",
    "wish",
    "suitability",
    "repatriation",
    "livelihood",
    "income",
)
SLOT = re.compile(rf"(?:{'|'.join(FORMS)})(?:-[0-9a-f-]{{36}})?")


@dataclass(frozen=True, slots=True)
class Kept:
    """A draft as a page offers it: when it was saved, in words, and what was in it."""

    saved: str
    typed: QueryDict


def slot(kind: str, document_id: UUID | None) -> str:
    """Return the name under which what is typed about one document is kept."""
    return f"{kind}-{document_id}" if document_id else kind


def typed(data: QueryDict) -> dict[str, list[str]]:
    """Return what she typed, as it can be kept."""
    return {name: values for name, values in data.lists() if name not in NOT_TYPED}


def kept(*, form: str, actor: Actor, now: datetime, case_id: UUID | None) -> Kept | None:
    """Return what is kept of a form, or None."""
    draft = actions.take_draft(form=form, actor=actor, case_id=case_id)
    if draft is None:
        return None
    data = QueryDict(mutable=True)
    for name, values in draft.data.items():
        data.setlist(name, values)
    day, today = day_of(draft.saved_at), day_of(now)
    words = (
        dates.clock_time(draft.saved_at)
        if day == today
        else dates.day_and_time(draft.saved_at, today)
    )
    return Kept(words, data)


@require_POST
def keep(request: HttpRequest, form: str, case_id: UUID | None = None) -> JsonResponse:
    """Keep what is typed so far; answers when, as the page shows it."""
    if not SLOT.fullmatch(form):
        raise Http404
    saved_at = actions.keep_draft(
        form=form, data=typed(request.POST), actor=who(request), now=clock.now(), case_id=case_id
    )
    return JsonResponse({"saved": dates.clock_time(saved_at)})
