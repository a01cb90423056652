"""Joining two files about one person: what stands, what is read together, what is refused."""

from datetime import date
from uuid import UUID

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from alongside.casework import actions, queries
from alongside.casework.contents import (
    Closing,
    FollowUp,
    Identity,
    Note,
    SafetyPlan,
    Whereabouts,
)
from alongside.casework.errors import CannotDo, HeldByAnother, NoSuchFile, NotSafe
from alongside.casework.joining import Undecided
from alongside.vault.models import Key, SealedDocument
from tests.casework.factories import LATER, fresh, make_case
from tests.casework.joined import (
    CHOSEN,
    NUMBER,
    OTHER_NUMBER,
    SOON,
    beside,
    boxes_of,
    file_of,
    found,
    join,
    parts_of,
    row_of,
    tasks_of,
    two_files,
)
from tests.organisations.factories import make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world()


@pytest.fixture
def two(world):
    return two_files(world)


class TestSideBySide:
    def test_it_shows_what_differs_and_chooses_nothing(self, world, two):
        shown = beside(world.caseworker, *two)
        asked = [(one.key, one.is_open) for part in shown.parts for one in part.differing]
        assert asked == [
            ("identity.called", True),
            ("identity.language", False),
            ("identity.papers_name", False),
            ("safe_contact.channel", True),
            ("safe_contact.hours", False),
            ("safe_contact.never", False),
            ("whereabouts.place", False),
        ]
        assert not shown.is_held_back

    def test_what_nobody_chose_is_asked_again_and_nothing_is_written(self, world, two):
        before = SealedDocument.objects.count()
        with pytest.raises(Undecided) as asked:
            actions.join(
                case_id=two[0].id,
                other_id=two[1].id,
                choices={"identity.called": "both", "safe_contact.channel": ""},
                seen=beside(world.caseworker, *two).seen,
                actor=fresh(world.caseworker),
                now=LATER,
            )
        # Two names cannot both be the one she is called by.
        assert asked.value.fields == {"identity.called"}
        assert SealedDocument.objects.count() == before
        assert row_of(two[1])["closed_on"] is None


class TestJoining:
    def test_what_was_chosen_stands_and_what_only_one_says(self, world, two):
        join(world.caseworker, *two)
        assert parts_of(world.caseworker, two[0]) == {
            "identity": Identity(called="Mira", papers_name="Salma Akter", language="bn"),
            # A mixture of two ways to reach her is one she has not confirmed.
            "safe_contact": OTHER_NUMBER,
            "whereabouts": Whereabouts(place="Khulna"),
            "safety_plan": None,
        }

    def test_a_mixture_of_two_ways_to_reach_her_was_not_confirmed(self, world, two):
        join(world.caseworker, *two, safe_contact__channel="first")
        contact = parts_of(world.caseworker, two[0])["safe_contact"]
        assert (contact.channel, contact.hours, contact.checked) == ("call", "evenings", False)

    def test_lists_can_both_stand(self, world):
        me = world.caseworker
        first = make_case(fresh(me), "Mira", NUMBER, other_names=["Salma"])
        second = make_case(fresh(me), "Mira", NUMBER, other_names=["Lata", "Salma"])
        join(me, first, second, identity__other_names="both")
        assert parts_of(me, first)["identity"].other_names == ["Salma", "Lata"]

    def test_the_second_is_closed_and_nothing_of_it_moves(self, world, two):
        before = boxes_of(two[1])
        keys, tasks = Key.objects.filter(subject=two[1].id).count(), tasks_of(two[1])
        join(world.caseworker, *two)
        row = row_of(two[1])
        assert (row["phase"], row["closed_reason"]) == ("closed", "joined")
        after = boxes_of(two[1])
        assert (after & before, len(after - before)) == (before, 1)
        assert (Key.objects.filter(subject=two[1].id).count(), tasks_of(two[1])) == (keys, tasks)

    def test_one_story_tells_both_and_what_is_due_stands_together(self, world, two):
        me = world.caseworker
        actions.add_note(case_id=two[0].id, note=Note(text="she rang"), actor=fresh(me), now=LATER)
        join(me, *two)
        page = queries.story(actor=fresh(me), case_id=two[0].id, now=SOON)
        told = [(entry.kind, entry.held) for entry in page.entries]
        assert sorted(told) == sorted(
            [
                ("note", ""),
                ("opened", ""),
                ("note", two[1].reference),
                ("service", two[1].reference),
                ("follow_up", two[1].reference),
            ]
        )
        assert {(task.kind, task.case_id) for task in page.file.tasks} == {
            ("step", str(two[1].id)),
            ("follow_up", str(two[1].id)),
        }

    def test_either_number_and_any_name_finds_the_first(self, world, two):
        join(world.caseworker, *two)
        for text in (two[0].reference, two[1].reference, "Mira", "Mira Das", "01712345678"):
            assert found(world.caseworker, text) == [two[0].reference], text
        # It is found by them also after who she is was saved again.
        actions.save_part(
            case_id=two[0].id,
            content=Identity(called="Mira"),
            base_version=2,
            actor=fresh(world.caseworker),
            now=SOON,
        )
        for text in (two[1].reference, "Mira Das"):
            assert found(world.caseworker, text) == [two[0].reference], text

    def test_what_was_begun_in_the_second_is_finished_there(self, world, two):
        me = world.caseworker
        join(me, *two)
        about = {"case_id": two[1].id, "actor": fresh(me), "now": SOON}
        goal = queries.plan(**about).goals[0]
        step = goal.steps[0]
        actions.tick_step(goal_id=UUID(goal.id), step_id=UUID(step.id), done=True, **about)
        assert [one[2] for one in tasks_of(two[1]) if one[1] == "step"] == ["done"]
        with pytest.raises(HeldByAnother):
            actions.save_part(content=Identity(called="Lan"), base_version=1, **about)
        with pytest.raises(HeldByAnother):
            actions.reopen(why="a mistake", **about)

    def test_how_to_reach_her_is_asked_of_the_first(self, world, two):
        me = world.caseworker
        join(me, *two)
        never = OTHER_NUMBER.model_copy(update={"never": ["family", "message"], "channel": "call"})
        actions.save_part(
            case_id=two[0].id, content=never, base_version=2, actor=fresh(me), now=SOON
        )
        with pytest.raises(NotSafe):
            actions.plan_follow_up(
                case_id=two[1].id,
                follow_up=FollowUp(planned_on=date(2026, 3, 20), how="message"),
                actor=fresh(me),
                now=SOON,
            )
        first, second = (file_of(me, one).contact for one in two)
        assert (first.lines, first.never) == (second.lines, second.never)
        assert len(second.never) == 2

    def test_closing_and_handing_over_go_for_both(self, world, two):
        me = world.caseworker
        join(me, *two)
        to = world.colleague.user.pk
        actions.hand_over(case_id=two[0].id, to=to, actor=fresh(me), now=SOON)
        assert {row_of(one)["worker"] for one in two} == {to}
        assert {task[4] for task in tasks_of(two[1])} == {to}
        actions.close(case_id=two[0].id, closing=Closing(reason="moved"), actor=fresh(me), now=SOON)
        assert {task[2] for task in tasks_of(two[1])} == {"set_aside"}
        actions.reopen(case_id=two[0].id, why="she is back", actor=fresh(me), now=SOON)
        assert {task[2] for task in tasks_of(two[1])} == {"open"}
        assert row_of(two[1])["closed_reason"] == "joined"


class TestRefusals:
    def refused(self, person, first, second, said):
        with pytest.raises(CannotDo, match=said):
            actions.join(
                case_id=first.id,
                other_id=second.id,
                choices={},
                seen="",
                actor=fresh(person),
                now=LATER,
            )

    def test_what_cannot_be_joined(self, world, two):
        me = world.caseworker
        self.refused(me, two[0], two[0], "same file")
        third = make_case(fresh(me), "Lan")
        document_id = join(me, *two)
        assert document_id
        self.refused(me, third, two[1], "joined with one already")
        self.refused(me, two[1], third, "closed")
        self.refused(me, third, two[0], "holds one already")

    def test_somebody_wrote_meanwhile(self, world, two):
        me = world.caseworker
        seen = beside(me, *two).seen
        actions.save_part(
            case_id=two[1].id,
            content=SafetyPlan(dangers="a car"),
            base_version=None,
            actor=fresh(world.colleague),
            now=LATER,
        )
        with pytest.raises(CannotDo, match="meanwhile"):
            actions.join(
                case_id=two[0].id,
                other_id=two[1].id,
                choices=CHOSEN,
                seen=seen,
                actor=fresh(me),
                now=LATER,
            )

    def test_a_stranger_and_a_researcher(self, world, two):
        stranger = make_world().caseworker
        hers = make_case(fresh(stranger), "Mira")
        for person, pair in (
            (stranger, two),
            (stranger, (hers, two[1])),
            (stranger, (two[0], hers)),
        ):
            with pytest.raises(NoSuchFile):
                beside(person, *pair)
            with pytest.raises(NoSuchFile):
                actions.join(
                    case_id=pair[0].id,
                    other_id=pair[1].id,
                    choices={},
                    seen="",
                    actor=fresh(stranger),
                    now=LATER,
                )
        with pytest.raises(PermissionDenied):
            beside(world.researcher, *two)

    def test_when_the_journal_fails_nothing_is_joined(self, world, two, monkeypatch):
        seen = beside(world.caseworker, *two).seen
        before = (SealedDocument.objects.count(), row_of(two[0]), row_of(two[1]))

        def fails(*_args, **_said):
            raise RuntimeError

        monkeypatch.setattr("alongside.casework.actions.joining._journal", fails)
        with pytest.raises(RuntimeError), transaction.atomic():
            actions.join(
                case_id=two[0].id,
                other_id=two[1].id,
                choices=CHOSEN,
                seen=seen,
                actor=fresh(world.caseworker),
                now=LATER,
            )
        assert (SealedDocument.objects.count(), row_of(two[0]), row_of(two[1])) == before
        assert set(found(world.caseworker, "01712345678")) == {one.reference for one in two}
