"""Files of invented people, made by the actions themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from alongside.casework import actions
from alongside.casework.contents import Identity, Incident, SafeContact
from alongside.core.approximate import ApproximateDate
from alongside.organisations.actors import actor_for
from tests.organisations.factories import NOW, World, make_world

if TYPE_CHECKING:
    from uuid import UUID

    from alongside.casework.contents import Content
    from alongside.core.access import Actor
    from tests.organisations.factories import Person

__all__ = [
    "CONFIRMED",
    "HURT",
    "LATER",
    "NOW",
    "World",
    "fresh",
    "make_case",
    "make_world",
    "register",
]

# She said herself how it is safe; without it nobody plans to contact her.
CONFIRMED = SafeContact(channel="whatsapp", number="+8801712000000", checked=True)
LATER = datetime(2026, 3, 3, 15, 20, tzinfo=UTC)
# An incident with a type, a context and a delay.
HURT = Incident(
    penetration=False,
    sexual_contact=False,
    physical_harm=True,
    happened=ApproximateDate.day(date(2026, 2, 26)),
    reported_on=date(2026, 3, 2),
    relation="intimate_partner",
    age_group="18-25",
    remarks="He took her phone.",
)


@dataclass(frozen=True)
class Made:
    """A file that was made."""

    id: UUID
    reference: str


def make_case(actor: Actor, called: str = "Mira", *parts: Content, **more: object) -> Made:
    """Open a file with a name and any other parts; more keywords are fields of her identity."""
    now = more.pop("now", NOW)
    identity = Identity(called=called, **more)
    opened = actions.open_case(identity=identity, parts=parts, actor=actor, now=now)
    return Made(opened.case_id, opened.reference)


def fresh(person: Person) -> Actor:
    """Return the actor as her next request would have it, with nothing remembered."""
    return actor_for(person.user, person.user.keys)


def register(
    actor: Actor, incident: Incident = HURT, now: datetime = NOW, **more: object
) -> actions.Opened:
    """Register an incident that stands alone; `called` gives it a name."""
    return actions.register_incident(incident=incident, actor=actor, now=now, **more)
