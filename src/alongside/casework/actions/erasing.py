"""Erasing a file: everything of it goes, and its name out of the search. Two people decided it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from alongside.audit import journal
from alongside.casework import access, held, policy, removing
from alongside.casework.search import keeping
from alongside.consent.gate import keyring_of
from alongside.vault import ring

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from uuid import UUID

    from alongside.casework.removing import Gone
    from alongside.core.access import Actor, SystemActor


@transaction.atomic
def erase_file(*, case_id: UUID, actor: Actor, now: datetime) -> Gone:
    """Destroy the keys of a file and all that lay under them, names in the search included.

    The caller asked two people, and deletes the files on the disk once this is committed.

    :raises NoSuchFile: also where it was erased meanwhile
    :raises StillJoined: it is joined with another file about her
    """
    way = access.to_change(actor=actor, case_id=case_id, now=now, compartments=(), closed=True)
    policy.can_decide(actor, way.case).or_raise()
    held.require_apart(way)
    # Of rooms above as well: whatever lies in the file may name files on the disk.
    keys = ring.open(subject=case_id, keyring=way.keyring)
    if keys.broken:
        way.could_not_open(keys.broken)
    stored = removing.stored_files(case_id=case_id, keys=keys)
    way.journal_change("file.erased")
    keeping.forget([case_id], team_id=way.case.team_id, keyring=way.keyring)
    removing.forget_imports([case_id])
    return removing.remove([case_id], actor=actor, stored=stored)


@transaction.atomic
def erase_again(*, case_ids: Iterable[UUID], actor: SystemActor, now: datetime) -> bool:
    """Destroy what a backup brought back of erased files; return whether there was a file.

    Needs no key: names that came back into the search wait for `forget_names`.
    """
    ids = list(case_ids)
    back = removing.there(ids)
    removing.forget_imports(ids)
    removing.remove(ids, actor=actor)
    for one in sorted(back):
        journal.record(action="file.erased.again", objects=[one], actor=actor, now=now)
    return bool(back)


@transaction.atomic
def forget_names(*, case_ids: Iterable[UUID], team_id: UUID, actor: Actor) -> None:
    """Take the names of erased files out of a team's search, as somebody who holds its keys."""
    policy.can_open_case(actor, team_id).or_raise()
    keeping.forget(case_ids, team_id=team_id, keyring=keyring_of(actor))
