"""The tabs of a file's page. Rooms above add theirs in AppConfig.ready()."""

from __future__ import annotations

from collections.abc import Callable  # noqa: TC003  a dataclass reads it
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from django.urls import reverse

if TYPE_CHECKING:
    from uuid import UUID

    from django.utils.functional import _StrPromise

    from alongside.core.access import Actor


def _always(_actor: Any, _file: Any) -> bool:
    return True


@dataclass(frozen=True, kw_only=True)
class Tab:
    """One tab; `url_name` takes the file's id, `shown` is asked for each actor and opened file."""

    key: str
    label: str | _StrPromise
    url_name: str
    order: int
    shown: Callable[[Any, Any], bool] = _always


_tabs: dict[str, Tab] = {}


def register(tab: Tab) -> None:
    """Add a tab; the same key again replaces it."""
    _tabs[tab.key] = tab


def url_name(key: str) -> str:
    """Return where a tab leads, for any file; "" for what is no tab."""
    return _tabs[key].url_name if key in _tabs else ""


class TabLink(NamedTuple):
    """One tab of a file as a page prints it."""

    label: str
    url: str
    is_current: bool


def links(*, actor: Actor, file: Any, case_id: UUID | str, current: str) -> list[TabLink]:
    """Return the tabs this actor sees on this file, `current` being the key of the one shown."""
    return [
        TabLink(str(tab.label), reverse(tab.url_name, args=[case_id]), tab.key == current)
        for tab in for_file(actor, file)
    ]


def for_file(actor: Actor, file: object) -> list[Tab]:
    """Return the tabs this actor sees on this file, in order."""
    shown = (tab for tab in _tabs.values() if tab.shown(actor, file))
    return sorted(shown, key=lambda tab: (tab.order, tab.key))
