"""Errands that begin with a person not yet chosen, such as a note or a referral.

Start buttons lead to the list of people with the errand's key; a row then leads on to its page.
Rooms above add theirs in AppConfig.ready().
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.urls import reverse

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

ANY = UUID(int=0)


@dataclass(frozen=True, kw_only=True)
class Errand:
    """What is to be done with the person chosen; `title` then heads the list."""

    key: str
    title: str | _StrPromise
    url_name: str


_errands: dict[str, Errand] = {}


def register(errand: Errand) -> None:
    """Add an errand; the same key again replaces it."""
    _errands[errand.key] = errand


def find(key: str) -> Errand | None:
    """Return an errand by its key, or None."""
    return _errands.get(key)


def around(url_name: str) -> tuple[str, str]:
    """Return what stands before and after the file's id in an address.

    A list prints it around each row's id instead of resolving an address per row.
    """
    before, after = reverse(url_name, args=[ANY]).split(str(ANY))
    return before, after
