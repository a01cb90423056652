"""One file with the first page of its story, in plaintext: a row, its parts, its tasks, entries."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING

from django.db.models import F
from django.http import Http404
from django.utils import timezone

from alongside.casework import reading, vocabulary
from alongside.casework.contents import KINDS, TIMELINE, Goal, Identity
from alongside.casework.enums import FileKind, TaskKind
from alongside.casework.queries.contact import contact_in
from alongside.casework.queries.heads import (
    ALWAYS,
    TASK_ICONS,
    TASKS_SHOWN,
    File,
    Head,
    NextTask,
    _is_active,
    _rights,
    _want,
)
from alongside.casework.queries.paging import ROWS, moment_place, token
from alongside.casework.queries.rows import phase_chip, warning_chips
from alongside.casework.queries.story import StoryPage, _beginning, _entry
from alongside.casework.reading import Part
from alongside.ui.dates import due_label, long_date
from benchmarks.twin.models import PlainPart, PlainPerson, PlainTask

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime
    from uuid import UUID

    from alongside.core.access import Actor


def story(*, actor: Actor, case_id: UUID, now: datetime, after: str = "") -> StoryPage:
    """Return a page of the story; 404 for what is not there."""
    today = timezone.localdate(now)
    people = PlainPerson.objects.select_related("worker").filter(team_id__in=actor.team_ids)
    person = people.filter(pk=case_id).first()
    if person is None:
        raise Http404
    # What a file's page asks of the case and of who reads it; the twin closes and joins none.
    person.closed_reason = None  # type: ignore[attr-defined]
    way = SimpleNamespace(case=person, actor=actor, today=today)
    file = _file(way, _parts(person, ALWAYS, actor, today))
    found = _parts(person, TIMELINE, actor, today, limit=ROWS + 1, after=after)
    shown, more = found[:ROWS], len(found) > ROWS
    entries = [_entry(part, None, may_write=file.rights.write) for part in shown]
    if not more:
        entries.append(_beginning(way))  # type: ignore[arg-type]
    last = shown[-1] if more else None
    following = token(last.saved_at.isoformat(), last.document_id) if last and last.saved_at else ""
    return StoryPage(file=file, entries=entries, next=following)


def _parts(
    person: PlainPerson,
    kinds: Iterable[str],
    actor: Actor,
    today: date,
    limit: int | None = None,
    after: str = "",
) -> list[Part]:
    rows = PlainPart.objects.filter(person_id=person.pk, kind__in=list(kinds))
    place = moment_place(after)
    if place is not None:
        rows = rows.filter(saved_at__lte=place[0]).exclude(saved_at=place[0], id__gte=place[1])
    found = rows.order_by("-saved_at", "-id").values_list(
        "id", "kind", "version", "author_id", F("author__display_name"), "saved_at", "content"
    )
    return [
        Part(
            kind=kind,
            document_id=key,
            version=version,
            saved_by=reading.called(author_id, {author_id: author}, actor),
            saved_at=saved_at,
            author_id=author_id,
            content=KINDS[kind].model_validate_json(content),
            today=today,
        )
        for key, kind, version, author_id, author, saved_at, content in found[:limit]
    ]


def _file(way: SimpleNamespace, found: list[Part]) -> File:
    parts = {kind: Part(kind=kind) for kind in ALWAYS if kind != Goal.kind_of}
    parts |= {part.kind: part for part in reversed(found) if part.kind != Goal.kind_of}
    goals = [part for part in reversed(found) if part.kind == Goal.kind_of]
    return File(
        id=way.case.pk,
        case=way.case,
        head=_head(way, parts["identity"].content or Identity()),
        contact=contact_in(parts["safe_contact"]),
        tasks=_tasks(way),
        wants=[_want(part) for part in goals if _is_active(part)],
        problems=[],
        parts=parts,
        goals=goals,
        rights=_rights(way),  # type: ignore[arg-type]
    )


def _head(way: SimpleNamespace, identity: Identity) -> Head:
    person: PlainPerson = way.case
    spoken = [identity.language, *identity.other_languages]
    return Head(
        id=str(person.pk),
        reference=person.reference,
        name=identity.called,
        given=bool(identity.called),
        pronoun=identity.pronoun,
        speaks=", ".join(vocabulary.language_name(one) for one in spoken if one),
        interpreter=bool(identity.interpreter),
        worker=reading.called(
            person.worker_id, {person.worker_id: person.worker.display_name}, way.actor
        ),
        since=long_date(person.since),
        phase=phase_chip(person.phase),
        chips=warning_chips(safety_plan=person.safety_plan, do_not_call=person.do_not_call),
        closed="",
        kind=FileKind.PERSON,
    )


def _tasks(way: SimpleNamespace) -> list[NextTask]:
    rows = PlainTask.objects.filter(person_id=way.case.pk).order_by("due_on", "pk")
    return [
        NextTask(
            id=str(task.pk),
            text=task.text,
            hint=task.hint,
            due=due_label(task.due_on, way.today),
            kind=task.kind,
            icon=TASK_ICONS[TaskKind(task.kind)],
            step=task.kind == TaskKind.STEP,
            document_id="",
            case_id=str(way.case.pk),
        )
        for task in rows[:TASKS_SHOWN]
    ]
