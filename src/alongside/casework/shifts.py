"""Notes from one shift to the next: each under a ring key of its own, destroyed when it ends."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from alongside.casework.models import ShiftNote
from alongside.vault import erasure, ring
from alongside.vault.compartments import Compartment
from alongside.vault.primitives import CannotOpen
from alongside.vault.small import open_small, seal_small

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from alongside.vault.keyring import Keyring

LABEL = Compartment.LIST
WHAT_FOR = "shift note"
USUAL = timedelta(hours=48)
LONGEST = timedelta(days=7)


class About(NamedTuple):
    """A file a note speaks of."""

    case_id: UUID
    reference: str


class Words(NamedTuple):
    """What a note says."""

    text: str
    files: tuple[About, ...] = ()


def seal(note: ShiftNote, words: Words, *, keyring: Keyring, now: datetime) -> None:
    """Make the note's key for its team, and seal its words under it."""
    key = ring.create(
        subject=note.id, label=LABEL, team_ids=[note.team_id], keyring=keyring, now=now
    )
    said = [words.text, [[str(one.case_id), one.reference] for one in words.files]]
    note.box = seal_small(key.secret, json.dumps(said).encode(), WHAT_FOR, note.id)


def words_of(note: ShiftNote, keyring: Keyring) -> Words | None:
    """Open what a note says; None where it does not open."""
    key = ring.open(subject=note.id, labels=[LABEL], keyring=keyring).get(LABEL)
    if key is None:
        return None
    try:
        text, files = json.loads(open_small(key.secret, bytes(note.box), WHAT_FOR, note.id))
    except CannotOpen:
        return None
    return Words(text, tuple(About(UUID(case_id), reference) for case_id, reference in files))


def destroy(ids: Collection[UUID]) -> None:
    """Destroy notes for everybody: their keys first, then what they sealed. Needs no key."""
    ring.shred(subjects=ids)
    erasure.overwrite()
    ShiftNote.objects.filter(pk__in=ids).delete()
