"""Events as they are shown here, and as the public site is told of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Count, Q
from django.utils import timezone

from alongside.alliance import exchange, papers
from alongside.alliance.enums.events import SEATED, FollowUpState, Need, RegistrationState
from alongside.alliance.errors import NotThere
from alongside.alliance.events.papers import Invitations, Note, Recommended, Registered
from alongside.alliance.events.zones import said_there
from alongside.alliance.labels import title_of
from alongside.alliance.letters import KEPT_AT_MOST
from alongside.alliance.models import Event
from alongside.alliance.queries.letterbox import addressed_team, public_teams
from alongside.audit import journal
from alongside.consent.gate import keyring_of
from alongside.organisations.policy import can_do_public_work
from alongside.ui import names
from alongside.vault.compartments import Compartment

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from django.db.models import QuerySet

    from alongside.alliance.models import EventRecommendation, EventRegistration
    from alongside.core.access import Actor

SHOWN = 200
UNFINISHED = (FollowUpState.OPEN, FollowUpState.UNDER_WAY)


@dataclass(frozen=True, slots=True)
class Head:
    """An event on a list."""

    event: Event
    seated: int
    waiting: int

    @property
    def title(self) -> str:
        """Return its title in the reader's language, in English, or in any."""
        return title_of(self.event.title)

    @property
    def when(self) -> str:
        """Return when it begins, in its own time zone."""
        return said_there(self.event.begins_at, self.event.time_zone)


@dataclass(frozen=True, slots=True)
class Listing:
    """The events of her teams, and whether visitors' letters can be fetched by her."""

    coming: list[Head]
    past: list[Head]
    letters: int
    may_fetch: bool
    may_write: bool


@dataclass(frozen=True, slots=True, repr=False)
class Registration:
    """Somebody who registered; `said` is None where it does not open."""

    row: EventRegistration
    said: Registered | None

    @property
    def state(self) -> RegistrationState:
        """Return how far it has come."""
        return RegistrationState(self.row.state)

    @property
    def country(self) -> str:
        """Return the country's name."""
        return names.country(self.said.country) if self.said and self.said.country else ""

    @property
    def before(self) -> Registration | None:
        """Return what she wrote first, once a later letter of her address said it otherwise."""
        earlier = self.said.before if self.said else None
        return Registration(self.row, earlier) if earlier else None

    @property
    def spoken(self) -> list[str]:
        """Return the languages she follows well."""
        codes = self.said.spoken if self.said else ()
        return [names.own_language(code) for code in codes]

    @property
    def needs(self) -> list[str]:
        """Return what she needs; a code nobody knows as it is."""
        codes = self.said.needs if self.said else ()
        return [str(Need(code).label) if code in Need.values else code for code in codes]


@dataclass(frozen=True, slots=True, repr=False)
class WrittenNote:
    """A note that was opened."""

    note: Note | None
    written_at: datetime


@dataclass(frozen=True, slots=True, repr=False)
class Recommendation:
    """A recommendation that was opened."""

    row: EventRecommendation
    said: Recommended | None
    is_late: bool

    @property
    def state(self) -> FollowUpState:
        """Return what became of it."""
        return FollowUpState(self.row.state)


@dataclass(frozen=True, slots=True, repr=False)
class Page:
    """Everything of one event."""

    title: str
    when: str
    event: Event
    registrations: list[Registration]
    notes: list[WrittenNote]
    recommendations: list[Recommendation]
    codes: list[str]
    is_over: bool
    letters: int
    may_fetch: bool
    # Names of organisations as they were written or joined, each once.
    spellings: list[str] = field(default_factory=list)

    @property
    def deleted_on(self) -> date:
        """Return the day on which the registrations are deleted, or were."""
        day = self.event.registrations_deleted_at or self.event.ends_at + KEPT_AT_MOST
        return timezone.localdate(day)

    @property
    def may_be_named(self) -> list[str]:
        """Return who was there and agreed to be named, by name."""
        said = [one.said for one in self.there if one.said and one.said.may_be_named]
        return sorted((one.name for one in said), key=str.casefold)

    @property
    def unnamed(self) -> int:
        """Return how many were there of whom no name may be told."""
        return len(self.there) - len(self.may_be_named)

    @property
    def there(self) -> list[Registration]:
        """Return those who were there."""
        return [one for one in self.registrations if one.state == RegistrationState.ATTENDED]


def event_list(*, actor: Actor, now: datetime) -> Listing:
    """Return the events of the actor's teams for public work; nothing of who comes."""
    teams = public_teams(actor=actor)
    rows = Event.objects.filter(team__in=teams).annotate(
        seated=Count("registrations", Q(registrations__state__in=SEATED)),
        waiting=Count("registrations", Q(registrations__state=RegistrationState.WAITING)),
    )
    coming = rows.filter(ends_at__gte=now).order_by("begins_at", "id")[:SHOWN]
    past = rows.filter(ends_at__lt=now).order_by("-begins_at", "id")[:SHOWN]
    may_fetch = addressed_team(actor=actor) is not None
    return Listing(
        coming=[Head(one, one.seated, one.waiting) for one in coming],
        past=[Head(one, one.seated, one.waiting) for one in past],
        letters=exchange.waiting() if may_fetch else 0,
        may_fetch=may_fetch,
        may_write=bool(teams),
    )


def plain_event(*, actor: Actor, event_id: UUID) -> Event:
    """Return what is written of an event; raises NotThere."""
    return found(actor=actor, event_id=event_id)


def open_event(*, actor: Actor, event_id: UUID, now: datetime) -> Page:
    """Open an event with everybody who registered; raises NotThere, CannotOpen."""
    row = found(actor=actor, event_id=event_id)
    key = papers.key_of(row.pk, keyring_of(actor))
    journal.record_reading(
        action="event.read", objects=[row.pk], actor=actor, now=now, compartment=Compartment.LIST
    )
    registrations = [
        Registration(one, papers.opened(Registered, one.box, row_id=one.pk, key=key))
        for one in row.registrations.order_by("arrived_at", "id")
    ]
    today = timezone.localdate(now)
    said = papers.opened(Invitations, row.box, row_id=row.pk, key=key)
    may_fetch = addressed_team(actor=actor) is not None
    return Page(
        title=title_of(row.title),
        when=said_there(row.begins_at, row.time_zone),
        event=row,
        registrations=registrations,
        notes=[
            WrittenNote(papers.opened(Note, one.box, row_id=one.pk, key=key), one.written_at)
            for one in row.notes.order_by("-written_at", "id")
        ],
        recommendations=[
            Recommendation(
                row=one,
                said=papers.opened(Recommended, one.box, row_id=one.pk, key=key),
                is_late=one.state in UNFINISHED and one.due_on is not None and one.due_on < today,
            )
            for one in row.recommendations.order_by("written_at", "id")
        ],
        codes=list(said.codes) if said else [],
        is_over=row.ends_at < now,
        letters=exchange.waiting() if may_fetch else 0,
        may_fetch=may_fetch,
        spellings=_spellings(registrations),
    )


def found(*, actor: Actor, event_id: UUID, held: bool = False) -> Event:
    """Return an event of the actor's team; raises NotThere.

    :param held: whether its row is held until the transaction ends
    """
    can_do_public_work(actor).or_raise()
    rows: QuerySet[Event] = Event.objects.filter(
        pk=event_id,
        team_id__in=actor.team_ids,
        team__organisation_id=actor.organisation_id,
    )
    row = (rows.select_for_update(of=("self",)) if held else rows).first()
    if row is None:
        raise NotThere
    return row


def _spellings(registrations: list[Registration]) -> list[str]:
    said = [one.said for one in registrations if one.said]
    return sorted({one.counted_as or one.organisation for one in said} - {""}, key=str.casefold)
