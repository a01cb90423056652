"""The tabs of a file's page. Rooms above add theirs in AppConfig.ready()."""

from __future__ import annotations

from collections.abc import Callable  # noqa: TC003  a dataclass reads it
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
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


def for_file(actor: Actor, file: object) -> list[Tab]:
    """Return the tabs this actor sees on this file, in order."""
    shown = (tab for tab in _tabs.values() if tab.shown(actor, file))
    return sorted(shown, key=lambda tab: (tab.order, tab.key))
