"""Which questions nobody used for a year, and which the organisation leaves out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from alongside.casework import policy, speaking
from alongside.casework.models import Case
from alongside.casework.vocabulary.dangerous import HIDDEN, LOOKED, UNUSED, field_code
from alongside.casework.vocabulary.hideable import EVERY
from alongside.casework.vocabulary.titles import FIELD_TITLES, KIND_TITLES, TITLES_IN
from alongside.ui.dates import long_date

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from alongside.core.access import Actor

A_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Question:
    """A question by the kind of document it is asked for, and what both are called."""

    kind: str
    name: str
    where: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnusedPage:
    """What was found last, and what is left out; `last` is the day of the last look in words."""

    unused: list[Question]
    hidden: list[Question]
    last: str


def unused_fields(*, found: Iterable[tuple[str, str]], actor: Actor, now: datetime) -> UnusedPage:
    """Return questions that were found unused and are still asked, and those that are left out.

    :param found: by kind and name, as a look for them kept it
    :raises PermissionDenied: only a coordinator chooses what is asked
    """
    policy.can_choose_words(actor).or_raise()
    today = timezone.localdate(now)
    book = speaking.book(actor, now)
    hidden = [
        place for place in EVERY if book.is_offered(HIDDEN, field_code(*place), today) is False
    ]
    last = _last_look(actor, now)
    return UnusedPage(
        unused=[_question(*one) for one in map(tuple, found) if one in EVERY and one not in hidden],
        hidden=[_question(*place) for place in hidden],
        last=long_date(last) if last else "",
    )


def is_time_to_look(*, actor: Actor, now: datetime) -> bool:
    """Return whether a coordinator should look: a year after the last look, or the first file."""
    if not policy.can_choose_words(actor):
        return False
    a_year_ago = timezone.localdate(now) - A_YEAR
    last = _last_look(actor, now)
    if last is not None:
        return last <= a_year_ago
    rows = Case.objects.filter(team_id__in=actor.team_ids, opened_on__lte=a_year_ago)
    return rows.exists()


def _last_look(actor: Actor, now: datetime) -> date | None:
    looked = speaking.book(actor, now).history(LOOKED, UNUSED)
    return looked[-1].from_on if looked else None


def _question(kind: str, name: str) -> Question:
    title = TITLES_IN.get((kind, name), FIELD_TITLES[name])
    return Question(kind, name, str(KIND_TITLES[kind]), str(title))
