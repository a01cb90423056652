"""Whose work a page of the demonstration tells of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alongside.website import directory

if TYPE_CHECKING:
    from collections.abc import Iterable


def codes(slugs: Iterable[str]) -> tuple[str, ...]:
    """Return the codes of members by what their pages are called, without who is not published."""
    known = {one.slug: directory.short(one.id) for one in directory.now().members}
    return tuple(known[slug] for slug in slugs if slug in known)
