"""Applications and memberships, made as the pages make them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from alongside.alliance import letters
from alongside.alliance.actions import applications, fetching
from alongside.alliance.enums.membership import Stance
from alongside.alliance.membership_papers import Answered, Applied
from alongside.alliance.models import Application, Reference
from alongside.organisations.actions import rekeying
from alongside.organisations.actors import actor_for
from alongside.organisations.enums import Role, TeamKind
from tests.alliance.events import leave
from tests.alliance.factories import make_own, make_secretariat
from tests.organisations.factories import NOW, make_person, make_world

if TYPE_CHECKING:
    from uuid import UUID

    from alongside.alliance.models import Member
    from alongside.core.access import Actor
    from tests.organisations.factories import Person, World


def application_letter(**fields: Any) -> letters.Application:
    """Return what a group writes on the site."""
    said = {
        "id": uuid4(),
        "written_at": NOW,
        "language": "es",
        "name": "Círculo del Río",
        "country": "CO",
        "about": "We meet on Sundays and read contracts together.",
        "references": "Ask Casa Noua.",
        "contact": "+57 300 000 0000",
    }
    return letters.Application(**said | fields)


def applied(**fields: Any) -> Applied:
    """Return what somebody of the secretariat writes down."""
    said = {
        "name": "Círculo del Río",
        "country": "CO",
        "about": "We meet on Sundays.",
        "contact": "+57 300 000 0000",
    }
    return Applied(**said | fields)


def colleague(world: World, name: str = "Edita") -> Person:
    """Add somebody to the team for public work."""
    return make_person(world.founded, role=Role.EDITOR, team_kinds=[TeamKind.PUBLIC], name=name)


def make_application(actor: Actor, **fields: Any) -> UUID:
    """Write down an application by hand."""
    return applications.enter(said=applied(**fields), actor=actor, now=NOW)


def fetched(world: World, **fields: Any) -> Application:
    """Leave a letter on the site and take it in."""
    before = set(Application.objects.values_list("pk", flat=True))
    leave(world, application_letter(**fields))
    fetching.fetch(actor=world.coordinator.actor, now=NOW)
    return Application.objects.exclude(pk__in=before).get()


def make_member_world(**changes: Any) -> tuple[World, Member]:
    """Return another organisation of the node that is a member."""
    world = make_world()
    return world, make_own(world.coordinator.actor, **changes)


def asked(actor: Actor, application_id: UUID, member: Member, words: str = "") -> Reference:
    """Ask a member about a group."""
    applications.ask(
        application_id=application_id, member_id=member.pk, words=words, actor=actor, now=NOW
    )
    return Reference.objects.get(application_id=application_id, member=member)


def noted(actor: Actor, application_id: UUID) -> Reference:
    """Note what somebody outside said about a group."""
    said = Answered(stance=Stance.UNKNOWN, words="Never met.", who="A lawyer in Cali")
    applications.note_reference(application_id=application_id, said=said, actor=actor, now=NOW)
    return Reference.objects.get(application_id=application_id, member=None)


def renewed(world: World) -> Actor:
    """Give a world's public team new keys; return the coordinator with them."""
    person = world.coordinator
    begun = rekeying.begin(team_id=world.teams[TeamKind.PUBLIC].pk, actor=person.actor, now=NOW)
    fresh = actor_for(person.user, person.user.keys)
    rekeying.step(rekeying_id=begun.pk, actor=fresh, now=NOW)
    return fresh


__all__ = [
    "application_letter",
    "applied",
    "asked",
    "colleague",
    "fetched",
    "make_application",
    "make_member_world",
    "make_secretariat",
    "noted",
    "renewed",
]
