"""Members and services, made as the pages make them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from alongside.alliance.actions import members, services
from alongside.alliance.given import MemberGiven, ServiceGiven
from alongside.core.access import SystemActor
from tests.organisations.factories import NOW

if TYPE_CHECKING:
    from uuid import UUID

    from alongside.alliance.models import Member, Service
    from alongside.core.access import Actor
    from tests.organisations.factories import World

MACHINE = SystemActor(reason="tests")


def make_secretariat(world: World) -> None:
    members.name_secretariat(organisation_id=world.organisation.pk, actor=MACHINE, now=NOW)


def member_given(**changes: Any) -> MemberGiven:
    said = {
        "name": "Casa Noua",
        "country": "RO",
        "town": "Iași",
        "founded": 2003,
        "languages": ("ro", "en"),
        "themes": ("justice",),
        "is_public": True,
        "texts": {"mission": {"en": "Nobody walks alone."}, "does": {"en": "Lawyers."}},
    }
    return MemberGiven(**(said | changes))


def service_given(**changes: Any) -> ServiceGiven:
    said = {
        "country": "RO",
        "kinds": ("hotline",),
        "situations": ("unpaid", "threats"),
        "languages": ("ro",),
        "place": "Iași",
        "area": "Moldova\nBucovina",
        "phone": "+40 000 000 000",
        "is_free": True,
        "is_public": True,
        "texts": {"name": {"en": "The night line"}, "hours": {"en": "At night"}},
    }
    return ServiceGiven(**(said | changes))


def shelter_given(**changes: Any) -> ServiceGiven:
    quiet = {"place": "", "area": "", "phone": "", "texts": {"name": {"en": "A room"}}}
    return service_given(**(quiet | {"kinds": ("shelter",)} | changes))


def make_own(actor: Actor, **changes: Any) -> Member:
    return members.add_own(given=member_given(**changes), actor=actor, now=NOW)


def make_service(actor: Actor, member: Member, given: ServiceGiven | None = None) -> Service:
    return services.add(member_id=member.pk, given=given or service_given(), actor=actor, now=NOW)


def in_the_alliance(actor: Actor) -> dict[str, UUID]:
    """Return what addresses of this room can name."""
    member = make_own(actor)
    return {"member": member.pk, "offer": make_service(actor, member).pk}
