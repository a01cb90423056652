"""Her plan, services, keeping in touch and what is due."""

from datetime import date
from uuid import uuid4

import pytest

from alongside.casework import actions, queries
from alongside.casework.contents import Episode, FollowUp, Goal, Needs, Note, Service, Step
from alongside.casework.enums import Phase
from alongside.casework.errors import NoSuchFile
from alongside.casework.models import Case, Task
from tests.casework.factories import CONFIRMED, LATER, NOW, make_case

pytestmark = pytest.mark.django_db

SOON, LATE = date(2026, 3, 6), date(2026, 3, 1)


@pytest.fixture
def me(world):
    return world.caseworker.actor


@pytest.fixture
def made(me):
    return make_case(me, "Mira", CONFIRMED)


@pytest.fixture
def asked(me, made):
    return {"case_id": made.id, "actor": me, "now": LATER}


def phase():
    return Case.objects.get().phase


class TestPhases:
    def test_they_move_when_facts_are_recorded_and_never_back(self, me, made, asked):
        assert phase() == Phase.NEW
        actions.add_note(note=Note(text="x"), **asked)
        assert phase() == Phase.NEW
        actions.save_part(content=Needs(needs=["doctor"]), base_version=None, **asked)
        assert phase() == Phase.ASSESSMENT
        actions.plan_follow_up(follow_up=FollowUp(planned_on=SOON), **asked)
        assert phase() == Phase.ASSESSMENT
        actions.save_goal(goal=Goal(words="My wages"), **asked)
        assert phase() == Phase.PLAN
        actions.record_service(service=Service(kind="Health"), **asked)
        assert phase() == Phase.SERVICES
        actions.save_part(content=Episode(story="x"), base_version=None, **asked)
        assert phase() == Phase.SERVICES
        actions.plan_follow_up(follow_up=FollowUp(planned_on=SOON), **asked)
        assert phase() == Phase.FOLLOW_UP

    def test_needs_left_blank_are_no_fact(self, asked):
        actions.save_part(content=Needs(), base_version=None, **asked)
        assert phase() == Phase.NEW


class TestHerPlan:
    def steps(self):
        return [
            Step(text="Ask the lawyer", who="us", due_on=SOON),
            Step(text="Tell her sister", who="her"),
            Step(text="Old idea", state="set_aside"),
        ]

    def test_open_steps_are_due_and_ticked_ones_are_not(self, me, made, asked):
        goal = Goal(words="To get my wages", steps=self.steps())
        saved = actions.save_goal(goal=goal, **asked)
        file = queries.open_file(actor=me, case_id=made.id, now=LATER)
        assert [(task.text, task.due.text) for task in file.tasks] == [
            ("Ask the lawyer", "6 Mar"),
            ("Tell her sister", "When she says"),
        ]
        assert [(want.words, want.done, want.total) for want in file.wants] == [
            ("To get my wages", 0, 2)
        ]
        assert Case.objects.get().next_due_on == SOON

        tick = {"goal_id": saved.document_id, "step_id": goal.steps[0].id}
        actions.tick_step(done=True, **tick, **asked)
        page = queries.plan(actor=me, case_id=made.id, now=LATER)
        (view,) = page.goals
        assert (view.done, view.total, view.steps[0].done_on) == (1, 2, "3 March 2026")
        assert [task.text for task in page.file.tasks] == ["Tell her sister"]
        assert Case.objects.get().next_due_on is None

        actions.tick_step(done=False, **tick, **asked)
        assert Case.objects.get().next_due_on == SOON
        assert Task.objects.count() == 2

    def test_steps_that_are_gone_take_their_tasks_along(self, me, made, asked):
        goal = Goal(words="x", steps=self.steps())
        saved = actions.save_goal(goal=goal, **asked)
        fewer = goal.model_copy(update={"steps": goal.steps[1:]})
        where = {"document_id": saved.document_id, "base_version": 1}
        actions.save_goal(goal=fewer, **where, **asked)
        file = queries.open_file(actor=me, case_id=made.id, now=LATER)
        assert [task.text for task in file.tasks] == ["Tell her sister"]

    def test_what_she_set_aside_is_not_due(self, me, made, asked):
        goal = Goal(words="x", steps=self.steps())
        saved = actions.save_goal(goal=goal, **asked)
        aside = goal.model_copy(update={"state": "set_aside"})
        actions.save_goal(goal=aside, document_id=saved.document_id, base_version=1, **asked)
        file = queries.open_file(actor=me, case_id=made.id, now=LATER)
        assert (file.tasks, file.wants) == ([], [])

    def test_a_step_that_is_not_there_is_not_ticked(self, asked):
        saved = actions.save_goal(goal=Goal(words="x"), **asked)
        with pytest.raises(NoSuchFile):
            actions.tick_step(goal_id=saved.document_id, step_id=uuid4(), done=True, **asked)


class TestKeepingInTouch:
    def test_it_is_due_until_it_is_done_and_then_the_next(self, me, made, asked):
        planned = FollowUp(planned_on=SOON, how="visit", text="Bring the papers")
        saved = actions.plan_follow_up(follow_up=planned, **asked)
        (row,) = queries.case_list(actor=me, filters=queries.Filters(), now=LATER).rows
        assert (row.next, row.due.text) == ("Visit her", "6 Mar")
        actions.record_follow_up(
            document_id=saved.document_id,
            done_on=LATER.date(),
            reached=True,
            outcome="She is well",
            next_on=date(2026, 4, 3),
            next_how="call",
            **asked,
        )
        page = queries.services(actor=me, case_id=made.id, now=LATER)
        done = [(one.title, one.done, one.outcome, one.when) for one in page.follow_ups]
        assert sorted(done) == [
            ("Call her", False, "", "3 April 2026"),
            ("Visit her", True, "She is well", "3 March 2026"),
        ]
        assert [task.text for task in page.file.tasks] == ["Call her"]
        assert Case.objects.get().next_due_on == date(2026, 4, 3)


class TestServices:
    def test_they_are_listed_and_changed_as_versions(self, me, made, asked):
        service = Service(kind="x_shelter", given_on=SOON, provider="Safe house", hours="2")
        saved = actions.record_service(service=service, **asked)
        changed = service.model_copy(update={"text": "Two nights"})
        actions.record_service(
            service=changed, document_id=saved.document_id, base_version=1, **asked
        )
        (view,) = queries.services(actor=me, case_id=made.id, now=LATER).services
        assert (view.title, view.text, view.version, view.when) == (
            "A safe place to stay",
            "Two nights",
            2,
            "6 March 2026",
        )


class TestDue:
    def test_today_shows_what_is_late_first_and_a_week_ahead(self, me, made, asked):
        for text, day in [
            ("far", date(2026, 3, 11)),
            ("soon", SOON),
            ("late", LATE),
            ("hers", None),
        ]:
            actions.plan_task(text=text, due_on=day, hint="a line", **asked)
        today = queries.today(actor=me, now=LATER)
        assert [(task.text, task.due.text, task.name) for task in today.due] == [
            ("late", "2 days late", "Mira"),
            ("soon", "6 Mar", "Mira"),
        ]
        assert (today.with_you_words, today.late_words, today.problem) == ("1", "1", "")

    def test_finishing_one_brings_up_the_next(self, me, made, asked):
        first = actions.plan_task(text="Call the clinic", due_on=LATE, **asked)
        actions.plan_task(text="Write to her", due_on=SOON, **asked)
        assert actions.finish_task(task_id=first, actor=me, now=LATER) == made.id
        case = Case.objects.get()
        assert case.next_due_on == SOON
        (row,) = queries.case_list(actor=me, filters=queries.Filters(), now=LATER).rows
        assert row.next == "Write to her"
        with pytest.raises(NoSuchFile):
            actions.finish_task(task_id=first, actor=me, now=LATER)

    def test_finishing_a_step_ticks_it(self, me, made, asked):
        actions.save_goal(goal=Goal(words="x", steps=[Step(text="Ask", due_on=SOON)]), **asked)
        actions.finish_task(task_id=Task.objects.get().id, actor=me, now=LATER)
        (view,) = queries.plan(actor=me, case_id=made.id, now=LATER).goals
        assert (view.done, view.total) == (1, 1)

    def test_counting_stops_at_a_hundred(self, me, made):
        tasks = [
            Task(
                case_id=made.id,
                team_id=next(iter(me.team_ids)),
                worker_id=me.user_id,
                kind="task",
                due_on=LATE,
                box=b"",
                epoch=1,
            )
            for _ in range(105)
        ]
        Task.objects.bulk_create(tasks)
        today = queries.today(actor=me, now=NOW)
        assert (today.late_count, today.late_words, len(today.due)) == (101, "100+", 50)
        assert {task.text for task in today.due} == {"This part could not be opened."}
        assert today.problem == "This part could not be opened."
