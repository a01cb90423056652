"""What is sealed of applications and confirmations, under ring keys; of references, in slips."""

from __future__ import annotations

from uuid import UUID  # noqa: TC003  pydantic reads it

from pydantic import TypeAdapter

from alongside.alliance.enums.membership import Stance  # noqa: TC001  pydantic reads it
from alongside.alliance.papers import Paper


class Applied(Paper):
    """What a group wrote of itself; nobody outside the secretariat's team reads it."""

    name: str
    country: str
    about: str
    is_registered: bool = False
    wants_to_be_seen: bool = False
    references: str = ""
    contact: str
    language: str = "en"


class Declined(Paper):
    """Why an application was declined."""

    reason: str


class Asked(Paper):
    """What a member is told that is asked for a reference: nothing but this.

    `of` is the organisation that is asked: whose answer the secretariat waits for.
    """

    of: UUID
    name: str
    country: str
    words: str = ""


class Answered(Paper):
    """What somebody says of a group; `who` where she was not asked here but elsewhere."""

    stance: Stance
    words: str = ""
    who: str = ""


class SaidSo(Paper):
    """How a member without an account said that it still wants to be one."""

    words: str


ASKED, ANSWERED = TypeAdapter(Asked), TypeAdapter(Answered)
