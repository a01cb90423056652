"""Today: what waits for her, and what she may begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _, ngettext
from django.views.decorators.http import require_GET

from alongside.casework import errands
from alongside.casework.views.page import who
from alongside.core import clock
from alongside.desk import queries
from alongside.desk.alliance import alliance_items
from alongside.desk.items import Item
from alongside.ui import components, dates

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from django.http import HttpRequest, HttpResponse
    from django.utils.safestring import SafeString

    from alongside.casework.queries import NoteHead, OwnSlot
    from alongside.casework.queries.today import TodayTask
    from alongside.desk.queries import Ending, Work
    from alongside.referrals.queries.lists import Row

NOON, EVENING = 12, 18
SOON_SHOWN = 8
# The kinds of chips that stand for late and for today.
PRESSING = frozenset({"red", "yellow"})


NO_FILES: dict[str, object] = {
    "stats": [],
    "problem": "",
    "now": [],
    "soon": [],
    "more_url": "",
    "endings": [],
    "notes": [],
}


@require_GET
def today(request: HttpRequest) -> HttpResponse:
    """Greet her, and show what is due."""
    now = clock.now()
    day = timezone.localtime(now).date()
    desk = queries.today(actor=who(request), now=now)
    context = {
        "greeting": greeting(request.user.display_name, now),  # type: ignore[union-attr]
        "day": dates.weekday_date(day),
        "desk": desk,
        "slots": list(_slots(desk.slots)),
        "alliance": list(alliance_items(desk.alliance)),
        **(_shown(desk.work, day) if desk.work else NO_FILES),
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


def _shown(work: Work, day: date) -> dict[str, object]:
    """Return what waits, sorted into today and the days after."""
    tasks = work.files.due
    soon = list(_tasks(task for task in tasks if not _is_for_now(task)))
    return {
        "stats": _stats(work),
        "problem": work.files.problem,
        "now": [
            *_news(work.answers.rows, _("%(who)s answered")),
            *_news(work.requests.rows, _("%(who)s asks for help")),
            *_tasks(task for task in tasks if _is_for_now(task)),
        ],
        "soon": soon[:SOON_SHOWN],
        "more_url": f"{reverse('casework:list')}?due=on" if len(soon) > SOON_SHOWN else "",
        "endings": list(_endings(work.endings, day)),
        "notes": list(_notes(work.notes)),
    }


def _is_for_now(task: TodayTask) -> bool:
    """Return whether something stands at the top: it presses, or a colleague waits for it."""
    return task.due.kind in PRESSING or bool(task.place)


def _tasks(tasks: Iterable[TodayTask]) -> Iterable[Item]:
    before, after = errands.around("casework:file")
    for task in tasks:
        yield Item(
            icon=task.icon,
            url=f"{before}{task.case_id}{after}{task.place}",
            title=components.isolate(task.text),
            name=task.name,
            hint=task.hint,
            chip=task.due.text,
            kind=task.due.kind,
        )


def _news(rows: Iterable[Row], sentence: str) -> Iterable[Item]:
    before, after = errands.around("referrals:show")
    for row in rows:
        yield Item(
            icon="arrow",
            url=f"{before}{row.id}{after}",
            title=components.sentence(sentence, who=row.other),
            name=row.called,
            hint=row.asked,
            chip=_("New"),
            kind="blue",
        )


def _endings(endings: Iterable[Ending], day: date) -> Iterable[Item]:
    before, after = errands.around("consent:sharing")
    for one in endings:
        yield Item(
            icon="clock",
            url=f"{before}{one.case_id}{after}",
            title=components.words(one.purpose),
            name=one.name,
            hint="",
            chip=dates.due_label(one.ends_on, day).text,
            kind="yellow",
        )


def _notes(notes: Iterable[NoteHead]) -> Iterable[Item]:
    before, after = errands.around("casework:shift_note")
    for one in notes:
        yield Item(
            icon="note",
            url=f"{before}{one.id}{after}",
            title=components.sentence(_("From %(who)s"), who=one.author),
            name="",
            hint=f"{one.team} · {one.written}",
            chip=_("New") if one.is_new else "",
            kind="blue",
        )


def _slots(slots: Iterable[OwnSlot]) -> Iterable[Item]:
    before, after = errands.around("casework:slot")
    for one in slots:
        yield Item(
            icon="clock",
            url=f"{before}{one.id}{after}",
            title=components.sentence(_("Until %(hour)s"), hour=one.until),
            name="",
            hint=_("From %(who)s") % {"who": one.giver},
            chip=_("Now"),
            kind="green",
        )


def _stats(work: Work) -> list[SafeString]:
    """Return the tiles above the list."""
    files, people = work.files, reverse("casework:list")
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
            work.answers.words,
            ngettext("answer to your referrals", "answers to your referrals", work.answers.count),
            reverse("referrals:sent"),
        ),
        components.stat(
            files.consents_ending,
            ngettext("consent ends this week", "consents end this week", files.consents_ending),
            "#ending" if work.endings else "",
        ),
    ]
