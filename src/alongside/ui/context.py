"""What every page needs around its content."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import get_script_prefix, reverse
from django.utils import translation

from alongside.ui import names, navigation

if TYPE_CHECKING:
    from django.http import HttpRequest

    from alongside.core.access import Actor


@dataclass(frozen=True)
class Link:
    """A navigation entry as the template prints it."""

    label: str
    icon: str
    url: str
    is_current: bool


@dataclass(frozen=True)
class Language:
    """A language of the interface, called by its own name."""

    code: str
    name: str
    direction: str
    is_current: bool


@lru_cache(maxsize=32)
def _language_names() -> tuple[tuple[str, str, str], ...]:
    infos = ((code, translation.get_language_info(code)) for code, _ in settings.LANGUAGES)
    return tuple(
        (code, names.own_language(code), "rtl" if info["bidi"] else "ltr") for code, info in infos
    )


def languages() -> list[Language]:
    """Return the interface languages, each in its own words and direction."""
    current = translation.get_language() or settings.LANGUAGE_CODE
    return [
        Language(code, name, direction, code == current)
        for code, name, direction in _language_names()
    ]


@lru_cache(maxsize=128)
def _reversed(name: str, urlconf: str, prefix: str) -> str:  # noqa: ARG001 part of the cache's key
    return reverse(name, urlconf=urlconf)


def _address(name: str) -> str:
    """Return the address of a named page; a dozen stand on every page, so they are kept."""
    return _reversed(name, settings.ROOT_URLCONF, get_script_prefix())


def _url(place: str, actor: Actor | None = None) -> str:
    name = navigation.registry.place(place, actor)
    return _address(name) if name else ""


def _links(request: HttpRequest) -> list[Link]:
    match = request.resolver_match
    namespaces = match.namespaces if match else []
    return [
        Link(str(item.label), item.icon, _address(item.url_name), item.is_current(namespaces))
        for item in navigation.registry.items_for(getattr(request, "actor", None))
    ]


def page(request: HttpRequest) -> dict[str, Any]:
    """Return the context of the base page: names, navigation, languages, direction."""
    actor = getattr(request, "actor", None)
    signed_in = actor is not None
    current = translation.get_language() or settings.LANGUAGE_CODE
    return {
        "app_name": settings.ALONGSIDE_APP_NAME,
        "is_demo": settings.ALONGSIDE_DEMO,
        "is_signed_in": signed_in,
        "nav_items": _links(request),
        "languages": languages(),
        "language_code": current,
        "page_path": request.path,
        "direction": "rtl" if translation.get_language_bidi() else "ltr",
        "set_language_url": _url(navigation.LANGUAGE),
        # The way in loads no room to say where home is: a stranger has none.
        "home_url": (_url(navigation.HOME) if signed_in else "") or "/",
        "search_url": _url(navigation.SEARCH, actor) if signed_in else "",
        "lock_url": _url(navigation.LOCK) if signed_in else "",
        "settings_url": _url(navigation.SETTINGS) if signed_in else "",
        "leave_url": _url(navigation.LEAVE),
        "idle_seconds": settings.ALONGSIDE_IDLE_SECONDS if signed_in else 0,
    }
