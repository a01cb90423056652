"""A colleague leaves: what lies under the team's old keys moves to the new ones."""

from datetime import date

import pytest
from django.db.models import QuerySet

from alongside.casework import actions, queries
from alongside.casework.contents import Goal, Note, SafeContact, Step
from alongside.casework.models import Case, SearchSegment, Task
from alongside.organisations.actions import members, rekeying
from alongside.organisations.models import Rekeying
from tests.casework.factories import LATER, fresh, make_case

pytestmark = pytest.mark.django_db


def part_with(world, person):
    """Let somebody leave, and renew the keys of her teams to the end."""
    coordinator = world.coordinator
    begun = members.part_with(user_id=person.user.id, actor=coordinator.actor, now=LATER)
    assert begun != []
    for one in begun:
        done = one
        while done.finished_at is None:
            done = rekeying.step(rekeying_id=one.id, actor=fresh(coordinator), now=LATER, limit=2)


@pytest.fixture
def after(world):
    """Return the world after a colleague left it, with the keys renewed."""
    me = world.caseworker.actor
    goal = Goal(words="x", steps=[Step(text="Ask the lawyer", due_on=date(2026, 3, 4))])
    for name in ("Mira", "Lan", "Rina"):
        make_case(me, name, goal, language="bn")
    return world


def epochs():
    return (
        set(Case.objects.values_list("summary_epoch", flat=True)),
        set(Task.objects.values_list("epoch", flat=True)),
        set(SearchSegment.objects.values_list("epoch", flat=True)),
    )


def test_lists_tasks_and_search_open_under_the_new_keys(after):
    assert epochs() == ({1}, {1}, {1})
    part_with(after, after.colleague)
    assert epochs() == ({2}, {2}, {2})
    actor = fresh(after.caseworker)
    rows = queries.case_list(actor=actor, filters=queries.Filters(), now=LATER).rows
    assert sorted(row.name for row in rows) == ["Lan", "Mira", "Rina"]
    assert {row.next for row in rows} == {"Ask the lawyer"}
    assert [row.name for row in queries.find(actor=actor, text="Mira", now=LATER).rows] == ["Mira"]
    today = queries.today(actor=actor, now=LATER)
    assert ([task.text for task in today.due], today.problem) == (["Ask the lawyer"] * 3, "")


def test_what_does_not_open_does_not_stop_the_renewal(after):
    first = Case.objects.order_by("id").first()
    QuerySet(Case).filter(pk=first.pk).update(summary=b"x1" + bytes(90))
    QuerySet(Task).filter(case=first).update(box=b"x1" + bytes(90))
    QuerySet(SearchSegment).update(box=b"x1" + bytes(90))
    part_with(after, after.colleague)
    assert Rekeying.objects.filter(finished_at=None).count() == 0
    actor = fresh(after.caseworker)
    rows = queries.case_list(actor=actor, filters=queries.Filters(), now=LATER).rows
    problem = "This part could not be opened."
    assert sorted(row.problem for row in rows) == ["", "", problem]
    tasks = queries.today(actor=actor, now=LATER).due
    assert sorted(task.text for task in tasks) == ["Ask the lawyer", "Ask the lawyer", problem]
    note = Note(text="x")
    actions.save_part(
        case_id=first.id,
        content=SafeContact(never=["call"]),
        base_version=None,
        actor=actor,
        now=LATER,
    )
    actions.add_note(case_id=first.id, note=note, actor=actor, now=LATER)
    rows = queries.case_list(actor=actor, filters=queries.Filters(), now=LATER).rows
    assert sorted(row.name for row in rows) == ["Lan", "Mira", "Rina"]
