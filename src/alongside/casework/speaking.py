"""Chooses whose words are spoken: those of the organisation on whose behalf something is done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import UUIDField
from django.utils import timezone

from alongside.casework.models import WordChange
from alongside.casework.vocabulary.own import (
    Book,
    Change,
    be_silent,
    book_and_day,
    speak,
    speaks_for,
)
from alongside.core.prepared import Prepared

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from uuid import UUID

    from django.db.models import QuerySet

    from alongside.core.access import Actor


def begin(actor: Actor | None, now: datetime) -> None:
    """Speak the words of the actor's organisation as they are now; nobody's without an actor."""
    if actor is None:
        be_silent()
    else:
        speak(actor, timezone.localdate(now), book_of(actor.organisation_id))


def ensure(actor: Actor, now: datetime) -> None:
    """Speak the words of the actor's organisation, where they are not spoken for her already.

    An actor lives as long as one request, so no words outlive the request they were read for.
    """
    if not speaks_for(actor):
        begin(actor, now)


def book(actor: Actor, now: datetime) -> Book:
    """Return the words of the actor's organisation that are spoken now."""
    ensure(actor, now)
    voice = book_and_day()
    # Spoken by the line before.
    assert voice is not None  # noqa: S101  for the type checker
    return voice[0]


def book_of(organisation_id: UUID) -> Book:
    """Return the words of an organisation; they are fetched when the first is asked for."""
    return Book(lambda: _load(organisation_id))


def _load(organisation_id: UUID) -> tuple[str, Iterable[Change]]:
    rows = _CHANGES.rows(organisation_id)
    language = rows[0][0] if rows else ""
    return language, [Change(*row[1:]) for row in rows]


def _changes(organisation_id: Any) -> QuerySet[WordChange, tuple[Any, ...]]:
    rows = WordChange.objects.filter(organisation_id=organisation_id).order_by("from_on", "id")
    return rows.values_list(
        "organisation__language",
        "group",
        "code",
        "from_on",
        "labels",
        "is_offered",
        "counts_as",
    )


# Asked for on nearly every page.
_CHANGES = Prepared(_changes, UUIDField())
