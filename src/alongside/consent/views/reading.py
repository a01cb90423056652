"""Showing what she agreed to, and reading it back to her."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from alongside.consent import actions, forms, pages, queries, texts
from alongside.consent.views.page import asked_or_sent, back, form_page, head_of, typed
from alongside.core import clock

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from alongside.consent.files import FileHead
    from alongside.core.requests import SignedInRequest


@require_GET
def sharing(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Show every line she was asked about, and how it stands."""
    now = clock.now()
    head = head_of(request, case_id, now)
    found = queries.sharing(actor=request.actor, case=head.case, now=now)
    page = pages.sharing_page(found, head, today=timezone.localdate(now))
    return render(request, "consent/sharing.html", {"head": head, "page": page})


@require_GET
def history(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Show every answer she ever gave."""
    now = clock.now()
    head = head_of(request, case_id, now)
    found = queries.sharing(actor=request.actor, case=head.case, now=now)
    rows = pages.history_rows(found, today=timezone.localdate(now))
    context = {"head": head, "rows": rows, "back_url": reverse("consent:sharing", args=[case_id])}
    return render(request, "consent/history.html", context)


@asked_or_sent
def read_back(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Read her answers to her, in one of the languages this installation speaks."""
    now = clock.now()
    head = head_of(request, case_id, now)
    read = [texts.current(texts.LIMITS)]
    form = forms.HearingForm(typed(request), initial=pages.first_values(head))
    if request.method == "POST" and form.is_valid():
        actions.record_read_back(
            case=head.case,
            hearing=form.hearing([text.ref for text in read]),
            actor=request.actor,
            now=now,
        )
        messages.success(request, _("Written down that you went through it with her."))
        return back(case_id)
    found = queries.sharing(actor=request.actor, case=head.case, now=now)
    spoken = _spoken(request, head)
    with translation.override(spoken):
        reading = pages.reading(found, read)
    return form_page(
        request,
        head,
        form,
        template="consent/read_back.html",
        reading=reading,
        spoken=spoken,
        spoken_direction="rtl" if translation.get_language_info(spoken)["bidi"] else "ltr",
        choices=settings.LANGUAGES,
        may_record=found.may_record,
    )


def _spoken(request: SignedInRequest, head: FileHead) -> str:
    """Return the language asked for, else hers where we speak it, else the page's."""
    for wanted in (request.GET.get("in", ""), head.language):
        if wanted in dict(settings.LANGUAGES):
            return wanted
    return translation.get_language() or settings.LANGUAGE_CODE
