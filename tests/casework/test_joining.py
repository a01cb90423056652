"""Joining two files about one person, and taking that back exactly."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from alongside.casework import actions, facts, queries
from alongside.casework.contents import (
    Closing,
    FollowUp,
    Goal,
    Identity,
    Incident,
    Note,
    SafeContact,
    SafetyPlan,
    Service,
    Step,
    Whereabouts,
)
from alongside.casework.errors import CannotDo, HeldByAnother, NoSuchFile, NotSafe
from alongside.casework.joining import Undecided
from alongside.casework.models import Case, FactsRow, Task
from alongside.consent import actions as consent, files as heads
from alongside.consent.contents import Conversation
from alongside.consent.enums import Answer, Purpose
from alongside.consent.parties import Recipient
from alongside.organisations.enums import Role, TeamKind
from alongside.vault.models import Key, SealedDocument, Wrap
from tests.casework.factories import LATER, NOW, fresh, make_case
from tests.organisations.factories import make_person, make_world

pytestmark = pytest.mark.django_db

NUMBER = SafeContact(channel="call", number="+8801712345678", checked=True)
OTHER_NUMBER = SafeContact(
    channel="sms", number="+8801712345678", never=["family"], hours="evenings", checked=True
)
CHOSEN = {
    "identity.called": "first",
    "safe_contact.channel": "second",
}
SOON = LATER + timedelta(days=3)
NAMES = ("identity", "safe_contact", "whereabouts", "safety_plan")


@pytest.fixture
def world():
    return make_world()


@pytest.fixture
def two(world):
    """Return two files about one person, with something of each kind in the second."""
    me = world.caseworker
    first = make_case(fresh(me), "Mira", NUMBER, papers_name="Salma Akter")
    second = make_case(
        fresh(me),
        "Mira Das",
        OTHER_NUMBER,
        Whereabouts(place="Khulna"),
        language="bn",
    )
    about = {"case_id": second.id, "actor": fresh(me), "now": NOW}
    actions.add_note(note=Note(text="she came alone"), **about)
    actions.record_service(service=Service(kind="x_shelter", text="a bed"), **about)
    actions.record_incident(incident=Incident(physical_harm=True), **about)
    actions.save_goal(
        goal=Goal(words="a room", steps=[Step(text="ask", due_on=date(2026, 3, 5))]), **about
    )
    actions.plan_follow_up(follow_up=FollowUp(planned_on=date(2026, 3, 9), how="message"), **about)
    return first, second


def beside(person, first, second, now=LATER):
    return queries.side_by_side(actor=fresh(person), case_id=first.id, other_id=second.id, now=now)


def join(person, first, second, now=LATER, **choices):
    return actions.join(
        case_id=first.id,
        other_id=second.id,
        choices=CHOSEN | {name.replace("__", "."): one for name, one in choices.items()},
        seen=beside(person, first, second, now).seen,
        actor=fresh(person),
        now=now,
    )


def apart(person, first, document_id, now=SOON):
    return actions.take_apart(
        case_id=first.id, document_id=document_id, actor=fresh(person), now=now
    )


def file_of(person, made, now=SOON):
    return queries.open_file(actor=fresh(person), case_id=made.id, now=now)


def parts_of(person, made):
    parts = file_of(person, made).parts
    return {name: parts[name].content for name in NAMES}


def tasks_of(made):
    rows = Task.objects.filter(case_id=made.id).order_by("kind", "id")
    return list(rows.values_list("id", "kind", "state", "due_on", "worker_id"))


def boxes_of(made):
    rows = SealedDocument.objects.filter(subject=made.id).values_list("box", flat=True)
    return {bytes(box) for box in rows}


def row_of(made):
    return Case.objects.values("phase", "closed_on", "closed_reason", "next_due_on", "worker").get(
        pk=made.id
    )


def found(person, text):
    rows = queries.find(actor=fresh(person), text=text, now=SOON).rows
    return [row.reference for row in rows]


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


class TestConsent:
    def agree(self, world, made, purpose, recipient, compartments):
        me = world.caseworker
        case = heads.find(actor=fresh(me), case_id=made.id, now=NOW).case
        return consent.record_agreement(
            case=case,
            purpose=purpose,
            recipient=recipient,
            answer=Answer.YES,
            compartments=compartments,
            conversation=Conversation(her_words="yes"),
            actor=fresh(me),
            now=NOW,
        )

    def lawyer(self, world):
        return make_person(world.founded, role=Role.LAWYER, team_kinds=[TeamKind.LEGAL], name="Ana")

    def share(self, world, made, compartments=("location", "casework")):
        legal = Recipient.team(world.teams[TeamKind.LEGAL].id)
        self.agree(world, made, Purpose.LEGAL_REPRESENTATION, legal, list(compartments))

    def test_a_yes_in_the_first_opens_nothing_of_the_second(self, world, two):
        ana = self.lawyer(world)
        self.share(world, two[0])
        wraps = set(Wrap.objects.values_list("key__subject", "key__label", "team_id"))
        join(world.caseworker, *two, safe_contact__channel="first")
        assert set(Wrap.objects.values_list("key__subject", "key__label", "team_id")) == wraps
        contact = parts_of(world.caseworker, two[0])["safe_contact"]
        assert contact == NUMBER
        page = queries.story(actor=fresh(ana), case_id=two[0].id, now=SOON)
        assert [(one.kind, one.text) for one in page.entries] == [("opened", "")]
        assert (page.file.joined, page.file.tasks, page.file.alike) == ([], [], [])
        with pytest.raises(NoSuchFile):
            queries.story(actor=fresh(ana), case_id=two[1].id, now=SOON)

    def test_what_she_did_not_agree_to_is_held_back_and_said(self, world, two):
        self.lawyer(world)
        self.share(world, two[0])
        shown = beside(world.caseworker, *two)
        kept = {one.key for part in shown.parts for one in part.differing if one.is_held_back}
        assert shown.is_held_back
        assert kept == {
            "safe_contact.channel",
            "safe_contact.hours",
            "safe_contact.never",
            "whereabouts.place",
        }
        join(world.caseworker, *two, safe_contact__channel="second")
        after = parts_of(world.caseworker, two[0])
        assert (after["safe_contact"], after["whereabouts"]) == (NUMBER, None)

    def test_a_yes_in_the_second_stays_there(self, world, two):
        ana = self.lawyer(world)
        self.share(world, two[1])
        join(world.caseworker, *two)
        with pytest.raises(NoSuchFile):
            queries.open_file(actor=fresh(ana), case_id=two[0].id, now=SOON)
        file = file_of(ana, two[1])
        assert (file.joined, file.contact.lines[0]) == ([], "Text message: +8801712345678")

    def test_where_both_agreed_to_the_same_nothing_is_held_back(self, world, two):
        self.lawyer(world)
        for made in two:
            self.share(world, made)
        assert not beside(world.caseworker, *two).is_held_back

    def test_she_is_counted_once_and_her_incidents_all(self, world, two):
        for made in two:
            figures = Recipient.figures(world.organisation.id)
            self.agree(world, made, Purpose.STATISTICS, figures, ["coded"])
        researcher = world.researcher
        assert len(facts.opened_files(actor=fresh(researcher), now=NOW)) == 2
        document_id = join(world.caseworker, *two)
        assert len(facts.opened_files(actor=fresh(researcher), now=NOW)) == 1
        assert len(facts.registered_incidents(actor=fresh(researcher), now=NOW)) == 1
        apart(world.caseworker, two[0], document_id)
        assert len(facts.opened_files(actor=fresh(researcher), now=NOW)) == 2
        assert FactsRow.objects.count() == 2


class TestTakingApart:
    def everything(self, world, two):
        me = world.caseworker
        return [
            (row_of(one), parts_of(me, one), tasks_of(one), file_of(me, one).contact.lines)
            for one in two
        ]

    def test_both_are_exactly_as_before(self, world, two):
        before = self.everything(world, two)
        document_id = join(world.caseworker, *two)
        assert self.everything(world, two) != before
        assert apart(world.caseworker, two[0], document_id).kept == []
        after = self.everything(world, two)
        # Where there was nothing stands a blank: versions are only ever added.
        assert after[0][1].pop("whereabouts") == Whereabouts()
        assert before[0][1].pop("whereabouts") is None
        assert after == before
        assert found(world.caseworker, two[1].reference) == [two[1].reference]
        assert found(world.caseworker, two[0].reference) == [two[0].reference]
        assert set(found(world.caseworker, "01712345678")) == {one.reference for one in two}

    def test_what_was_written_since_stays_where_it_was_and_is_listed(self, world, two):
        me = world.caseworker
        document_id = join(me, *two)
        changed = OTHER_NUMBER.model_copy(update={"hours": "mornings"})
        about = {"case_id": two[0].id, "actor": fresh(me), "now": SOON}
        actions.save_part(content=changed, base_version=2, **about)
        actions.add_note(note=Note(text="since"), **about)
        actions.add_note(note=Note(text="there"), case_id=two[1].id, actor=fresh(me), now=SOON)
        listed = queries.to_take_apart(
            actor=fresh(me), case_id=two[0].id, document_id=document_id, now=SOON
        )
        assert sorted((one.reference, one.title) for one in listed.since) == sorted(
            [
                (two[0].reference, "Note"),
                (two[0].reference, "How to reach her safely"),
                (two[1].reference, "Note"),
            ]
        )
        assert apart(me, two[0], document_id).kept == ["safe_contact"]
        assert parts_of(me, two[0])["safe_contact"] == changed
        assert parts_of(me, two[0])["identity"].language == ""
        told = queries.story(actor=fresh(me), case_id=two[1].id, now=SOON).entries
        assert "there" in [entry.text for entry in told]

    def test_a_file_that_was_closed_is_closed_again_as_it_was(self, world, two):
        me = world.caseworker
        actions.close(
            case_id=two[1].id, closing=Closing(reason="lost_contact"), actor=fresh(me), now=NOW
        )
        before = row_of(two[1])
        document_id = join(me, *two)
        assert row_of(two[1])["closed_reason"] == "joined"
        apart(me, two[0], document_id)
        assert row_of(two[1]) == before

    def test_only_within_thirty_days_once_and_from_the_file_that_holds(self, world, two):
        me = world.caseworker
        document_id = join(me, *two)
        late = LATER + timedelta(days=31)
        with pytest.raises(CannotDo, match="30 days"):
            apart(me, two[0], document_id, now=late)
        with pytest.raises(NoSuchFile):
            apart(me, two[1], document_id)
        apart(me, two[0], document_id, now=LATER + timedelta(days=30))
        with pytest.raises(CannotDo, match="taken back already"):
            apart(me, two[0], document_id)

    def test_it_can_be_joined_again(self, world, two):
        document_id = join(world.caseworker, *two)
        apart(world.caseworker, two[0], document_id)
        again = join(world.caseworker, *two, now=SOON)
        assert again != document_id
        assert found(world.caseworker, two[1].reference) == [two[0].reference]
        apart(world.caseworker, two[0], again, now=SOON)
        assert row_of(two[1])["closed_on"] is None


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
