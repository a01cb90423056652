"""What the machine does by itself: queued when due, and worked through without a failure."""

import pytest
from django.core.management import call_command
from django_tasks_db.models import DBTaskResult

from alongside.cli import schedule

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(
    ("elapsed", "due"),
    [
        (0, {regular.task for regular in schedule.OF_THE_NODE}),
        (schedule.TICK, {one.task for one in schedule.OF_THE_NODE if one.seconds == 60}),
        (300, {one.task for one in schedule.OF_THE_NODE if one.seconds <= 300}),
    ],
)
def test_what_is_due_is_queued(elapsed, due):
    assert set(schedule.queue_due(schedule.OF_THE_NODE, elapsed)) == due
    assert set(DBTaskResult.objects.values_list("task_path", flat=True)) == due


def test_every_regular_task_runs_to_its_end_twice():
    for elapsed in (0, schedule.DAY):
        schedule.queue_due(schedule.OF_THE_NODE, elapsed)
        call_command("db_worker", batch=True, verbosity=0, interval=0, startup_delay=False)
    results = DBTaskResult.objects.values_list("task_path", "status", "traceback")
    assert {path for path, _status, _traceback in results} == {
        regular.task for regular in schedule.OF_THE_NODE
    }
    assert [row for row in results if row[1] != "SUCCESSFUL"] == []
    assert len(results) == 2 * len(schedule.OF_THE_NODE)
