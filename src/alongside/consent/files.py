"""How this room finds a file without knowing the room that keeps it: that one registers here."""

from __future__ import annotations

from collections.abc import Callable  # noqa: TC003  a dataclass reads it
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from django.http import Http404

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from alongside.consent.parties import CaseLike
    from alongside.core.access import AnyActor


def _no_objection(_name: str) -> str:
    return ""


@dataclass(frozen=True, kw_only=True)
class Around:
    """The people around her, as far as somebody of them may decide with her.

    `offered` are names to choose from; `objection` takes a name and returns the sentence that
    stands against this person, "" where nothing does.
    """

    offered: tuple[str, ...] = ()
    objection: Callable[[str], str] = _no_objection


@dataclass(frozen=True, kw_only=True)
class FileHead:
    """What the top of a page about her answers shows."""

    case: CaseLike
    called: str
    reference: str
    language: str = ""
    interpreter: str = ""
    # A value of `enums.AgeBand`, where the file knows it.
    age_band: str = ""
    url: str = ""
    tabs: Any = None
    # Opened only where somebody decides with her, and journalled then.
    around: Callable[[], Around] = Around


class Lookup(Protocol):
    """Find a file this actor may see, journal that it was opened, or raise Http404."""

    def __call__(self, *, actor: AnyActor, case_id: UUID, now: datetime) -> FileHead: ...


_lookups: list[Lookup] = []


def register(lookup: Lookup) -> None:
    """Say how files are found; called from AppConfig.ready(), the last one counts."""
    _lookups[:] = [lookup]


def find(*, actor: AnyActor, case_id: UUID, now: datetime) -> FileHead:
    """Return the head of a file; raises Http404 for an absent and a foreign one alike."""
    if not _lookups:
        raise Http404
    return _lookups[0](actor=actor, case_id=case_id, now=now)


def around(*, actor: AnyActor, case_id: UUID, now: datetime) -> Around:
    """Return the people around her; nobody is known where no room keeps files."""
    return find(actor=actor, case_id=case_id, now=now).around() if _lookups else Around()
