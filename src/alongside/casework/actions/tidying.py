"""What is said to a file that may be about the same person as another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from alongside.casework import access, alike, upkeep
from alongside.casework.contents import Likeness
from alongside.casework.errors import NoSuchFile
from alongside.casework.search.likeness import Alike, Reason
from alongside.vault.compartments import Compartment

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from alongside.core.access import Actor

CASEWORK = frozenset({Compartment.CASEWORK})


@transaction.atomic
def another_person(*, case_id: UUID, other_id: UUID, actor: Actor, now: datetime) -> None:
    """Write down that two files are about two people; neither asks again.

    :raises NoSuchFile: either is not there for her
    """
    # Always in one order, so that two colleagues who say so at once do not wait for each other.
    for one, other in sorted(((case_id, other_id), (other_id, case_id))):
        way = access.to_change(
            actor=actor, case_id=one, now=now, compartments=CASEWORK, closed=True
        )
        keys = upkeep.keys_for(way, CASEWORK)
        known = upkeep.contents_of(way, keys, [Likeness.kind_of])
        asked = [
            found
            for likeness in known
            if isinstance(likeness, Likeness)
            for found in likeness.found
            if found.other == other
        ]
        if one == case_id and not asked:
            raise NoSuchFile
        reasons = tuple(Reason(reason) for found in asked for reason in found.reasons)
        alike.note(way, keys, [Alike(other, reasons)], state="another")
        way.journal_change("file.compared.another", CASEWORK)
