"""What may stand between somebody who is signed in and a page, and which pages it lets through."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

View = TypeVar("View", bound="Callable[..., object]")


class Barrier(StrEnum):
    """Why a signed-in person is led elsewhere first; the value is where to."""

    LOCKED = "organisations:unlock"
    WAITING = "organisations:waiting"
    NEEDS_FACTOR = "organisations:factors"


def passes(*barriers: Barrier) -> Callable[[View], View]:
    """Mark a view that is shown in spite of these barriers."""

    def mark(view: View) -> View:
        view.passes = frozenset(barriers)  # type: ignore[attr-defined]
        return view

    return mark


def stops(barrier: Barrier, view: Callable[..., object]) -> bool:
    """Return whether a barrier keeps this view from being shown; public views are never stopped."""
    if not getattr(view, "login_required", True):
        return False
    return barrier not in getattr(view, "passes", frozenset())
