"""Today: what waits for her, and what she may begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _, ngettext
from django.views.decorators.http import require_GET

from alongside.casework import errands
from alongside.casework.views.page import who
from alongside.core import clock
from alongside.desk import queries
from alongside.ui import components, dates

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest, HttpResponse
    from django.utils.safestring import SafeString

NOON, EVENING = 12, 18


@require_GET
def today(request: HttpRequest) -> HttpResponse:
    """Greet her, and show what is due."""
    now = clock.now()
    desk = queries.today(actor=who(request), now=now)
    context = {
        "greeting": greeting(request.user.display_name, now),  # type: ignore[union-attr]
        "day": dates.weekday_date(timezone.localtime(now).date()),
        "desk": desk,
        "stats": _stats(desk),
        "file_before": errands.around("casework:file")[0],
        "may_refer": errands.find("refer") is not None,
    }
    return render(request, "desk/today.html", context)


def greeting(name: str, now: datetime) -> SafeString:
    """Return "Good morning, Farida", by the time where the installation stands."""
    hour = timezone.localtime(now).hour
    if hour < NOON:
        words = _("Good morning, %(name)s")
    elif hour < EVENING:
        words = _("Good afternoon, %(name)s")
    else:
        words = _("Good evening, %(name)s")
    return components.sentence(words, name=name)


def _stats(desk: queries.Desk) -> list[SafeString]:
    """Return the tiles of somebody who keeps files."""
    files = desk.files
    if files is None:
        return []
    people = errands.around("casework:file")[0]
    return [
        components.stat(
            files.with_you_words,
            ngettext("person with you", "people with you", files.with_you),
            people,
        ),
        components.stat(
            files.late_words,
            ngettext("thing is late", "things are late", files.late_count),
            f"{people}?late=on",
            late=files.late_count > 0,
        ),
        components.stat(
            files.consents_ending,
            ngettext("consent ends this week", "consents end this week", files.consents_ending),
        ),
    ]
