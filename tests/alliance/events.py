"""Events of the node, and letters of people who register, for tests."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

from django.conf import settings

from alongside.alliance import exchange
from alongside.alliance.actions import events as actions
from alongside.alliance.events.given import EventGiven
from alongside.alliance.letters import Registration
from alongside.alliance.models import Event, EventRegistration
from alongside.alliance.published import Letterbox, Published
from alongside.organisations.enums import TeamKind
from alongside.vault import letterbox
from alongside.website.sealing import seal_letter
from tests.organisations.factories import NOW

BEGINS = datetime(2026, 4, 7, 9, 0, tzinfo=UTC)
# What 45 people wrote of themselves: 35 organisations, three of them in two ways, 28 countries.
COUNTRIES = [
    "AR",
    "AT",
    "BD",
    "BR",
    "CO",
    "DE",
    "DO",
    "ES",
    "FR",
    "GR",
    "HK",
    "ID",
    "IN",
    "IT",
    "JP",
    "KE",
    "KH",
    "LK",
    "MM",
    "MX",
    "MY",
    "NG",
    "NP",
    "PH",
    "RO",
    "TH",
    "TW",
    "GB",
]


def people_of_the_consultation():
    """Return (name, organisation, country) of 45 people of 35 organisations and 28 countries."""
    groups = [f"Group {number}" for number in range(35)]
    again = ["GROUP 0", "group-1", "Group 2!", *(f"Group {number}" for number in range(3, 10))]
    return [
        (f"Person {number}", group, COUNTRIES[number % 28])
        for number, group in enumerate([*groups, *again])
    ]


def given(**fields) -> EventGiven:
    """Return what somebody writes of an event."""
    usual = {
        "kind": "consultation",
        "title": {"en": "Global consultation", "es": "Consulta global"},
        "begins_at": BEGINS,
        "ends_at": BEGINS + timedelta(days=2),
        "time_zone": "Asia/Bangkok",
        "place": "Bangkok",
        "takes_registrations": True,
        "is_public": True,
    }
    return EventGiven(**usual | fields)


def make_event(world, **fields) -> Event:
    """Prepare an event as the coordinator."""
    actor = world.coordinator.actor
    return Event.objects.get(pk=actions.plan_event(given=given(**fields), actor=actor, now=NOW))


def publish(world) -> None:
    """Let the site seal letters to the team for public work of this world."""
    team, keyring = world.teams[TeamKind.PUBLIC], world.coordinator.actor.keys
    epoch, key = letterbox.public_key(team_id=team.pk, keyring=keyring)
    exchange.publish(Published(made_at=NOW, letterbox=Letterbox(epoch=epoch, key=key.hex())))


def leave(world, letter) -> None:
    """Leave a letter as the site does."""
    team, keyring = world.teams[TeamKind.PUBLIC], world.coordinator.actor.keys
    epoch, key = letterbox.public_key(team_id=team.pk, keyring=keyring)
    folder = settings.ALONGSIDE_EXCHANGE / "letters"
    folder.mkdir(parents=True, exist_ok=True)
    box = seal_letter(letter.model_dump_json().encode(), epoch=epoch, public_key=key)
    (folder / f"{uuid4().hex}.letter").write_bytes(box)


def registration(event, name="Mira", *, minutes=0, **fields) -> Registration:
    """Return what somebody writes who registers."""
    usual = {
        "id": uuid4(),
        "written_at": NOW + timedelta(minutes=minutes),
        "event": event.pk,
        "name": name,
        "address": f"{name.lower().replace(' ', '.')}@example.org",
    }
    return Registration(**usual | fields)


def states(event) -> list[str]:
    """Return the states of an event's registrations in the order of coming."""
    rows = EventRegistration.objects.filter(event=event).order_by("arrived_at", "id")
    return list(rows.values_list("state", flat=True))
