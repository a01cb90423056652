"""Pages for anybody: the front, the way out, the language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils import timezone, translation
from django.views.decorators.http import require_GET, require_POST, require_safe

from alongside.organisations import entry
from alongside.organisations.actions import profile
from alongside.organisations.views.common import home, is_ours, page
from alongside.ui.dates import weekday_date

if TYPE_CHECKING:
    from django.http import HttpRequest

SEE_OTHER = 303


@login_not_required
@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """Show a page that says nothing to whoever should not know; lead in who is signed in."""
    return home() if request.user.is_authenticated else page(request, "front")


@login_not_required
@require_GET
def leave(request: HttpRequest) -> HttpResponse:
    """End the session and go somewhere harmless.

    A plain link, so that it works without a script and from every page. "cache" only: an unsent
    outbox lives in "storage". It is written down nowhere.
    """
    entry.end(request)
    response = HttpResponse(status=SEE_OTHER)
    response["Location"] = settings.ALONGSIDE_LEAVE_TO or resolve_url("organisations:neutral")
    response["Clear-Site-Data"] = '"cache"'
    return response


@login_not_required
@require_safe
def neutral(request: HttpRequest) -> HttpResponse:
    """Show the day, and nothing that tells where one was."""
    return page(request, "neutral", day=weekday_date(timezone.localdate()))


@login_not_required
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Keep the language in the browser, and for somebody who works here also in her account."""
    language = request.POST.get("language", "")
    if translation.check_for_language(language) and language in dict(settings.LANGUAGES):
        entry.speak(request, language)
        if request.actor is not None:  # type: ignore[attr-defined]
            profile.choose_language(language=language, actor=request.actor)  # type: ignore[attr-defined]
        elif not request.user.is_authenticated:
            request.session[entry.CHOSEN_LANGUAGE] = language
    target = request.POST.get("next", "")
    return HttpResponseRedirect(target if is_ours(request, target) else "/")
