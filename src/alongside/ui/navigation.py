"""The registry that rooms above fill, so that the base page knows them without importing them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.utils.functional import _StrPromise

    from alongside.core.access import Actor

SEARCH = "search"
LOCK = "lock"
LEAVE = "leave"
HOME = "home"
SETTINGS = "settings"
LANGUAGE = "language"


@dataclass(frozen=True, kw_only=True)
class NavItem:
    """One entry of the main navigation.

    `key` is the URL namespace of the room, which is how the current entry is found; `namespaces`
    adds others that belong to it. `shown` says whether this actor may use it at all.
    """

    key: str
    label: str | _StrPromise
    icon: str
    url_name: str
    order: int
    shown: Callable[[Actor], bool]
    namespaces: tuple[str, ...] = ()

    def is_current(self, namespaces: list[str]) -> bool:
        """Return whether a page of these URL namespaces belongs to this entry."""
        return any(name == self.key or name in self.namespaces for name in namespaces)


@dataclass(frozen=True, kw_only=True)
class Setting:
    """One line of the settings of an organisation; `shown` says who may use it."""

    key: str
    label: str | _StrPromise
    hint: str | _StrPromise
    icon: str
    url_name: str
    shown: Callable[[Actor], bool]


class Registry:
    """Entries by key and the few named places the base page links to."""

    def __init__(self) -> None:
        self._items: dict[str, NavItem] = {}
        self._settings: dict[str, Setting] = {}
        self._places: dict[str, tuple[str, Callable[[Actor], bool] | None]] = {}

    def register(self, item: NavItem) -> None:
        """Add an entry; the same key again replaces it, as when ready() runs twice."""
        self._items[item.key] = item

    def register_setting(self, setting: Setting) -> None:
        """Add a line to the settings of an organisation; the same key again replaces it."""
        self._settings[setting.key] = setting

    def settings_for(self, actor: Actor) -> list[Setting]:
        """Return the lines this actor may use, in the order they were added."""
        return [one for one in self._settings.values() if one.shown(actor)]

    def set_place(
        self, place: str, url_name: str, shown: Callable[[Actor], bool] | None = None
    ) -> None:
        """Say which named URL serves search, lock, leave, home, settings or language.

        `shown` says whom it serves; without it, everybody.
        """
        self._places[place] = url_name, shown

    def place(self, place: str, actor: Actor | None = None) -> str | None:
        """Return the URL name of a place, or None where nobody offers it to this actor."""
        url_name, shown = self._places.get(place, (None, None))
        return url_name if shown is None or (actor is not None and shown(actor)) else None

    def items_for(self, actor: Actor | None) -> list[NavItem]:
        """Return what this actor may use, in order; nothing without an actor."""
        if actor is None:
            return []
        shown = (item for item in self._items.values() if item.shown(actor))
        return sorted(shown, key=lambda item: (item.order, item.key))


registry = Registry()


def register(item: NavItem) -> None:
    """Add an entry to the navigation; called from AppConfig.ready()."""
    registry.register(item)


def register_setting(setting: Setting) -> None:
    """Add a line to the settings of an organisation; called from AppConfig.ready()."""
    registry.register_setting(setting)


def set_search(url_name: str, shown: Callable[[Actor], bool]) -> None:
    """Name the URL that takes a POSTed `q`, and say who may search."""
    registry.set_place(SEARCH, url_name, shown)


def set_lock(url_name: str) -> None:
    """Name the URL that locks the screen on POST."""
    registry.set_place(LOCK, url_name)


def set_leave(url_name: str) -> None:
    """Name the URL that public pages leave by."""
    registry.set_place(LEAVE, url_name)


def set_home(url_name: str) -> None:
    """Name the URL behind the mark in the header."""
    registry.set_place(HOME, url_name)


def set_settings(url_name: str) -> None:
    """Name the URL of the signed-in person's settings."""
    registry.set_place(SETTINGS, url_name)


def set_language(url_name: str) -> None:
    """Name the URL that takes a POSTed `language` code and `next` path."""
    registry.set_place(LANGUAGE, url_name)
