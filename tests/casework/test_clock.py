"""The follow-up clock: its days, and that nothing of it is due without her yes."""

from datetime import date

import pytest

from alongside.casework import actions, clock, queries
from alongside.casework.clock import Start
from alongside.casework.contents import Closing, FollowUp, Livelihood, Repatriation, SafeContact
from alongside.casework.enums import TaskState
from alongside.casework.errors import AlreadyClosed, CannotDo, NotAgreed, NotSafe
from alongside.casework.models import Case, Task
from alongside.consent import actions as consent, files
from alongside.consent.enums import Answer, Purpose
from alongside.consent.parties import Recipient
from alongside.core.access import SystemActor
from alongside.core.dates import months_after
from tests.casework.factories import CONFIRMED, LATER, NOW, make_case

pytestmark = pytest.mark.django_db

START = Start("return", date(2026, 3, 3))


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 12, 5), 1, date(2027, 1, 5)),
        (date(2026, 3, 15), 24, date(2028, 3, 15)),
        (date(2026, 3, 15), 0, date(2026, 3, 15)),
    ],
)
def test_months_are_calendar_months(day, months, then):
    assert months_after(day, months) == then


def test_its_six_days():
    assert clock.days(date(2026, 1, 31)) == {
        "1_week": date(2026, 2, 7),
        "1_month": date(2026, 2, 28),
        "3_months": date(2026, 4, 30),
        "6_months": date(2026, 7, 31),
        "12_months": date(2027, 1, 31),
        "24_months": date(2028, 1, 31),
    }


def test_it_counts_from_what_is_recorded_the_latest_first():
    repatriation = Repatriation(home_on=date(2026, 2, 1))
    works = [Livelihood(kind="training", since=date(2026, 3, 1)), Livelihood(kind="placement")]
    assert clock.starts(repatriation, works, date(2026, 2, 20)) == [
        Start("placement", date(2026, 3, 1)),
        Start("closing", date(2026, 2, 20)),
        Start("return", date(2026, 2, 1)),
    ]
    assert clock.starts(None, [], None) == []


@pytest.mark.parametrize(
    ("planned_on", "today", "then"),
    [
        (date(2026, 3, 10), date(2026, 3, 10), date(2026, 4, 3)),
        (date(2026, 3, 10), date(2026, 4, 5), date(2026, 6, 3)),
        (date(2028, 3, 3), date(2028, 3, 3), None),
    ],
)
def test_the_day_after_one_of_it(planned_on, today, then):
    planned = FollowUp(planned_on=planned_on, mark="1_week", counted_from=START.day)
    assert clock.next_day(planned, today) == then
    assert clock.next_day(FollowUp(planned_on=planned_on), today) is None


@pytest.fixture
def me(world):
    return world.caseworker.actor


@pytest.fixture
def made(me):
    return make_case(me, "Mira", CONFIRMED)


@pytest.fixture
def asked(me, made):
    return {"case_id": made.id, "actor": me, "now": LATER}


def answer(me, case_id, said, **more):
    case = files.find(actor=me, case_id=case_id, now=NOW).case
    return consent.record_agreement(
        case=case,
        purpose=Purpose.LONG_FOLLOW_UP,
        recipient=more.pop("recipient", Recipient.team(case.team_id)),
        answer=said,
        actor=me,
        now=more.pop("now", NOW),
        **more,
    )


def plan(asked, start=START, **changes):
    planned = {"planned": clock.days(start.day), "how": "visit"} | changes
    return actions.plan_clock(start=start, **planned, **asked)


def states(kind="later"):
    rows = Task.objects.filter(kind=kind).order_by("due_on").values_list("due_on", "state")
    return [(day.isoformat(), state) for day, state in rows]


class TestHerYes:
    def test_without_it_nothing_is_planned(self, asked):
        with pytest.raises(NotAgreed):
            plan(asked)
        assert Task.objects.count() == 0

    def test_a_yes_to_another_team_is_none(self, world, me, made, asked):
        legal = Recipient.team(world.teams["legal"].id)
        answer(me, made.id, Answer.YES, recipient=legal, compartments=["identity"])
        with pytest.raises(NotAgreed):
            plan(asked)

    def test_it_lasts_three_years_unless_she_says_another_day(self, me, made, asked):
        assert answer(me, made.id, Answer.YES).expires_on == date(2029, 3, 1)

    def test_no_day_lies_after_its_end(self, me, made, asked):
        answer(me, made.id, Answer.YES, expires_on=date(2026, 6, 3))
        with pytest.raises(CannotDo, match="Her yes ends on 3 June 2026"):
            plan(asked)
        few = {mark: clock.day_of(mark, START.day) for mark in ("1_week", "1_month", "3_months")}
        assert len(plan(asked, planned=few)) == 3
        with pytest.raises(CannotDo):
            plan(asked, planned={})

    def test_when_she_says_stop_nothing_of_it_is_due_and_after_a_yes_again(self, me, made, asked):
        record = answer(me, made.id, Answer.YES)
        plan(asked)
        actions.plan_task(text="Her papers", due_on=date(2026, 5, 1), **asked)
        assert Case.objects.get().next_due_on == date(2026, 3, 10)
        case = files.find(actor=me, case_id=made.id, now=NOW).case
        consent.withdraw(case=case, record_id=record.id, actor=me, now=LATER)
        assert {state for _day, state in states()} == {TaskState.SET_ASIDE}
        [row] = queries.case_list(actor=me, filters=queries.Filters(), now=LATER).rows
        assert (row.next, row.due.text) == ("Her papers", "1 May")
        page = queries.services(actor=me, case_id=made.id, now=LATER)
        assert (page.is_agreed, len(page.follow_ups)) == (False, 6)
        answer(me, made.id, Answer.YES, now=LATER)
        assert {state for _day, state in states()} == {TaskState.OPEN}
        assert Case.objects.get().next_due_on == date(2026, 3, 10)

    def test_when_it_ends_by_itself_nothing_of_it_is_due(self, me, made, asked):
        answer(me, made.id, Answer.YES, expires_on=date(2026, 3, 20))
        plan(asked, planned={"1_week": date(2026, 3, 10)})
        actions.plan_task(text="Her papers", due_on=date(2026, 5, 1), **asked)
        later = LATER.replace(month=3, day=21)
        consent.expire_due(actor=SystemActor(reason="expiry"), now=later)
        assert states() == [("2026-03-10", TaskState.SET_ASIDE)]
        assert Case.objects.get().next_due_on == date(2026, 5, 1)

    def test_a_day_is_not_moved_beyond_it(self, me, made, asked):
        answer(me, made.id, Answer.YES, expires_on=date(2026, 6, 3))
        [saved] = plan(asked, planned={"1_week": date(2026, 3, 10)})
        moved = queries.part(
            kind="follow_up", document_id=saved.document_id, **asked
        ).part.content.model_copy(update={"planned_on": date(2026, 6, 4)})
        where = {"document_id": saved.document_id, "base_version": 1}
        with pytest.raises(CannotDo):
            actions.plan_follow_up(follow_up=moved, **where, **asked)
        assert states() == [("2026-03-10", TaskState.OPEN)]


class TestPlanning:
    @pytest.fixture(autouse=True)
    def agreed(self, me, made):
        answer(me, made.id, Answer.YES)

    @pytest.mark.parametrize(
        ("contact", "how"),
        [
            (SafeContact(channel="whatsapp"), "visit"),
            (SafeContact(channel="friend", never=["visit"], checked=True), "visit"),
            (SafeContact(channel="she_calls", checked=True), "call"),
        ],
    )
    def test_no_day_is_planned_in_a_way_that_is_not_safe(self, me, contact, how):
        made = make_case(me, "Mira", contact)
        answer(me, made.id, Answer.YES)
        asked = {"case_id": made.id, "actor": me, "now": LATER}
        with pytest.raises(NotSafe):
            plan(asked, how=how)
        assert states() == []
        plan(asked, how="she_calls")
        assert len(states()) == 6

    def test_each_day_is_due(self, me, asked):
        plan(asked)
        assert states() == [
            (day, TaskState.OPEN)
            for day in (
                "2026-03-10",
                "2026-04-03",
                "2026-06-03",
                "2026-09-03",
                "2027-03-03",
                "2028-03-03",
            )
        ]
        [first, *_rest] = queries.open_file(**asked).tasks
        assert (first.text, first.hint, first.place) == (
            "Visit her",
            "After 1 week",
            "services/",
        )

    def test_another_one_takes_the_place_of_what_was_still_planned(self, asked):
        [first] = plan(asked, planned={"1_week": date(2026, 3, 10)})
        actions.record_follow_up(
            document_id=first.document_id,
            done_on=LATER.date(),
            reached=None,
            answered="lost",
            outcome="",
            **asked,
        )
        plan(asked, planned={"1_month": date(2026, 4, 3)})
        plan(asked, Start("placement", date(2026, 3, 3)), planned={"3_months": date(2026, 6, 3)})
        assert states() == [
            ("2026-03-10", TaskState.DONE),
            ("2026-04-03", TaskState.SET_ASIDE),
            ("2026-06-03", TaskState.OPEN),
        ]
        shown = queries.her_way(**asked).clock
        assert [(one.mark, one.done, one.is_open) for one in shown] == [
            ("After 1 week", True, False),
            ("After 3 months", False, True),
        ]
        [planned] = queries.follow_up_clock(**asked).planned
        assert planned.when == "3 June 2026"

    def test_it_goes_on_after_the_file_is_closed(self, me, made, asked):
        actions.plan_task(text="Her papers", due_on=date(2026, 5, 1), **asked)
        [first, _second] = plan(
            asked, planned={"1_week": date(2026, 3, 10), "1_month": date(2026, 4, 3)}
        )
        plain = actions.plan_follow_up(follow_up=FollowUp(), **asked)
        actions.close(closing=Closing(reason="goals_reached"), **asked)
        assert states("task") == [("2026-05-01", TaskState.SET_ASIDE)]
        assert [state for _day, state in states()] == [TaskState.OPEN, TaskState.OPEN]
        assert Case.objects.get().next_due_on == date(2026, 3, 10)
        came = {"done_on": LATER.date(), "reached": True, "outcome": "She is well"}
        actions.record_follow_up(document_id=first.document_id, **came, **asked)
        assert Case.objects.get().next_due_on == date(2026, 4, 3)
        assert Case.objects.get().phase == "closed"
        with pytest.raises(AlreadyClosed):
            actions.record_follow_up(document_id=plain.document_id, **came, **asked)
        start = Start("closing", LATER.date())
        assert len(plan(asked, start, planned={"6_months": date(2026, 9, 3)})) == 1

    def test_a_closed_file_without_her_yes_has_nothing_due(self, me, made, asked):
        plan(asked)
        answer(me, made.id, Answer.NO, now=LATER)
        actions.close(closing=Closing(reason="goals_reached"), **asked)
        actions.reopen(why="x", **asked)
        assert {state for _day, state in states()} == {TaskState.SET_ASIDE}


class TestRecording:
    @pytest.fixture(autouse=True)
    def agreed(self, me, made):
        answer(me, made.id, Answer.YES)

    @pytest.mark.parametrize(
        ("answered", "reached", "chip"),
        [
            ("herself", True, None),
            ("somebody", False, "Somebody else answered"),
            ("nobody", False, "Nobody answered"),
            ("lost", False, "We lost contact"),
            ("", None, None),
        ],
    )
    def test_who_answered(self, asked, answered, reached, chip):
        [saved] = plan(asked, planned={"1_week": date(2026, 3, 10)})
        actions.record_follow_up(
            document_id=saved.document_id,
            done_on=LATER.date(),
            reached=None,
            answered=answered,
            via="friend",
            needs=["doctor", "talk"],
            outcome="x",
            **asked,
        )
        [view] = queries.services(**asked).follow_ups
        assert (view.reached, view.chip and view.chip.text) == (reached, chip)
        assert view.needs == "A doctor, someone to talk to"

    @pytest.mark.parametrize(
        ("reached", "said"), [(True, "herself"), (False, "nobody"), (None, "")]
    )
    def test_what_was_written_before_there_was_a_clock_still_reads(self, reached, said):
        before = {
            "schema_version": 1,
            "taken_back": False,
            "planned_on": "2026-01-02",
            "how": "call",
            "text": "",
            "done_on": "2026-01-02",
            "reached": reached,
            "outcome": "",
        }
        assert FollowUp.model_validate(before).who_answered == said

    def test_the_next_day_is_suggested_unless_one_is_planned(self, asked):
        [first] = plan(asked, planned={"1_week": date(2026, 3, 10)})
        page = queries.in_touch(document_id=first.document_id, **asked)
        assert (page.planned, page.suggested) == (None, date(2026, 4, 3))
        actions.plan_follow_up(follow_up=FollowUp(planned_on=date(2026, 3, 20)), **asked)
        page = queries.in_touch(document_id=first.document_id, **asked)
        assert (page.planned, page.suggested) == (date(2026, 3, 20), None)
