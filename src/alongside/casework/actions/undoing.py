"""Taking a whole import back: new files are destroyed, changed ones put back as they were."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from alongside.audit import journal
from alongside.casework import access, facts, policy, removing, upkeep
from alongside.casework.actions import saving
from alongside.casework.actions.bringing import ALL, NEW, Touched
from alongside.casework.actions.saving import Change
from alongside.casework.contents import KINDS
from alongside.casework.enums import ClosedReason
from alongside.casework.errors import CannotDo, NoSuchFile, Unreadable
from alongside.casework.imports import open_row
from alongside.casework.models import Case, ImportedRow, ImportRun, Task
from alongside.casework.reading import content_of
from alongside.casework.search import keeping
from alongside.consent import queries as consents
from alongside.consent.gate import keyring_of
from alongside.vault import documents, ring
from alongside.vault.compartments import Compartment
from alongside.vault.primitives import CannotOpen

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from alongside.casework.access import Way
    from alongside.casework.imports import Written
    from alongside.core.access import Actor
    from alongside.vault.ring import Ring, RingKey


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that was not put back, and why."""

    row: int
    reference: str
    reason: str


@dataclass(slots=True)
class Undone:
    """What taking an import back did."""

    removed: int = 0
    restored: int = 0
    kept: list[Kept] = field(default_factory=list)


@dataclass(slots=True)
class _Did:
    """Everything one import did to one file."""

    case_id: UUID
    first_row: int
    state: tuple[str, str, str]
    # By document: its kind, the version before the import (0: none) and after it.
    documents: dict[UUID, Touched] = field(default_factory=dict)

    @property
    def created(self) -> bool:
        return self.state == NEW

    def add(self, written: Written) -> None:
        for text, kind, before, after in written.touched:
            document_id = UUID(text)
            first = self.documents.get(document_id)
            begun = first.before if first else before
            self.documents[document_id] = Touched(document_id, kind, begun, after)


@transaction.atomic
def undo_import(*, run_id: UUID, actor: Actor, now: datetime) -> Undone:
    """Take back everything an import did, but what somebody worked on since.

    :raises NoSuchFile: there is no such import of hers
    :raises CannotDo: it was taken back already
    """
    run = _run(run_id, actor)
    if run.undone_at is not None:
        raise CannotDo(_("This import was taken back already."))
    key = _key(run, actor)
    undone, gone = Undone(), []
    for did in _everything(run, key):
        case = Case.objects.select_for_update().filter(pk=did.case_id).order_by("id").first()
        if case is None:
            continue
        reason = _worked_on(case, did, run, actor, now)
        if reason:
            undone.kept.append(Kept(did.first_row, case.reference, reason))
        elif did.created:
            gone.append(case)
        else:
            undone.restored += _restore(did, undone, case.reference, actor, now)
    _remove(gone, run.team_id, actor)
    undone.removed = len(gone)
    run.undone_at = now
    run.save(update_fields=["undone_at"])
    objects = [run.id, *(case.id for case in gone)]
    journal.record(action="register.import.undone", objects=objects, actor=actor, now=now)
    return undone


def _run(run_id: UUID, actor: Actor) -> ImportRun:
    rows = ImportRun.objects.select_for_update().filter(
        pk=run_id, organisation_id=actor.organisation_id, team_id__in=actor.team_ids
    )
    run = rows.order_by("id").first()
    if run is None:
        raise NoSuchFile
    policy.can_move_registers(actor, run.team_id).or_raise()
    return run


def _key(run: ImportRun, actor: Actor) -> RingKey:
    keys = ring.open(subject=run.id, labels=[Compartment.CASEWORK], keyring=keyring_of(actor))
    if Compartment.CASEWORK not in keys:
        raise Unreadable
    return keys[Compartment.CASEWORK]


def _everything(run: ImportRun, key: RingKey) -> Iterable[_Did]:
    """Return what the run did, file by file, the last first."""
    did: dict[UUID, _Did] = {}
    rows = ImportedRow.objects.filter(run=run, case_id__isnull=False).order_by("number")
    for row in rows:
        try:
            written = open_row(bytes(row.box), run_id=run.id, number=row.number, key=key.secret)
        except CannotOpen as fault:
            raise Unreadable from fault
        if row.case_id is None or not written.touched:
            continue
        one = did.setdefault(row.case_id, _Did(row.case_id, row.number, written.state))
        one.add(written)
    return reversed(list(did.values()))


def _worked_on(case: Case, did: _Did, run: ImportRun, actor: Actor, now: datetime) -> str:
    """Return why a file is left as it is, or ""."""
    keys = ring.open(subject=case.id, keyring=keyring_of(actor))
    opened = documents.open_documents(subject=case.id, keys=keys)
    versions = {one.document_id: one.version for one in opened}
    after = {one.document_id: one.after for one in did.documents.values()}
    changed = any(versions.get(document_id) != version for document_id, version in after.items())
    if case.closed_reason == ClosedReason.JOINED:
        return _("It was joined with another file since. Take that back first.")
    if not did.created:
        return _("Somebody changed what the import changed.") if changed else ""
    if changed or versions.keys() != after.keys() or case.worker_id != run.worker_id:
        return _("Somebody worked on this file since.")
    agreed = consents.next_expiry(actor=actor, case_ids=[case.id], now=now)
    if agreed or Task.objects.filter(case_id=case.id).exists():
        return _("Somebody worked on this file since.")
    return ""


def _restore(did: _Did, undone: Undone, reference: str, actor: Actor, now: datetime) -> int:
    """Put one file back as it was before; what was there meanwhile stays as a version."""
    way = access.to_change(actor=actor, case_id=did.case_id, now=now, compartments=ALL, closed=True)
    keys = upkeep.keys_for(way, ALL)
    try:
        changes = [_back(one, keys) for one in did.documents.values()]
    except Unreadable as problem:
        undone.kept.append(Kept(did.first_row, reference, str(problem)))
        return 0
    saving.write(way, keys, changes)
    _put_back_state(way, did.state)
    contents = [change.content for change in changes]
    upkeep.after_saving(way, keys, contents, state=True)
    facts.after_saving(way, keys, contents)
    way.journal_change("file.import.undone", ALL, *did.documents)
    return 1


def _back(one: Touched, keys: Ring) -> Change:
    """Return a document as it was; where there was none, as an empty or a withdrawn one."""
    if one.before == 0 and KINDS[one.kind].single:
        return Change(KINDS[one.kind](), one.after, one.document_id)
    wanted = one.before or one.after
    for version in documents.history(document_id=one.document_id, keys=keys):
        content = content_of(version) if version.version == wanted else None
        if content is not None:
            content = content.model_copy(update={"taken_back": one.before == 0})
            return Change(content, one.after, one.document_id)
    raise Unreadable


def _put_back_state(way: Way, state: tuple[str, str, str]) -> None:
    phase, closed_on, reason = state
    way.case.phase = phase
    way.case.closed_on = date.fromisoformat(closed_on) if closed_on else None
    way.case.closed_reason = reason or None


def _remove(cases: list[Case], team_id: UUID, actor: Actor) -> None:
    """Destroy the keys of these files and everything that lay under them."""
    ids = [case.id for case in cases]
    if ids:
        removing.remove(ids, actor=actor)
        keeping.forget(ids, team_id=team_id, keyring=keyring_of(actor))
