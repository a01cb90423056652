"""Bringing in a register: a dry run, then row by row, each row whole or not at all.

A person is recognised by the register's own file number, which is kept keyed and says nothing. What
counts as changed is what the register says otherwise than it said last time.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.audit import journal
from alongside.casework import access, alike, policy, speaking
from alongside.casework.actions import bringing
from alongside.casework.actions.bringing import Last
from alongside.casework.actions.files import own_team
from alongside.casework.contents import OwnColumns
from alongside.casework.enums import RowOutcome
from alongside.casework.errors import CannotDo
from alongside.casework.exchange import apply_fields
from alongside.casework.exchange.keeping_out import kept_out
from alongside.casework.imports import Report, ReportRow, Written, seal_row, seal_run
from alongside.casework.models import Case, ImportedRow, ImportRun, MatchKey
from alongside.casework.reading import content_of
from alongside.casework.register.checking import Status, check
from alongside.casework.search import keeping
from alongside.casework.search.likeness import Comparing
from alongside.consent.enums import Action
from alongside.consent.gate import basis_of, keyring_of
from alongside.organisations import policy as organisations
from alongside.organisations.models import Organisation
from alongside.vault import documents, ring
from alongside.vault.compartments import Compartment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from alongside.casework.actions.bringing import Brought
    from alongside.casework.register.checking import CheckedRow, Report as Checked
    from alongside.casework.register.layout import Sheet
    from alongside.casework.register.mapping import Mapping
    from alongside.casework.search.likeness import Alike
    from alongside.casework.search.segments import Entry
    from alongside.core.access import Actor

    # Told how many rows of how many are done.
    Progress = Callable[[int, int], None]

# So many rows are written at once: other colleagues wait no longer than these take.
AT_ONCE = 50
ASKED_AT_ONCE = 500
# Stands for somebody whose file a dry run does not make.
NOBODY = UUID(int=0)


def preview_import(
    *,
    register: Sheet,
    mapping: Mapping,
    actor: Actor,
    now: datetime,
    team_id: UUID | None = None,
    progress: Progress | None = None,
) -> Report:
    """Return what would become of every row; nothing is written but the journal's line.

    :raises CannotDo: the order of day and month must be said first
    """
    coming = _Coming.of(register, mapping, actor, now, team_id)
    decision = access.to_files_of(
        actor=actor,
        team_id=coming.team_id,
        action=Action.READ,
        compartments=[Compartment.CASEWORK],
        now=now,
    ).or_raise()
    journal.record_reading(
        action="register.previewed",
        objects=[actor.user_id, *(one.case_id for one in coming.known.values())],
        actor=actor,
        now=now,
        compartment=Compartment.CASEWORK,
        basis=basis_of(decision),
    )
    rows = []
    known = _KnownPeople(actor)
    for number, row in enumerate(coming.rows, 1):
        last = coming.last(row)
        judged = _judged(row, last)
        rows.append(known.compared(row, judged) if last is None else judged)
        if rows[-1].outcome != RowOutcome.REFUSED:
            coming.remember(row, last or Last(NOBODY, "", {}, {}))
        if progress:
            progress(number, len(coming.rows))
    return Report(run_id=None, rows=rows, kept_out=coming.kept_out)


def import_register(
    *,
    register: Sheet,
    mapping: Mapping,
    actor: Actor,
    now: datetime,
    team_id: UUID | None = None,
    name: str = "",
    progress: Progress | None = None,
) -> Report:
    """Bring in a register; people who are known by their file number are updated.

    Rows are written in small batches: after an interruption what is there can be taken back, or the
    same register brought in again.

    :raises CannotDo: the order of day and month must be said first
    """
    coming = _Coming.of(register, mapping, actor, now, team_id)
    run = _begin_run(coming, name)
    rows: list[ReportRow] = []
    for start in range(0, len(coming.rows), AT_ONCE):
        some = coming.rows[start : start + AT_ONCE]
        rows += _write_batch(coming, run, some)
        if progress:
            progress(start + len(some), len(coming.rows))
    return Report(run_id=run.row.id, rows=rows)


@dataclass(frozen=True, slots=True)
class _Run:
    """A run and the key that seals what is told of it."""

    row: ImportRun
    key: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class _Coming:
    """A checked register, and what it said last of those who are known."""

    rows: tuple[CheckedRow, ...]
    known: dict[str, Last]
    actor: Actor
    now: datetime
    team_id: UUID
    kept_out: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(
        cls, sheet: Sheet, mapping: Mapping, actor: Actor, now: datetime, team_id: UUID | None
    ) -> _Coming:
        organisations.can_move_registers(actor).or_raise()
        team = own_team(actor, team_id)
        policy.can_move_registers(actor, team).or_raise()
        speaking.ensure(actor, now)
        dangerous = kept_out(mapping)
        mapping = mapping.without(dangerous)
        checked = check(sheet, mapping, timezone.localdate(now))
        if checked.questions:
            raise CannotDo(_("First say how the dates in this register are written."))
        keys = {row.record.comparable_key for row in checked.rows if row.record.match_key}
        known = _known(keys, team, actor)
        told = tuple((mapping.columns[at].title, words) for at, words in dangerous.items())
        return cls(_settled(checked, known), known, actor, now, team, told)

    def last(self, row: CheckedRow) -> Last | None:
        """Return what the register said last of the person of a row."""
        return self.known.get(row.record.comparable_key) if row.record.match_key else None

    def remember(self, row: CheckedRow, before: Last) -> None:
        """Keep what is known after a row, for the rows that repeat it."""
        if row.record.match_key:
            self.known[row.record.comparable_key] = before.after(row.record)


def _settled(checked: Checked, known: dict[str, Last]) -> tuple[CheckedRow, ...]:
    """Return the rows, those of somebody who has a file with all that her rows together say.

    Otherwise two rows that differ would change her file to and fro at every import.
    """
    whole = {record.comparable_key: record for record in checked.files() if record.match_key}
    return tuple(
        replace(row, record=whole[row.record.comparable_key])
        if row.status is not Status.REFUSED and row.record.comparable_key in known
        else row
        for row in checked.rows
    )


def _known(keys: Iterable[str], team_id: UUID, actor: Actor) -> dict[str, Last]:
    """Return what the register said last of everybody it names who has a file."""
    by_digest = {bringing.digest(team_id, key): key for key in keys}
    # A register that was taken out names those who never were in one by our reference.
    by_reference = {key.upper(): key for key in by_digest.values()}
    found: dict[UUID, str] = {}
    for some in _pieces(sorted(by_digest)):
        rows = MatchKey.objects.filter(team_id=team_id, digest__in=some).order_by("id")
        found |= {case_id: by_digest[one] for case_id, one in rows.values_list("case_id", "digest")}
    for some in _pieces(sorted(by_reference)):
        cases = Case.objects.filter(team_id=team_id, reference__in=some).order_by("id")
        for case_id, reference in cases.values_list("id", "reference"):
            found.setdefault(case_id, by_reference[reference])
    return dict(_last(found, actor))


def _last(found: dict[UUID, str], actor: Actor) -> Iterable[tuple[str, Last]]:
    keyring = keyring_of(actor)
    for some in _pieces(sorted(found)):
        cases = Case.objects.filter(pk__in=some, organisation_id=actor.organisation_id)
        keys = ring.open_many(subjects=some, label=Compartment.CASEWORK, keyring=keyring)
        for case in cases.order_by("id"):
            if case.id not in keys:
                continue
            opened = documents.open_documents(
                subject=case.id,
                keys={Compartment.CASEWORK: keys[case.id]},
                kinds=[OwnColumns.kind_of],
                limit=1,
            )
            kept = next(iter(map(content_of, opened)), None)
            last = bringing.last_said(case, kept if isinstance(kept, OwnColumns) else None)
            yield found[case.id], last


def _pieces(values: Sequence[Any]) -> Iterable[Sequence[Any]]:
    return (values[at : at + ASKED_AT_ONCE] for at in range(0, len(values), ASKED_AT_ONCE))


class _KnownPeople:
    """Who has a file in the actor's own teams, opened once to compare every row with."""

    def __init__(self, actor: Actor) -> None:
        self._keyring = keyring_of(actor)
        opened, _broken = keeping.open_all(team_ids=actor.team_ids, keyring=self._keyring)
        self._comparing = Comparing(opened)
        countries = Organisation.objects.filter(pk=actor.organisation_id).order_by("id")
        self._country = countries.values_list("country", flat=True).get()

    def compared(self, row: CheckedRow, judged: ReportRow) -> ReportRow:
        """Return what a row would do, and which file there may be about her already."""
        if judged.outcome != RowOutcome.CREATED:
            return judged
        parts = apply_fields(row.record.fields, {})
        found = self._comparing.alike(alike.sought(parts.values(), self._country))
        told = [
            _told(one, reference) for one, reference in alike.with_numbers(found, self._keyring)
        ]
        return replace(judged, sentences=(*judged.sentences, *told))


def _told(one: Alike, reference: str) -> str:
    return _("There may already be a file about her: %(reference)s (%(why)s)") % {
        "reference": reference,
        "why": alike.why(one.reasons),
    }


def _judged(row: CheckedRow, last: Last | None) -> ReportRow:
    """Return what a row would do to somebody of whom the register last said this."""
    told = tuple(f"{one.column}: {one.sentence}" for one in row.problems)
    if row.status is Status.REFUSED:
        return ReportRow(row.number, RowOutcome.REFUSED, sentences=told)
    if last is None:
        return ReportRow(row.number, RowOutcome.CREATED, sentences=told)
    new = not last.says_nothing_new(row.record)
    outcome = RowOutcome.UPDATED if new else RowOutcome.UNCHANGED
    case_id = None if last.case_id == NOBODY else last.case_id
    return ReportRow(row.number, outcome, last.reference, case_id, told)


def _begin_run(coming: _Coming, name: str) -> _Run:
    with transaction.atomic():
        row = ImportRun(
            organisation_id=coming.actor.organisation_id,
            team_id=coming.team_id,
            worker_id=coming.actor.user_id,
            started_at=coming.now,
        )
        key = ring.create(
            subject=row.id,
            label=Compartment.CASEWORK,
            team_ids=[coming.team_id],
            keyring=keyring_of(coming.actor),
            now=coming.now,
        )
        row.box = seal_run(name, run_id=row.id, key=key.secret)
        row.save(force_insert=True)
        journal.record(
            action="register.imported", objects=[row.id], actor=coming.actor, now=coming.now
        )
    return _Run(row, key.secret)


@transaction.atomic
def _write_batch(coming: _Coming, run: _Run, rows: Sequence[CheckedRow]) -> list[ReportRow]:
    told, kept = [], []
    entries: list[Entry] = []
    for row in rows:
        last = coming.last(row)
        if last is not None and last.case_id in {entry.case_id for entry in entries}:
            # What a search knows of her changes again within this batch.
            _learn(coming, entries)
            entries = []
        report, brought = _write(coming, row, last)
        told.append(report)
        kept.append(_row(run, report, brought))
        if brought is not None and brought.entry is not None:
            entries.append(brought.entry)
    _learn(coming, entries)
    ImportedRow.objects.bulk_create(kept)
    for outcome in RowOutcome:
        count = sum(report.outcome == outcome for report in told)
        setattr(run.row, outcome.value, getattr(run.row, outcome.value) + count)
    run.row.save()
    return told


def _learn(coming: _Coming, entries: Sequence[Entry]) -> None:
    if entries:
        keyring = keyring_of(coming.actor)
        keeping.put(entries, team_id=coming.team_id, keyring=keyring, fresh=True)


def _write(coming: _Coming, row: CheckedRow, last: Last | None) -> tuple[ReportRow, Brought | None]:
    told = _judged(row, last)
    if told.outcome in {RowOutcome.REFUSED, RowOutcome.UNCHANGED}:
        return told, None
    actor, now = coming.actor, coming.now
    try:
        with transaction.atomic():
            if last is None:
                brought = bringing.create(row.record, team_id=coming.team_id, actor=actor, now=now)
            else:
                brought = bringing.update(row.record, last, actor=actor, now=now)
    except CannotDo as problem:
        sentences = (*told.sentences, str(problem))
        return replace(told, outcome=RowOutcome.REFUSED, sentences=sentences), None
    case = brought.case
    coming.remember(row, last or Last(case.id, case.reference, {}, {}))
    return replace(told, reference=case.reference, case_id=case.id), brought


def _row(run: _Run, report: ReportRow, brought: Brought | None) -> ImportedRow:
    row = ImportedRow(
        run=run.row, number=report.row, outcome=report.outcome, case_id=report.case_id
    )
    touched = [(str(one.document_id), *one[1:]) for one in brought.touched] if brought else []
    state = brought.state if brought else bringing.NEW
    written = Written(report.reference, list(report.sentences), touched, state)
    row.box = seal_row(written, run_id=run.row.id, number=report.row, key=run.key)
    return row
