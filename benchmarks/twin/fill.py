"""Fill the twin with the same people as the sealed home."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

from django.core.management import call_command
from django.db import connection, transaction

from alongside.casework.contents import Goal, Identity
from alongside.casework.summaries import Summary
from benchmarks.twin.models import PlainPart, PlainPerson, PlainRequest, PlainTask
from benchmarks.world import inbox
from benchmarks.world.contents import deep_file, short_file
from benchmarks.world.founding import World
from benchmarks.world.people import TODAY, Person, person
from benchmarks.world.sealing import NOW

AT_ONCE = 1000


def main(count: str) -> None:
    """Fill the home up to so many people; goes on from what is there."""
    call_command("migrate", run_syncdb=True, verbosity=0, interactive=False)
    world, last = World.read(), int(count)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=OFF")
    if not PlainPerson.objects.exists():
        _deep_file(world)
    for start in range(PlainPerson.objects.count() - 1, last, AT_ONCE):
        numbers = range(start, min(start + AT_ONCE, last))
        with transaction.atomic():
            _people(world, [person(number) for number in numbers])
            _requests(world, numbers)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _people(world: World, people: list[Person]) -> None:
    rows, parts = [], []
    for one in people:
        contents = short_file(one)
        worker_id = UUID(world.workers[one.worker])
        head = Summary().with_contents(contents)
        rows.append(
            PlainPerson(
                id=one.case_id,
                organisation_id=UUID(world.organisation),
                team_id=UUID(world.team),
                worker_id=worker_id,
                reference=one.reference,
                phase=one.phase,
                opened_on=one.opened_on,
                closed_on=one.closed_on,
                next_due_on=one.due_on,
                since=one.opened_on,
                called=head.called,
                route=head.route,
                next=one.next,
                needs=list(head.needs),
                safety_plan=head.safety_plan,
                do_not_call=head.do_not_call,
            )
        )
        parts += [
            PlainPart(
                id=uuid4(),
                person_id=one.case_id,
                kind=content.kind_of,
                author_id=worker_id,
                saved_at=NOW,
                content=content.model_dump_json(),
            )
            for content in contents
        ]
    PlainPerson.objects.bulk_create(rows)
    PlainPart.objects.bulk_create(parts)
    PlainTask.objects.bulk_create(
        PlainTask(person_id=one.case_id, kind="task", due_on=one.due_on, text=one.next)
        for one in people
        if one.due_on
    )


def _requests(world: World, numbers: range) -> None:
    PlainRequest.objects.bulk_create(
        PlainRequest(
            id=one.id,
            organisation_id=UUID(world.organisation),
            other_id=UUID(world.partner),
            state=one.state,
            urgency=one.urgency,
            created_at=one.created_at,
            waiting=not one.is_open,
            called=one.called if one.is_open else "",
            asked=inbox.ASKED if one.is_open else "",
        )
        for one in map(inbox.request, numbers)
    )


def _deep_file(world: World) -> None:
    """Write the long file under the id it has in the sealed home."""
    contents, worker_id = deep_file(), UUID(world.workers[0])
    called = next(one.called for one in contents if isinstance(one, Identity))
    deep = PlainPerson.objects.create(
        id=UUID(world.deep_file),
        organisation_id=UUID(world.organisation),
        team_id=UUID(world.team),
        worker_id=worker_id,
        reference="AL-DEEP2",
        phase="services",
        opened_on=TODAY,
        since=TODAY,
        called=called,
        safety_plan=True,
        do_not_call=True,
    )
    PlainPart.objects.bulk_create(
        PlainPart(
            id=uuid4(),
            person=deep,
            kind=content.kind_of,
            author_id=worker_id,
            saved_at=NOW - timedelta(minutes=len(contents) - number),
            content=content.model_dump_json(),
        )
        for number, content in enumerate(contents)
    )
    goals = [one for one in contents if isinstance(one, Goal)]
    PlainTask.objects.bulk_create(
        PlainTask(person=deep, kind="step", due_on=step.due_on, text=step.text, hint=goal.words)
        for goal in goals
        for step in goal.steps
        if step.state == "open"
    )
