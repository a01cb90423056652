"""Members and services as the node published them, found and put in order for pages.

Some hundred of each lie in memory; nothing here asks a database.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from alongside.ui import names
from alongside.website import exchange
from alongside.website.models.base import Theme
from alongside.website.sealing import digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from uuid import UUID

    from alongside.alliance.published import Member, Published, Service

# Opaque in an address, and long enough that two services never share it.
SHORT = 10


@dataclass(frozen=True)
class Place:
    """A town or region where somebody offers help."""

    name: str
    country: str

    @property
    def key(self) -> str:
        """Return how it stands in an address, where its name would tell where she is."""
        return digest(f"{self.country} {names.plain(self.name)}")[:SHORT]


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for; empty is anything. `situation` and `language` are codes.

    `place` is a town or region of `country`, which is then said too.
    """

    situation: str = ""
    language: str = ""
    country: str = ""
    place: Place | None = None

    def __bool__(self) -> bool:
        return bool(self.situation or self.language or self.country)


@dataclass(frozen=True)
class Offered:
    """A service, and the member whose it is; of a shelter nothing tells where it is."""

    service: Service
    member: Member | None

    @property
    def code(self) -> str:
        """Return what its page is called."""
        return short(self.service.id)

    @property
    def member_code(self) -> str:
        """Return what the member is called where one writes to it."""
        return short(self.service.member)

    @property
    def place(self) -> str:
        """Return the town, never of a shelter."""
        return "" if self.service.is_shelter else self.service.place

    @property
    def area(self) -> tuple[str, ...]:
        """Return where it is offered, never of a shelter."""
        return () if self.service.is_shelter else self.service.area


@dataclass(frozen=True)
class Found:
    """What suits, and where nothing does, what is nearest and how near: a code for words."""

    exact: list[Offered]
    nearest: list[Offered]
    nearness: str = ""


class Directory:
    """One export, ready to be looked through."""

    def __init__(self, export: Published | None) -> None:
        self.export = export

    @cached_property
    def _by_id(self) -> dict[UUID, Member]:
        return {one.id: one for one in self.members}

    @cached_property
    def members(self) -> tuple[Member, ...]:
        """Return all members."""
        return self.export.members if self.export else ()

    @cached_property
    def offers(self) -> list[Offered]:
        """Return all services, those confirmed last first."""
        services = self.export.services if self.export else ()
        found = [Offered(one, self._by_id.get(one.member)) for one in services]
        return sorted(found, key=lambda one: (-one.service.confirmed_on.toordinal(), one.code))

    def offer(self, code: str) -> Offered | None:
        """Return the service whose page is called so."""
        return next((one for one in self.offers if one.code == code), None)

    def of_member(self, member: Member) -> list[Offered]:
        """Return the services of one member."""
        return [one for one in self.offers if one.service.member == member.id]

    def member(self, slug: str) -> Member | None:
        """Return the member whose page is called so."""
        return next((one for one in self.members if one.slug == slug), None)

    def named(self, codes: Iterable[str]) -> list[Member]:
        """Return the members of these codes who wish to be seen, by name."""
        wanted = set(codes)
        return self._by_name(one for one in self.members if short(one.id) in wanted)

    def choices(self) -> list[tuple[str, str]]:
        """Return code and name of all members, by name."""
        return [(short(one.id), one.name) for one in self._by_name(self.members)]

    @staticmethod
    def _by_name(members: Iterable[Member]) -> list[Member]:
        return sorted(members, key=lambda one: (names.plain(one.name), one.slug))

    def writable(self, code: str) -> Member | None:
        """Return the member of a code in an address, where it takes letters."""
        return next(
            (one for one in self.members if short(one.id) == code and one.takes_letters), None
        )

    def find(self, wanted: Wanted) -> Found:
        """Return what suits; where nothing does, what is nearest: her country, her language."""
        exact = [one for one in self.offers if suits(one.service, wanted)]
        if exact:
            return Found(exact, [])
        for nearness, wider in _wider(wanted):
            nearest = [one for one in self.offers if suits(one.service, wider)]
            if nearest:
                return Found([], nearest, nearness)
        return Found([], [])

    def languages(self, wanted: Wanted) -> list[tuple[str, str]]:
        """Return code and own name of the languages spoken where it suits."""
        found = {code for one in self._suiting(wanted) for code in one.service.languages}
        return names.own_languages(found)

    def countries(self, wanted: Wanted) -> list[tuple[str, str]]:
        """Return code and name of the countries where something suits."""
        return names.countries({one.service.country for one in self._suiting(wanted)})

    @cached_property
    def _places(self) -> dict[str, Place]:
        found = [
            Place(name, one.service.country)
            for one in self.offers
            for name in (one.place, *one.area)
            if name
        ]
        return {one.key: one for one in sorted(found, key=lambda one: names.plain(one.name))}

    def place(self, key: str) -> Place | None:
        """Return the place of a key in an address."""
        return self._places.get(key)

    def places(self, country: str = "") -> list[Place]:
        """Return where help is offered, by name: towns and regions, never where a shelter is."""
        return [one for one in self._places.values() if country in {"", one.country}]

    def _suiting(self, wanted: Wanted) -> Iterable[Offered]:
        return (one for one in self.offers if suits(one.service, wanted))

    def find_members(self, *, name: str = "", country: str = "", theme: str = "") -> list[Member]:
        """Return members by the beginning of any word of their name, by country, by theme."""
        asked = names.plain(name).split()
        found = [
            one
            for one in self.members
            if (not country or one.country == country)
            and (not theme or theme in themes(one))
            and all(_begins(one.name, word) for word in asked)
        ]
        return sorted(found, key=lambda one: (names.plain(names.country(one.country)), one.name))

    def member_countries(self) -> list[tuple[str, str]]:
        """Return code and name of the countries members are in."""
        return names.countries({one.country for one in self.members})


def short(number: UUID) -> str:
    """Return how a number stands in an address."""
    return number.hex[:SHORT]


def themes(member: Member) -> set[str]:
    """Return a member's themes; a self-organised group is always in the groups' own space."""
    return {*member.themes, *([Theme.GROUPS.value] if member.is_self_organised else [])}


def suits(service: Service, wanted: Wanted) -> bool:
    """Say whether a service is for somebody; one that names no situation is for any.

    One that names no place is for its whole country. So is a shelter, whose place stays secret.
    """
    for_all = not service.situations
    return (
        (not wanted.situation or for_all or wanted.situation in service.situations)
        and (not wanted.language or wanted.language in service.languages)
        and (not wanted.country or wanted.country == service.country)
        and (not wanted.place or _is_at(service, wanted.place))
    )


def _is_at(service: Service, place: Place) -> bool:
    at = {names.plain(name) for name in (service.place, *service.area) if name}
    return service.is_shelter or not at or names.plain(place.name) in at


def _begins(name: str, word: str) -> bool:
    written = names.plain(name)
    # Where a script writes no spaces between words, any place will do.
    return any(part.startswith(word) for part in written.split()) or (
        not word.isascii() and word in written
    )


def _wider(wanted: Wanted) -> Iterator[tuple[str, Wanted]]:
    """Yield what is less and less like it, each with a code for how near."""
    if wanted.place:
        yield "country", replace(wanted, place=None)
    if wanted.country:
        yield "country", Wanted(country=wanted.country)
    if wanted.language:
        yield "language", Wanted(language=wanted.language)
    yield "anywhere", Wanted()


def now() -> Directory:
    """Return the newest export's."""
    global _kept  # noqa: PLW0603  put in order again only when the export is another
    export = exchange.published()
    if _kept.export is not export:
        _kept = Directory(export)
    return _kept


_kept = Directory(None)
