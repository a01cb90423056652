"""Small worlds: real organisations with real keys, ready to act."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from typing import TYPE_CHECKING

from alongside.organisations import founding
from alongside.organisations.actors import actor_for
from alongside.organisations.enums import Role, TeamKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from alongside.core.access import Actor
    from alongside.organisations.founding import Founded
    from alongside.organisations.models import Organisation, Team, User

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
PASSWORD = "correct horse battery"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"

numbers = count(1)


@dataclass
class Person:
    """Somebody who works in a world; `actor` has all her keys open."""

    user: User
    actor: Actor
    password: str = field(default=PASSWORD, repr=False)


@dataclass
class World:
    """One organisation: a coordinator, two caseworkers of one casework team, a researcher."""

    founded: Founded
    coordinator: Person
    caseworker: Person
    colleague: Person
    researcher: Person

    @property
    def organisation(self) -> Organisation:
        return self.founded.organisation

    @property
    def teams(self) -> dict[str, Team]:
        """Return the teams by kind."""
        return self.founded.teams

    @property
    def team(self) -> Team:
        """Return the casework team."""
        return self.founded.teams[TeamKind.CASEWORK]


def make_organisation(name: str = "Casa Noua", *, now: datetime = NOW) -> Founded:
    """Found an organisation with its coordinator."""
    number = next(numbers)
    return founding.found_organisation(
        organisation=f"{name} {number}",
        language="en",
        country="RO",
        place="Iași",
        name="Ileana Munteanu",
        sign_in_name=f"ileana{number}",
        password=PASSWORD,
        now=now,
    )


def make_person(
    founded: Founded,
    *,
    role: str = Role.CASEWORKER,
    team_kinds: Iterable[str] = (TeamKind.CASEWORK,),
    name: str = "Sunita Rai",
    sign_in_name: str = "",
    now: datetime = NOW,
) -> Person:
    """Add a member who is at work, with her keys open."""
    user = founding.add_member(
        founded=founded,
        name=name,
        sign_in_name=sign_in_name or f"{name.split(maxsplit=1)[0].lower()}{next(numbers)}",
        password=PASSWORD,
        role=role,
        team_kinds=team_kinds,
        now=now,
    )
    return Person(user, actor_for(user, user.keys))


def make_world(*, now: datetime = NOW) -> World:
    """Make one organisation with people in three roles."""
    founded = make_organisation(now=now)
    return World(
        founded=founded,
        coordinator=Person(founded.coordinator, founded.actor),
        caseworker=make_person(founded, name="Sunita Rai", now=now),
        colleague=make_person(founded, name="Farida Begum", now=now),
        researcher=make_person(
            founded,
            name="Lan Tran",
            role=Role.RESEARCHER,
            team_kinds=[TeamKind.RESEARCH],
            now=now,
        ),
    )


def make_second_organisation(world: World, *, now: datetime = NOW) -> World:
    """Make another organisation on the same node."""
    return make_world(now=now)
