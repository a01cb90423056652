"""What is sealed of an event, under its own ring key: who comes, notes, who follows up, codes."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003  pydantic reads it
from typing import TYPE_CHECKING

from alongside.alliance.papers import Paper
from alongside.alliance.published import plain_code
from alongside.vault.hashing import sha2
from alongside.vault.primitives import context, digest

if TYPE_CHECKING:
    from alongside.vault.ring import RingKey


class Registered(Paper):
    """Somebody who registered; `counted_as` is her organisation's name where it was joined.

    `refused_for` is "code" or "closed" where no place could be given. `taken_back_at` is when she
    last took an agreement back: no letter that was written before agrees for her. `before` is what
    she wrote first, once a later letter of her address says it otherwise.
    """

    name: str
    address: str
    organisation: str = ""
    counted_as: str = ""
    country: str = ""
    language: str = ""
    spoken: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    needs_words: str = ""
    may_be_named: bool = False
    may_be_pictured: bool = False
    taken_back_at: datetime | None = None
    refused_for: str = ""
    before: Registered | None = None


class Note(Paper):
    """What was said about a theme."""

    theme: str
    text: str


class Recommended(Paper):
    """What was recommended, by the language it is written in, and who follows it up."""

    words: dict[str, str]
    who: str = ""


class Invitations(Paper):
    """The codes that were given out."""

    codes: tuple[str, ...] = ()


def address_hash(address: str, key: RingKey) -> str:
    """Return what stands for an address in one event, however it was capitalised."""
    where = context("event address", key.subject, address.strip().casefold())
    return digest(where, "event address", key=key.secret, size=16).hex()


def code_hash(code: str) -> str:
    """Return what an invitation code is checked with on the site; it hides no short code."""
    return sha2(plain_code(code).encode(), 256).hex()
