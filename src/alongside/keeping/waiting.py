"""What waits for a second person: a task on her Today, and why, sealed with the file."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from alongside.casework import dues
from alongside.casework.dues import TaskWords
from alongside.casework.enums import TaskKind, TaskState
from alongside.casework.models import Task
from alongside.vault.compartments import Compartment
from alongside.vault.primitives import CannotOpen
from alongside.vault.small import open_small, seal_small

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from uuid import UUID

    from alongside.casework.access import Way
    from alongside.vault.ring import RingKey

TIME_TO_DECIDE = timedelta(days=7)


def whether_erased() -> TaskWords:
    """Return what a task says that waits for the second of an erasure."""
    return TaskWords(_("Read and decide"), _("Whether this file is erased"))


def ask(
    way: Way, thing_id: UUID, words: TaskWords, *, worker_id: UUID, due_on: date | None = None
) -> None:
    """Make it due for the colleague who was asked; the file's own list is left alone."""
    day = due_on or way.today + TIME_TO_DECIDE
    task = Task(kind=TaskKind.KEEPING, document_id=thing_id, due_on=day)
    dues.put(way, task, words, worker_id=worker_id)


def end(thing_id: UUID) -> None:
    """End what waited, once it is decided."""
    tasks = Task.objects.filter(document_id=thing_id, kind=TaskKind.KEEPING)
    tasks.update(state=TaskState.DONE)


def seal(words: str, *, thing_id: UUID, keys: Mapping[str, RingKey]) -> bytes:
    """Seal why something was asked, under the key of the file's casework part."""
    key = keys[Compartment.CASEWORK]
    return seal_small(key.secret, words.encode(), "keeping", thing_id)


def open_words(box: bytes, *, thing_id: UUID, keys: Mapping[str, RingKey]) -> str | None:
    """Return why something was asked; None where it does not open."""
    key = keys.get(Compartment.CASEWORK)
    try:
        return open_small(key.secret, bytes(box), "keeping", thing_id).decode() if key else None
    except CannotOpen:
        return None
