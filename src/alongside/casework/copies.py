"""The content of registers that leave, piece by piece: everybody of a team, incidents."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef

from alongside.audit import journal
from alongside.casework import access
from alongside.casework.access import COMPARTMENTS
from alongside.casework.contents import KINDS, Incident, OwnColumns
from alongside.casework.enums import FileKind
from alongside.casework.exchange import row_of
from alongside.casework.exchange.fields import CONSENT, ORGANISATION, OWNER
from alongside.casework.exchange.rows import OURS, REFERENCE
from alongside.casework.models import Case, RegisterLine
from alongside.casework.reading import content_of
from alongside.casework.register.htcds import FIELDS
from alongside.casework.register.writing import (
    csv_chunks,
    csv_table,
    standard_csv,
    standard_xlsx,
    write_xlsx,
    xlsx_table,
)
from alongside.casework.violence import recorder
from alongside.consent import queries as consents
from alongside.consent.enums import Action, Purpose
from alongside.consent.gate import basis_of, keyring_of
from alongside.organisations.queries import display_names
from alongside.vault import documents, hashing, ring
from alongside.vault.compartments import Compartment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import datetime
    from uuid import UUID

    from django.db.models import QuerySet

    from alongside.casework.contents import Content
    from alongside.casework.register.cells import WrittenCell
    from alongside.casework.register.record import RegisterRow
    from alongside.core.access import Actor

AT_ONCE = 100
# Hexadecimal digits: 48 bits tell a year of any organisation's incidents apart.
CODE_LENGTH = 12


def of_register(
    *,
    team_id: UUID,
    format: str,  # noqa: A002  as the page calls it
    actor: Actor,
    now: datetime,
) -> Iterator[bytes]:
    """Open everybody of a team, a hundred at a time, and return them as a table, in pieces.

    :param format: csv and xlsx hold own columns too; htcds.csv and htcds.xlsx the standard's alone
    """
    rows = _rows(team_id, actor, now)
    if format == "htcds.csv":
        return standard_csv(rows)
    if format == "htcds.xlsx":
        return _written(lambda out: standard_xlsx(rows, out))
    own = _own_columns(team_id, actor)
    if format == "csv":
        return csv_chunks(rows, tuple(FIELDS), own=own)
    return _written(lambda out: write_xlsx(rows, tuple(FIELDS), out, own=own))


def of_incidents(
    *,
    team_id: UUID,
    format: str,  # noqa: A002  as the page calls it
    actor: Actor,
    now: datetime,
) -> Iterator[bytes]:
    """Return the incidents of those who agree to be counted, in the Incident Recorder's columns.

    A row leaves although it names nobody, so it needs the same yes as figures do.
    """
    rows = _incident_rows(team_id, actor, now)
    if format == "csv":
        return csv_table(rows)
    return _written(lambda out: xlsx_table(rows, out))


def _own_columns(team_id: UUID, actor: Actor) -> list[str]:
    """Return the columns beside the standard's: our fields it has none for, and imported ones."""
    own: dict[str, None] = dict.fromkeys([REFERENCE, *OURS])
    for cases in _cases(team_id):
        keys = _keys(cases, OwnColumns.compartment, actor)
        for case in cases:
            kept = _contents(case, keys.get(case.id, {}), [OwnColumns.kind_of])
            for one in kept:
                if isinstance(one, OwnColumns):
                    own |= dict.fromkeys(one.own)
    return list(own)


def _rows(team_id: UUID, actor: Actor, now: datetime) -> Iterator[RegisterRow]:
    decision = access.to_files_of(
        actor=actor, team_id=team_id, action=Action.READ, compartments=COMPARTMENTS, now=now
    ).or_raise()
    for cases in _cases(team_id):
        journal.record_reading(
            action="register.exported",
            objects=[team_id, *(case.id for case in cases)],
            actor=actor,
            now=now,
            compartment=",".join(sorted(COMPARTMENTS)),
            basis=basis_of(decision),
        )
        keys: dict[UUID, dict[str, Any]] = {}
        for compartment in sorted(COMPARTMENTS):
            for case_id, opened in _keys(cases, compartment, actor).items():
                keys.setdefault(case_id, {}).update(opened)
        ours = _ours(cases, actor, now)
        for case in cases:
            contents = _contents(case, keys.get(case.id, {}), list(KINDS))
            yield row_of(case, contents, ours=ours[case.id])


def _ours(cases: list[Case], actor: Actor, now: datetime) -> dict[UUID, dict[str, Any]]:
    """Return what the node itself knows of each file: who keeps it, and what she said here."""
    said = consents.answers(
        actor=actor, case_ids=[case.id for case in cases], purpose=Purpose.SERVICE, now=now
    )
    workers = {case.worker_id for case in cases if case.worker_id}
    names = display_names(user_ids=workers, actor=actor)
    found: dict[UUID, dict[str, Any]] = {}
    for case in cases:
        worker = names.get(case.worker_id, "") if case.worker_id else ""
        ours = {ORGANISATION: case.organisation.name, OWNER: worker}
        found[case.id] = {name: value for name, value in ours.items() if value}
        if case.id in said:
            found[case.id][CONSENT] = said[case.id]
    return found


def _incident_rows(team_id: UUID, actor: Actor, now: datetime) -> Iterator[Sequence[WrittenCell]]:
    parts = [Compartment.STORY]
    decision = access.to_files_of(
        actor=actor, team_id=team_id, action=Action.READ, compartments=parts, now=now
    ).or_raise()
    yield recorder.COLUMNS
    for cases in _batches(_with_incidents(team_id)):
        counted = _counted(cases, actor, now)
        journal.record_reading(
            action="incidents.exported",
            objects=[team_id, *(case.id for case in counted)],
            actor=actor,
            now=now,
            compartment=Compartment.STORY,
            basis=basis_of(decision),
        )
        keys = _keys(counted, Compartment.STORY, actor)
        for case in counted:
            yield from _cells(case, keys.get(case.id, {}))


def _with_incidents(team_id: UUID) -> QuerySet[Case]:
    lines = RegisterLine.objects.filter(case_id=OuterRef("pk"))
    rows = Case.objects.filter(Exists(lines), team_id=team_id)
    return rows.select_related("organisation").prefetch_related("incidents")


def _counted(cases: Iterable[Case], actor: Actor, now: datetime) -> list[Case]:
    found = {case.id: case for case in cases}
    agreed = consents.agreed(actor=actor, case_ids=found, purpose=Purpose.STATISTICS, now=now)
    return [case for case_id, case in found.items() if case_id in agreed]


def _cells(case: Case, keys: dict[str, Any]) -> Iterator[Sequence[WrittenCell]]:
    workers = {line.document_id: line.worker_id for line in case.incidents.all()}
    for one in documents.open_documents(subject=case.id, keys=keys, kinds=[Incident.kind_of]):
        incident = content_of(one)
        if not isinstance(incident, Incident) or incident.taken_back:
            continue
        worker = workers.get(one.document_id, case.worker_id)
        codes = recorder.Codes(
            incident=_code(one.document_id, "incident"),
            survivor=_code(case.id, "survivor"),
            worker=_code(worker, "colleague"),
            agency=case.organisation.name,
        )
        yield recorder.cells_of(incident, codes)


def _code(thing: UUID | None, purpose: str) -> str:
    return hashing.opaque(str(thing), purpose)[:CODE_LENGTH].upper()


def _cases(team_id: UUID) -> Iterator[list[Case]]:
    """Return people of a team, a hundred at a time: an incident alone is nobody's file."""
    people = Case.objects.filter(team_id=team_id).exclude(kind=FileKind.INCIDENT)
    return _batches(people.select_related("organisation"))


def _batches(every: QuerySet[Case]) -> Iterator[list[Case]]:
    last = None
    while True:
        rows = every.order_by("id")
        if last is not None:
            rows = rows.filter(id__gt=last)
        cases = list(rows[:AT_ONCE])
        if not cases:
            return
        yield cases
        last = cases[-1].id


def _keys(cases: Iterable[Case], compartment: str, actor: Actor) -> dict[UUID, dict[str, Any]]:
    opened = ring.open_many(
        subjects=[case.id for case in cases], label=compartment, keyring=keyring_of(actor)
    )
    return {case_id: {compartment: key} for case_id, key in opened.items()}


def _contents(case: Case, keys: dict[str, Any], kinds: list[str]) -> list[Content]:
    opened = documents.open_documents(subject=case.id, keys=keys, kinds=kinds)
    found = [content for content in map(content_of, opened) if content is not None]
    return [one for one in found if not one.taken_back]


def _written(write: Callable[[io.BytesIO], None]) -> Iterator[bytes]:
    # A workbook is a ZIP file and is written whole; it is compressed, and only ever in memory.
    out = io.BytesIO()
    write(out)
    yield out.getvalue()
