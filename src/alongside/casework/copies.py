"""The content of copies that leave, piece by piece: a file, everybody of a team, incidents."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef
from django.template.loader import render_to_string
from django.utils.translation import get_language

from alongside.audit import journal
from alongside.casework import access, reading, sheets
from alongside.casework.access import COMPARTMENTS
from alongside.casework.contents import ABOUT_THE_FILE, KINDS, Assessment, Incident, OwnColumns
from alongside.casework.enums import FileKind
from alongside.casework.exchange import left_over, row_of
from alongside.casework.exchange.fields import CLOSING_WORDS, COMMENT, NAMES, PLACES, STATUS
from alongside.casework.exchange.rows import OURS, REFERENCE, imported_fields
from alongside.casework.models import Case, RegisterLine
from alongside.casework.reading import content_of
from alongside.casework.register.htcds import FIELDS, OTHER
from alongside.casework.register.writing import csv_chunks, csv_table, write_xlsx, xlsx_table
from alongside.casework.violence import recorder, telling
from alongside.casework.vocabulary import fields as words
from alongside.consent import queries as consents
from alongside.consent.enums import Action, Purpose
from alongside.consent.gate import basis_of, keyring_of
from alongside.core.dates import ApproximateDate
from alongside.ui.dates import approximate, long_date
from alongside.vault import documents, hashing, ring
from alongside.vault.compartments import Compartment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import datetime
    from uuid import UUID

    from django.db.models import QuerySet

    from alongside.casework.access import Way
    from alongside.casework.contents import Content
    from alongside.casework.reading import Part
    from alongside.casework.register.cells import WrittenCell
    from alongside.casework.register.record import RegisterRow
    from alongside.core.access import Actor

AT_ONCE = 100
# Hexadecimal digits: 48 bits tell a year of any organisation's incidents apart.
CODE_LENGTH = 12
# In the order a reader wants them.
ORDER = list(KINDS)


def of_file(way: Way, format: str) -> Iterator[bytes]:  # noqa: A002  as the page calls it
    """Open everything of a file and return it as readable HTML or as JSON."""
    keys = way.keys()
    opened = documents.open_documents(subject=way.case.id, keys=keys)
    found = reading.parts(opened, actor=way.actor, today=way.today)
    found = [part for part in found if part.kind not in ABOUT_THE_FILE]
    parts = [part for part in found if not part.is_taken_back]
    broken = [part for part in parts if part.problem]
    if broken:
        compartments = [KINDS[part.kind].compartment for part in broken]
        way.could_not_open(compartments, *(part.document_id for part in broken if part.document_id))
    parts.sort(key=lambda part: ORDER.index(part.kind))
    return iter([_json(way.case, parts) if format == "json" else _html(way, parts)])


def of_register(
    *,
    team_id: UUID,
    format: str,  # noqa: A002  as the page calls it
    actor: Actor,
    now: datetime,
) -> Iterator[bytes]:
    """Open everybody of a team, a hundred at a time, and return them as a table, in pieces."""
    names, own = _columns(team_id, actor)
    rows = _rows(team_id, actor, now)
    if format == "csv":
        return csv_chunks(rows, names, own=own)
    return _workbook(rows, names, own)


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


def _json(case: Case, parts: Iterable[Part]) -> bytes:
    found = {
        "reference": case.reference,
        "opened_on": case.opened_on,
        "closed_on": case.closed_on,
        "phase": case.phase,
        "parts": [
            {
                "kind": part.kind,
                "version": part.version,
                "saved_at": part.saved_at,
                "saved_by": part.saved_by,
                "content": part.content.model_dump(mode="json") if part.content else None,
                "problem": part.problem,
            }
            for part in parts
        ],
    }
    return json.dumps(found, ensure_ascii=False, indent=2, default=str).encode()


def _html(way: Way, parts: Iterable[Part]) -> bytes:
    sections = [
        {
            "title": str(words.KIND_TITLES[part.kind]),
            "saved": f"{part.saved} · {part.saved_by}",
            "lines": _lines(part, way),
            "problem": part.problem,
        }
        for part in parts
    ]
    context = {
        "reference": way.case.reference,
        "opened": long_date(way.case.opened_on),
        "sections": sections,
        "language": get_language() or "en",
    }
    return render_to_string("casework/exported_file.html", context).encode()


def _lines(part: Part, way: Way) -> list[tuple[str, str]]:
    content = part.content
    if content is None:
        return []
    if isinstance(content, OwnColumns):
        # What has a place of its own in the file is told there.
        beside = left_over(imported_fields(content))
        fields = {_title(name): _one_line(value) for name, value in beside.items()}
        content = content.model_copy(update={"own": content.own | fields, "fields": {}})
    if isinstance(content, Assessment):
        return _answered(content, way)
    if isinstance(content, Incident):
        return [*telling.lines(content), *words.lines(part.kind, content)]
    return words.lines(part.kind, content)


def _answered(content: Assessment, way: Way) -> list[tuple[str, str]]:
    """Return what was asked, in the words of the form, and what was answered."""
    form = sheets.form_of(content, way.actor)
    told = sheets.told_of(content, form, way.now)
    lines = [(line.words, line.answer) for section in told for line in section.lines]
    return [(content.title, long_date(content.answered_on) if content.answered_on else ""), *lines]


def _title(name: str) -> str:
    field = FIELDS.get(name.removeprefix(OTHER))
    return field.label if field else name


def _one_line(value: Any) -> str:
    if isinstance(value, ApproximateDate):
        return approximate(value)
    return "; ".join(value) if isinstance(value, tuple) else str(value)


def _columns(team_id: UUID, actor: Actor) -> tuple[list[str], list[str]]:
    """Return the columns that the rows need: those of our fields, and what imports brought."""
    used = {*NAMES, *PLACES, STATUS, CLOSING_WORDS, COMMENT}
    own: dict[str, None] = dict.fromkeys([REFERENCE, *OURS])
    for cases in _cases(team_id):
        keys = _keys(cases, OwnColumns.compartment, actor)
        for case in cases:
            kept = _contents(case, keys.get(case.id, {}), [OwnColumns.kind_of])
            for one in kept:
                if isinstance(one, OwnColumns):
                    used |= {name for name in imported_fields(one) if name in FIELDS}
                    own |= dict.fromkeys(one.own)
    return [name for name in FIELDS if name in used], list(own)


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
        for case in cases:
            yield row_of(case, _contents(case, keys.get(case.id, {}), list(KINDS)))


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
    return _batches(Case.objects.filter(team_id=team_id).exclude(kind=FileKind.INCIDENT))


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


def _workbook(rows: Iterable[RegisterRow], names: list[str], own: list[str]) -> Iterator[bytes]:
    return _written(lambda out: write_xlsx(rows, names, out, own=own))


def _written(write: Callable[[io.BytesIO], None]) -> Iterator[bytes]:
    # A workbook is a ZIP file and is written whole; it is compressed, and only ever in memory.
    out = io.BytesIO()
    write(out)
    yield out.getvalue()
