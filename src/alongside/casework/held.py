"""Files that another holds because both are about one person: what each knows of the other.

A file that is held stays where it is, under its own keys; here is how the first reads what lies in
it, for who keeps both. Whoever was given one of them alone knows nothing of the other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alongside.casework import upkeep
from alongside.casework.contents import Joined, SafeContact
from alongside.casework.enums import ClosedReason
from alongside.casework.errors import HeldByAnother, StillJoined
from alongside.casework.joining import PARTS
from alongside.casework.reading import content_of
from alongside.vault import documents, ring

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from alongside.casework.access import Way
    from alongside.casework.contents import Content
    from alongside.vault.documents import Opened
    from alongside.vault.ring import Ring


def standing(way: Way, keys: Ring) -> list[Joined]:
    """Return which joinings of a file stand."""
    found = upkeep.contents_of(way, keys, [Joined.kind_of])
    return [one for one in found if isinstance(one, Joined) and one.stands]


def held_by(way: Way, keys: Ring) -> list[UUID]:
    """Return the files that this one holds."""
    return [one.other for one in standing(way, keys) if one.holds]


def contact_of_holder(way: Way, holder: UUID) -> Opened | None:
    """Open how to reach her where it stands now: in the file that holds this one."""
    keys = ring.open(subject=holder, labels=[SafeContact.compartment], keyring=way.keyring)
    opened = documents.open_documents(subject=holder, keys=keys, kinds=[SafeContact.kind_of])
    return next(iter(opened), None)


def contact_of(way: Way, keys: Ring) -> SafeContact | None:
    """Return how to reach her as it stands now, in this file or in the one that holds it."""
    if way.case.closed_reason == ClosedReason.JOINED:
        for one in standing(way, keys):
            opened = contact_of_holder(way, one.other)
            content = content_of(opened) if opened else None
            return content if isinstance(content, SafeContact) else None
    known = upkeep.contents_of(way, keys, [SafeContact.kind_of])
    return next((one for one in known if isinstance(one, SafeContact)), None)


def require_apart(way: Way) -> None:
    """Refuse what has to be decided for each of two joined files by itself; raises StillJoined."""
    if standing(way, upkeep.keys_for(way, {Joined.compartment})):
        raise StillJoined


def require_here(way: Way, contents: Iterable[Content]) -> None:
    """Refuse to write who she is into a file that another holds; raises HeldByAnother."""
    is_held = way.case.closed_reason == ClosedReason.JOINED
    if is_held and any(isinstance(content, PARTS) for content in contents):
        raise HeldByAnother
