"""Imports of registers, and what became of their rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from alongside.audit import journal
from alongside.casework import access, policy
from alongside.casework.enums import RowOutcome
from alongside.casework.errors import NoSuchFile
from alongside.casework.imports import Report, ReportRow, open_row, open_run
from alongside.casework.models import ImportedRow, ImportRun
from alongside.casework.reading import called, cannot_be_opened
from alongside.consent.enums import Action
from alongside.consent.gate import basis_of, keyring_of
from alongside.organisations import policy as organisations
from alongside.ui.dates import clock_time, short_date
from alongside.vault import ring
from alongside.vault.compartments import Compartment
from alongside.vault.primitives import CannotOpen

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from alongside.core.access import Actor
    from alongside.vault.ring import RingKey

SHOWN = 20


@dataclass(frozen=True, slots=True, repr=False)
class Run:
    """One import in words."""

    id: UUID
    name: str
    when: str
    by: str
    created: int
    updated: int
    unchanged: int
    refused: int
    undone: bool


def import_runs(*, actor: Actor) -> list[Run]:
    """Return the last imports of the actor's teams, newest first.

    :raises PermissionDenied: her role does not move registers
    """
    organisations.can_move_registers(actor).or_raise()
    rows = ImportRun.objects.filter(
        organisation_id=actor.organisation_id, team_id__in=actor.team_ids
    ).select_related("worker")
    runs = list(rows.order_by("-started_at", "-id")[:SHOWN])
    keys = ring.open_many(
        subjects=[run.id for run in runs],
        label=Compartment.CASEWORK,
        keyring=keyring_of(actor),
    )
    return [_run(run, keys.get(run.id), actor) for run in runs]


def import_report(*, run_id: UUID, actor: Actor, now: datetime) -> Report:
    """Return what became of every row of an import; raises NoSuchFile, JournalUnavailable."""
    organisations.can_move_registers(actor).or_raise()
    run = (
        ImportRun.objects.filter(
            pk=run_id, organisation_id=actor.organisation_id, team_id__in=actor.team_ids
        )
        .order_by("id")
        .first()
    )
    if run is None:
        raise NoSuchFile
    policy.can_move_registers(actor, run.team_id).or_raise()
    decision = access.to_files_of(
        actor=actor,
        team_id=run.team_id,
        action=Action.READ,
        compartments=[Compartment.CASEWORK],
        now=now,
    ).or_raise()
    journal.record_reading(
        action="register.report.read",
        objects=[run.id],
        actor=actor,
        now=now,
        compartment=Compartment.CASEWORK,
        basis=basis_of(decision),
    )
    keyring = keyring_of(actor)
    key = ring.open(subject=run.id, labels=[Compartment.CASEWORK], keyring=keyring).get(
        Compartment.CASEWORK
    )
    rows = ImportedRow.objects.filter(run=run).order_by("number")
    return Report(
        run_id=run.id,
        rows=[_row(row, run.id, key) for row in rows],
        undone=run.undone_at is not None,
        name=_name(run, key),
    )


def _run(run: ImportRun, key: RingKey | None, actor: Actor) -> Run:
    names = {run.worker_id: run.worker.display_name}
    day = short_date(timezone.localdate(run.started_at))
    return Run(
        id=run.id,
        name=_name(run, key),
        when=f"{day}, {clock_time(run.started_at)}",
        by=called(run.worker_id, names, actor),
        created=run.created,
        updated=run.updated,
        unchanged=run.unchanged,
        refused=run.refused,
        undone=run.undone_at is not None,
    )


def _name(run: ImportRun, key: RingKey | None) -> str:
    if key is None:
        return cannot_be_opened()
    try:
        return open_run(bytes(run.box), run_id=run.id, key=key.secret)
    except CannotOpen:
        return cannot_be_opened()


def _row(row: ImportedRow, run_id: UUID, key: RingKey | None) -> ReportRow:
    reference, sentences = "", [cannot_be_opened()]
    try:
        if key is not None:
            written = open_row(bytes(row.box), run_id=run_id, number=row.number, key=key.secret)
            reference, sentences = written.reference, written.sentences
    except CannotOpen:
        pass
    return ReportRow(row.number, RowOutcome(row.outcome), reference, row.case_id, tuple(sentences))
