"""Rooms whose addresses are read when the first of them is asked for, not when the node starts."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from django.core.signals import request_finished
from django.urls import get_resolver
from django.urls.resolvers import RoutePattern, URLResolver
from django.utils.functional import cached_property
from django.utils.translation import get_language

if TYPE_CHECKING:
    from django.utils.datastructures import MultiValueDict

LOADING = threading.RLock()


class Room(URLResolver):
    """The addresses of one room below a route; all have the room's name before their own.

    To start, a node needs the page where colleagues come in. Reading the addresses of a room loads
    its pages and all they work with, which takes longer than the rest of the start.
    """

    def __init__(self, route: str, room: str) -> None:
        super().__init__(
            RoutePattern(route), f"alongside.{room}.urls", app_name=room, namespace=room
        )

    @cached_property
    def urlconf_module(self) -> Any:
        """Return the module of its addresses, loaded by one thread at a time.

        Two that load rooms at once would wait for each other where these import each other.
        """
        with LOADING:
            return super().urlconf_module

    def _populate(self) -> None:
        """Do nothing when the resolver above collects names: ours begin with the room's.

        Django's own would read every address of every room at the first `reverse()`, though for
        a name with a room before it, it asks that room alone (`django.urls.base.reverse`).
        """

    @property
    def reverse_dict(self) -> MultiValueDict[str, Any]:
        """The addresses by name, read now if they were not."""
        if get_language() not in self._reverse_dict:
            super()._populate()
        return super().reverse_dict


def load_soon(**_of_the_signal: Any) -> None:
    """Load every room beside what is asked for; called after the first answer of a process."""
    request_finished.disconnect(dispatch_uid="rooms")
    threading.Thread(target=_load, name="rooms", daemon=True).start()


def _load() -> None:
    for room in get_resolver().url_patterns:
        if isinstance(room, Room):
            room.url_patterns  # noqa: B018  read for what it loads
