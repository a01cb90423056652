"""Pages made without a database: the base page around a template, for any language and person."""

from collections.abc import Iterable
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from django.contrib.messages.storage.base import BaseStorage
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.test import RequestFactory
from django.urls import path
from django.utils import translation

from alongside.core.access import Actor
from alongside.ui import navigation

GALLERY = Path(__file__).parent / "gallery"
ROOMS = [
    ("today", "Today", "today"),
    ("people", "People", "people"),
    ("referrals", "Referrals", "arrow"),
    ("house", "Safe house", "bed"),
    ("legal", "Legal", "scales"),
    ("evidence", "Evidence", "chart"),
]
PLACES = ["search", "lock", "leave", "settings", "language"]


def nothing(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


urlpatterns = [
    path(f"{name}/", nothing, name=name) for name in [*PLACES, *(k for k, _, _ in ROOMS)]
]


class OneRequest(BaseStorage):
    """Messages that live as long as the request."""

    def _get(self, *args: Any, **kwargs: Any) -> tuple[list[Any], bool]:
        return [], True

    def _store(self, messages: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        return []


def actor(role: str = "caseworker") -> Actor:
    return Actor(
        user_id=UUID(int=1),
        organisation_id=UUID(int=2),
        role=role,
        team_ids=frozenset(),
        keys=None,
    )


def filled_registry(rooms: list[tuple[str, str, str]] = ROOMS) -> navigation.Registry:
    """Return a navigation in which everybody may use every room."""
    registry = navigation.Registry()
    for order, (key, label, icon) in enumerate(rooms):
        registry.register(
            navigation.NavItem(
                key=key, label=label, icon=icon, url_name=key, order=order, shown=lambda _: True
            )
        )
    for place in PLACES:
        registry.set_place(place, place)
    registry.set_place(navigation.HOME, "today")
    return registry


def request_for(
    who: Actor | None, *, namespace: str = "", method: str = "get", url: str = "/", **extra: Any
) -> HttpRequest:
    request = getattr(RequestFactory(), method)(url, **extra)
    request.actor = who
    request.resolver_match = SimpleNamespace(namespaces=[namespace])
    request._messages = OneRequest(request)
    return request


def render(
    template: str,
    context: dict[str, Any] | None = None,
    *,
    language: str = "en",
    request: HttpRequest | None = None,
) -> str:
    """Return a template's text rendered around the request of somebody signed in."""
    with translation.override(language):
        made = engines["django"].from_string(template)
        return made.render(context or {}, request or request_for(actor()))


def gallery(name: str, *, language: str = "en", **context: Any) -> str:
    """Return one page of the gallery: the components as rooms use them."""
    request = request_for(None if name == "public" else actor(), namespace="people")
    return render(
        (GALLERY / f"{name}.html").read_text(), context, language=language, request=request
    )
