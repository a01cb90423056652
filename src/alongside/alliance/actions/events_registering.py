"""Who comes to an event: letters taken in, places and the waiting list, who was there."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from alongside.alliance import papers
from alongside.alliance.enums.events import SEATED, Agreement, RegistrationState
from alongside.alliance.errors import CannotDo, NotAboutUs, NotThere
from alongside.alliance.events import figures, places
from alongside.alliance.events.papers import Registered, address_hash, code_hash
from alongside.alliance.letters import KEPT_AT_MOST, Registration
from alongside.alliance.models import Event, EventRegistration
from alongside.alliance.queries.events import found
from alongside.audit import journal
from alongside.consent.gate import keyring_of
from alongside.vault import erasure
from alongside.vault.compartments import Compartment

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from alongside.alliance.letters import Letter
    from alongside.core.access import Actor, AnyActor
    from alongside.vault.ring import RingKey

# Who is not coming, so that another letter of hers is a new registration.
AWAY = (RegistrationState.DECLINED, RegistrationState.REFUSED)


@transaction.atomic
def take_registration(*, letter: Letter, team_id: UUID, actor: Actor, now: datetime) -> None:
    """Take in a registration: a place, the waiting list, or why neither.

    The same address again changes what was said before, and keeps its place.

    :raises NotAboutUs: no such event is ours
    """
    if not isinstance(letter, Registration):
        raise NotAboutUs
    events = Event.objects.select_for_update().filter(pk=letter.event, team_id=team_id)
    event = events.first()
    if event is None:
        raise NotAboutUs
    key = papers.key_of(event.pk, keyring_of(actor))
    known = address_hash(letter.address, key)
    row = EventRegistration.objects.filter(event=event, address_hash=known).first()
    refused = _refused(event, letter)
    is_new = False
    if row is None or row.state in AWAY:
        is_new = True
        row = row or EventRegistration(event=event, address_hash=known)
        row.arrived_at = letter.written_at
        row.state = RegistrationState.REFUSED if refused else places.place(event)
    elif refused:
        # Somebody who wrote her address and no right code must not change what she said.
        return
    before = papers.opened(Registered, row.box, row_id=row.pk, key=key) if row.box else None
    said = _said(letter, refused)
    if before is not None:
        said = _continued(said, before, letter, is_new=is_new)
    row.changed_at = now
    row.box = papers.seal(said, row_id=row.pk, key=key)
    row.save()
    _count(event, key)
    _journal("event.registration.taken", event, row.pk, actor, now)


@transaction.atomic
def set_state(
    *, event_id: UUID, registration_id: UUID, state: str, actor: Actor, now: datetime
) -> None:
    """Confirm somebody, note that she was there or does not come; who waits longest moves up.

    :raises NotThere: also where the registration is of another event
    :raises CannotDo: every place is taken
    """
    event = found(actor=actor, event_id=event_id, held=True)
    row = _row(event, registration_id)
    if state not in RegistrationState.values:
        raise CannotDo(_("Choose what to note."))
    # Whoever was there was there, also beyond the places that were planned.
    takes_place = state in SEATED and row.state not in SEATED
    if takes_place and state != RegistrationState.ATTENDED and places.is_full(event):
        raise CannotDo(_("Every place is taken. Somebody has to give hers up first."))
    row.state, row.changed_at = state, now
    row.save()
    places.move_up(event, now)
    _count(event, papers.key_of(event.pk, keyring_of(actor)))
    _journal(f"event.registration.{state}", event, row.pk, actor, now)


@transaction.atomic
def take_back(
    *, event_id: UUID, registration_id: UUID, what: str, actor: Actor, now: datetime
) -> None:
    """Note that somebody no longer agrees to be named or pictured; only she agrees again.

    :param what: an `Agreement`; what she did not agree to stays as it is
    :raises NotThere: also where the registration is of another event
    :raises CannotDo: what she said does not open
    """
    event = found(actor=actor, event_id=event_id, held=True)
    row = _row(event, registration_id)
    if what not in list(Agreement):
        raise CannotDo(_("Choose what to note."))
    key = papers.key_of(event.pk, keyring_of(actor))
    said = papers.opened(Registered, row.box, row_id=row.pk, key=key)
    if said is None:
        raise CannotDo(_("This cannot be opened."))
    if not getattr(said, what):
        return
    changed = said.model_copy(update={what: False, "taken_back_at": now})
    row.box, row.changed_at = papers.seal(changed, row_id=row.pk, key=key), now
    row.save()
    _journal(f"event.{what}.taken_back", event, row.pk, actor, now)


@transaction.atomic
def join_spellings(*, event_id: UUID, first: str, second: str, actor: Actor, now: datetime) -> None:
    """Count an organisation that was written in two ways as one, under the first name."""
    event = found(actor=actor, event_id=event_id, held=True)
    key = papers.key_of(event.pk, keyring_of(actor))
    if not first or not second or first == second:
        raise CannotDo(_("Choose two names of the same organisation."))
    for row in event.registrations.order_by("id"):
        said = papers.opened(Registered, row.box, row_id=row.pk, key=key)
        if said is None or (said.counted_as or said.organisation) != second:
            continue
        joined = said.model_copy(update={"counted_as": first})
        row.box = papers.seal(joined, row_id=row.pk, key=key)
        row.save()
    _count(event, key)
    _journal("event.spellings.joined", event, event.pk, actor, now)


@transaction.atomic
def delete_due(*, actor: AnyActor, now: datetime) -> int:
    """Destroy who registered for events that ended long enough ago; return for how many events.

    The figures stay. Notes and recommendations are nobody's registration, and stay as well.
    """
    due = EventRegistration.objects.filter(event__ends_at__lte=now - KEPT_AT_MOST)
    events = Event.objects.filter(pk__in=due.values("event")).order_by("id")
    gone = list(events.select_for_update(of=("self",)).values_list("id", flat=True))
    if not gone:
        return 0
    erasure.overwrite()
    EventRegistration.objects.filter(event__in=gone).delete()
    # A letter that came late stood there for a day; when the list went is not when that did.
    listed = Event.objects.filter(pk__in=gone, registrations_deleted_at=None)
    listed.update(registrations_deleted_at=now)
    journal.record(
        action="event.registrations.deleted",
        objects=gone,
        actor=actor,
        now=now,
        compartment=Compartment.LIST,
    )
    return len(gone)


def _row(event: Event, registration_id: UUID) -> EventRegistration:
    row = event.registrations.select_for_update().filter(pk=registration_id).first()
    if row is None:
        raise NotThere
    return row


def _refused(event: Event, letter: Registration) -> str:
    """Return why no place can be given; what the letter says of its time is the site's word."""
    day = letter.written_at.astimezone(ZoneInfo(event.time_zone)).date()
    is_closed = event.closes_on is not None and day > event.closes_on
    if event.is_cancelled or is_closed or letter.written_at >= event.ends_at:
        return "closed"
    if event.by_invitation and code_hash(letter.invitation) not in event.codes:
        return "code"
    return ""


def _said(letter: Registration, refused: str) -> Registered:
    return Registered(
        name=letter.name,
        address=letter.address,
        organisation=letter.organisation,
        country=letter.country,
        language=letter.language,
        spoken=letter.spoken,
        needs=letter.needs,
        needs_words=letter.needs_words,
        may_be_named=letter.may_be_named,
        may_be_pictured=letter.may_be_pictured,
        refused_for=refused,
    )


def _continued(
    said: Registered, before: Registered, letter: Registration, *, is_new: bool
) -> Registered:
    """Return what a letter says with what was noted since she wrote the one before.

    Anybody who knows her address can write in her name, so while she has a place or waits for one
    no letter agrees to what she did not, and what was written first is still read: the one before
    this would be gone after two.
    """
    kept: dict[str, object] = {"taken_back_at": before.taken_back_at}
    if not is_new:
        kept["before"] = before.before or before
    if before.organisation == said.organisation:
        kept["counted_as"] = before.counted_as
    # Letters wait on the site: this one may be older than her call.
    is_older = before.taken_back_at is not None and letter.written_at <= before.taken_back_at
    if is_older or not is_new:
        kept |= {one: getattr(said, one) and getattr(before, one) for one in Agreement}
    return said.model_copy(update=kept)


def _count(event: Event, key: RingKey) -> None:
    if event.registrations_deleted_at is not None:
        return  # Those who were counted are no longer listed.
    rows = event.registrations.filter(state=RegistrationState.ATTENDED).order_by("id")
    opened = (papers.opened(Registered, one.box, row_id=one.pk, key=key) for one in rows)
    counted = figures.count(one for one in opened if one)
    event.people, event.organisations, event.countries = counted
    event.save(update_fields=["people", "organisations", "countries"])


def _journal(action: str, event: Event, row_id: UUID, actor: Actor, now: datetime) -> None:
    journal.record(
        action=action,
        objects=[event.pk, row_id],
        actor=actor,
        now=now,
        compartment=Compartment.LIST,
    )
