"""Sealed rows in thousands: the vault's own functions, with one insert for many files.

`casework.actions.open_case` takes 7 ms of processor time; a hundred thousand of them would take a
quarter of an hour before anything is measured. What is written here is what it writes: the pages
open it, and the runs end if one does not.
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from alongside.audit.journal import START
from alongside.audit.models import Entry as JournalEntry, appending
from alongside.casework import summaries
from alongside.casework.dues import TaskWords, seal as seal_task
from alongside.casework.enums import ClosedReason, TaskKind
from alongside.casework.models import Case, Task
from alongside.vault import documents, hashing, ring
from alongside.vault.documents import NewDocument
from alongside.vault.guard import writing
from alongside.vault.models import Key, SealedDocument, Wrap
from alongside.vault.primitives import KEY, random_bytes
from benchmarks.world.contents import short_file
from benchmarks.world.people import TODAY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from alongside.core.access import Actor
    from alongside.vault.keyring import Keyring
    from alongside.vault.ring import RingKey
    from benchmarks.world.people import Person

NOW = datetime.combine(TODAY, time(9), UTC)


class Keys:
    """Ring keys that are made one by one and written together."""

    def __init__(self) -> None:
        """Begin with none."""
        self._keys: list[Key] = []
        self._wraps: list[Wrap] = []

    def make(self, subject: UUID, label: str, team_id: UUID, keyring: Keyring) -> RingKey:
        """Make the key of one label, as `vault.ring.create` does."""
        key = ring.RingKey(uuid4(), subject, label, random_bytes(KEY))
        committed, day = ring.commitment(key.secret), NOW.date()
        statement = ring.key_statement(key.id, subject, label, committed, day)
        self._keys.append(
            Key(
                id=key.id,
                subject=subject,
                label=label,
                commitment=committed,
                signer_id=keyring.certificate.id,
                signed_on=day,
                signature=keyring.sign(statement),
            )
        )
        self._wraps.append(ring._wrapped(key, keyring.target(team_id)))  # noqa: SLF001
        return key

    def write(self) -> None:
        """Insert what was made."""
        with writing():
            Key.objects.bulk_create(self._keys)
            Wrap.objects.bulk_create(self._wraps)


class Files:
    """Files that are made one by one and written together."""

    def __init__(self, team_id: UUID) -> None:
        """Begin with none."""
        self._team_id = team_id
        self._keys = Keys()
        self._documents: list[SealedDocument] = []
        self._cases: list[Case] = []
        self._tasks: list[Task] = []
        self._opened: list[tuple[UUID, Actor]] = []

    def add(self, person: Person, actor: Actor) -> None:
        """Seal the file of one person as her worker's."""
        keyring: Keyring = actor.keys  # type: ignore[assignment]
        contents = short_file(person)
        labels = sorted({str(content.compartment) for content in contents})
        keys = {
            label: self._keys.make(person.case_id, label, self._team_id, keyring)
            for label in labels
        }
        saved_at = NOW - timedelta(minutes=person.number % 10_000)
        self._documents += [
            documents._sealed(  # noqa: SLF001
                person.case_id,
                uuid4(),
                1,
                NewDocument(one.compartment, one.kind_of, one),
                keys[one.compartment],
                actor.user_id,
                saved_at,
            )
            for one in contents
        ]
        case = _case(person, actor, self._team_id)
        summary = summaries.Summary().with_contents(contents)._replace(next=person.next)
        case.summary, case.summary_epoch = summaries.seal(
            summary, case_id=case.id, team_id=case.team_id, keyring=keyring
        )
        self._cases.append(case)
        if person.due_on:
            self._tasks.append(_task(person, case, keyring))
        self._opened.append((case.id, actor))

    def write(self) -> None:
        """Insert what was made, in the caller's transaction; `world.search` indexes the names."""
        self._keys.write()
        with writing():
            SealedDocument.objects.bulk_create(self._documents)
        Case.objects.bulk_create(self._cases)
        Task.objects.bulk_create(self._tasks)
        journal_openings(self._opened)


def journal_openings(opened: Iterable[tuple[UUID, Actor]]) -> None:
    """Append one line for each file to the journal, chained as `audit.journal` chains them."""
    last = JournalEntry.objects.order_by("-seq").values_list("seq", "hash").first()
    seq, prev = (last[0], bytes(last[1])) if last else (0, START)
    lines = []
    for number, (case_id, actor) in enumerate(opened, seq + 1):
        line = JournalEntry(
            seq=number,
            minute=NOW,
            actor=actor.name,
            action="file.opened",
            object_id=str(case_id),
            compartment="casework,identity,location",
            basis="keeps the file",
            prev=prev,
        )
        prev = line.hash = hashing.chain(prev, line.content())
        lines.append(line)
    with appending():
        JournalEntry.objects.bulk_create(lines)


def _case(person: Person, actor: Actor, team_id: UUID) -> Case:
    return Case(
        id=person.case_id,
        organisation_id=actor.organisation_id,
        team_id=team_id,
        worker_id=actor.user_id,
        reference=person.reference,
        phase=person.phase,
        opened_on=person.opened_on,
        closed_on=person.closed_on,
        closed_reason=ClosedReason.GOALS_REACHED if person.closed_on else None,
        next_due_on=person.due_on,
        since=person.opened_on,
    )


def _task(person: Person, case: Case, keyring: Keyring) -> Task:
    task = Task(
        case_id=case.id,
        team_id=case.team_id,
        worker_id=case.worker_id,
        kind=TaskKind.TASK,
        due_on=person.due_on,
    )
    task.box, task.epoch = seal_task(
        TaskWords(person.next), task_id=task.id, team_id=task.team_id, keyring=keyring
    )
    return task
