"""Preparing an event, and what comes of it."""

from __future__ import annotations

import secrets
from dataclasses import asdict
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from alongside.alliance import papers
from alongside.alliance.enums.events import FollowUpState
from alongside.alliance.errors import CannotDo, ChangedMeanwhile, NotInPublicTeam, NotThere
from alongside.alliance.events import places
from alongside.alliance.events.papers import Invitations, Note, Recommended, code_hash
from alongside.alliance.models import Event, EventNote, EventRecommendation
from alongside.alliance.queries.events import found
from alongside.alliance.queries.letterbox import addressed_team, public_teams
from alongside.audit import journal
from alongside.consent.gate import keyring_of
from alongside.vault.compartments import Compartment

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from alongside.alliance.events.given import EventGiven
    from alongside.core.access import Actor

MOST_CODES = 200
# Nothing that is mistaken for something else when somebody reads it out.
LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
LONGEST_SLUG = 60


@transaction.atomic
def plan_event(*, given: EventGiven, actor: Actor, now: datetime) -> UUID:
    """Begin an event with a key of its own for the team for public work; raises CannotDo."""
    teams = public_teams(actor=actor)
    if not teams:
        raise NotInPublicTeam
    team = addressed_team(actor=actor) or teams[0]
    event = Event(team=team, changed_at=now, **_columns(given))
    event.slug = _free_slug(next(iter(given.title.values())))
    papers.make_key(event.pk, team_id=team.pk, keyring=keyring_of(actor), now=now)
    event.save(force_insert=True)
    _journal("event.planned", event, actor, now)
    return event.pk


@transaction.atomic
def change_event(
    *, event_id: UUID, given: EventGiven, seen: int, actor: Actor, now: datetime
) -> None:
    """Change what is written of an event.

    :param seen: the version that was changed; ChangedMeanwhile where there is another by now
    :raises CannotDo: it would take place again, and nobody can be counted for it any more
    """
    event = found(actor=actor, event_id=event_id, held=True)
    if event.version != seen:
        raise ChangedMeanwhile
    if event.registrations_deleted_at is not None and given.ends_at > now:
        raise CannotDo(_("Who registered for it was deleted. Prepare a new event."))
    for name, value in _columns(given).items():
        setattr(event, name, value)
    _save(event, now)
    # There may be more places now.
    places.move_up(event, now)
    _journal("event.changed", event, actor, now)


@transaction.atomic
def cancel_event(*, event_id: UUID, actor: Actor, now: datetime) -> None:
    """Say that an event does not take place; who registered stays, to be told."""
    event = found(actor=actor, event_id=event_id, held=True)
    if event.is_cancelled:
        raise CannotDo(_("It is cancelled already."))
    if event.ends_at < now:
        raise CannotDo(_("It took place already."))
    event.is_cancelled = True
    _save(event, now)
    _journal("event.cancelled", event, actor, now)


@transaction.atomic
def make_codes(*, event_id: UUID, number: int, actor: Actor, now: datetime) -> None:
    """Make invitation codes; the site is given what they are checked with, and no code."""
    event = found(actor=actor, event_id=event_id, held=True)
    if not 1 <= number <= MOST_CODES - len(event.codes):
        raise CannotDo(_("An event has two hundred codes at most."))
    key = papers.key_of(event.pk, keyring_of(actor))
    before = papers.opened(Invitations, event.box, row_id=event.pk, key=key)
    codes = [_code() for _each in range(number)]
    kept = Invitations(codes=(*(before.codes if before else ()), *codes))
    event.box = papers.seal(kept, row_id=event.pk, key=key)
    event.codes = [*event.codes, *(code_hash(one) for one in codes)]
    event.save()
    _journal("event.codes.made", event, actor, now)


@transaction.atomic
def write_note(*, event_id: UUID, theme: str, text: str, actor: Actor, now: datetime) -> None:
    """Write down what was said about a theme."""
    event = found(actor=actor, event_id=event_id)
    key = papers.key_of(event.pk, keyring_of(actor))
    note = EventNote(event=event, author_id=actor.user_id, written_at=now)
    note.box = papers.seal(Note(theme=theme, text=text), row_id=note.pk, key=key)
    note.save(force_insert=True)
    _journal("event.note.written", event, actor, now, note.pk)


@transaction.atomic
def recommend(
    *,
    event_id: UUID,
    words: dict[str, str],
    who: str,
    due_on: date | None,
    is_public: bool,
    actor: Actor,
    now: datetime,
) -> None:
    """Write down what was recommended, who follows it up and by when."""
    event = found(actor=actor, event_id=event_id)
    key = papers.key_of(event.pk, keyring_of(actor))
    row = EventRecommendation(
        event=event,
        state=FollowUpState.OPEN,
        due_on=due_on,
        written_at=now,
        is_public=is_public,
        words=words if is_public else {},
    )
    row.box = papers.seal(Recommended(words=words, who=who), row_id=row.pk, key=key)
    row.save(force_insert=True)
    _journal("event.recommended", event, actor, now, row.pk)


@transaction.atomic
def follow_up(
    *, event_id: UUID, recommendation_id: UUID, state: str, actor: Actor, now: datetime
) -> None:
    """Say what became of a recommendation; raises NotThere."""
    event = found(actor=actor, event_id=event_id)
    row = event.recommendations.select_for_update().filter(pk=recommendation_id).first()
    if row is None:
        raise NotThere
    if state not in FollowUpState.values:
        raise CannotDo(_("Choose what became of it."))
    row.state = state
    row.save()
    _journal("event.followed_up", event, actor, now, row.pk)


def _columns(given: EventGiven) -> dict[str, object]:
    return asdict(given)


def _save(event: Event, now: datetime) -> None:
    event.version += 1
    event.changed_at = now
    event.save()


def _code() -> str:
    # Sixty bits: nobody guesses one through a form.
    parts = ("".join(secrets.choice(LETTERS) for _letter in range(4)) for _part in range(3))
    return "-".join(parts)


def _free_slug(title: str) -> str:
    plain = slugify(title)[:LONGEST_SLUG].strip("-") or "event"
    return f"{plain}-{secrets.token_hex(2)}"


def _journal(action: str, event: Event, actor: Actor, now: datetime, *more: UUID) -> None:
    journal.record(
        action=action,
        objects=[event.pk, *more],
        actor=actor,
        now=now,
        compartment=Compartment.LIST,
    )
