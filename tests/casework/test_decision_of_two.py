"""A decision of two: proposed by one, decided by another, and nothing changes in between."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from pydantic import ValidationError

from alongside.audit.models import Entry
from alongside.casework import actions, queries
from alongside.casework.contents import Closing, Note, Proposal, SafeContact, Suitability, Wish
from alongside.casework.enums import TaskState
from alongside.casework.errors import AlreadyDecided, NoSuchFile, NotAnother, NotHerWish
from alongside.casework.models import Task
from alongside.organisations.enums import Role, TeamKind
from tests.casework.factories import LATER, NOW, make_case
from tests.organisations.factories import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def me(world):
    return world.caseworker.actor


@pytest.fixture
def her(world):
    return world.colleague.actor


@pytest.fixture
def made(me):
    return make_case(me, "Mira")


@pytest.fixture
def asked(me, made):
    return {"case_id": made.id, "actor": me, "now": LATER}


@pytest.fixture
def assessment(asked):
    wish = Wish(where="family", may_contact_family="yes", said_on=NOW.date())
    actions.record_on_her_way(content=wish, **asked)
    words = Suitability(visit="They want her back.", relatives_involved="no")
    return actions.assess_return(assessment=words, **asked).document_id


@pytest.fixture
def proposed(asked, assessment, her):
    return actions.propose(
        about_id=assessment, finding="suitable", reasons="x", to=her.user_id, **asked
    ).document_id


def decision(proposed, asked, actor):
    found = queries.to_decide(document_id=proposed, **asked | {"actor": actor})
    return found.proposal, found.may_decide


def change(assessment, asked):
    where = {"document_id": assessment, "base_version": 1}
    return actions.assess_return(assessment=Suitability(visit="No."), **where, **asked)


def test_it_waits_on_the_second_persons_today_and_nobody_elses(world, me, her, asked, proposed):
    [task] = queries.today(actor=her, now=LATER).due
    assert (task.text, task.hint, task.name) == (
        "Read and decide",
        "Suitable, with preparation",
        "Mira",
    )
    assert (task.place, task.icon) == (f"decision/{proposed}/", "people")
    assert queries.today(actor=me, now=LATER).due == []
    actions.hand_over(to=world.coordinator.actor.user_id, **asked)
    assert [task.text for task in queries.today(actor=her, now=LATER).due] == ["Read and decide"]


def test_it_is_decided_by_another_and_both_stay(world, me, her, asked, proposed):
    view, may = decision(proposed, asked, her)
    assert (view.state, may) == ("proposed", True)
    actions.decide(agrees=True, proposal_id=proposed, **asked | {"actor": her})
    view, may = decision(proposed, asked, me)
    assert (view.state, view.finding, may) == ("confirmed", "Suitable, with preparation", False)
    assert (view.proposed_by, view.proposed) == ("You", "3 March 2026")
    name = world.colleague.user.display_name
    assert (view.asked, view.decided_by, view.decided) == (name, name, "3 March 2026")
    assert Task.objects.get().state == TaskState.DONE


def test_whoever_proposed_it_does_not_decide_it(me, asked, proposed):
    assert decision(proposed, asked, me)[1] is False
    for agrees in (True, False):
        with pytest.raises(NotAnother):
            actions.decide(agrees=agrees, proposal_id=proposed, comment="x", **asked)
    assert decision(proposed, asked, me)[0].state == "proposed"


def test_nor_does_she_ask_herself_or_somebody_who_does_not_keep_the_file(
    world, me, asked, assessment
):
    lawyer = make_person(world.founded, role=Role.LAWYER, team_kinds=[TeamKind.LEGAL], name="Ana")
    volunteer = make_person(world.founded, role=Role.VOLUNTEER, name="Nid", sign_in_name="nid")
    for to in (me.user_id, lawyer.user.pk, volunteer.user.pk, uuid4()):
        with pytest.raises(NotAnother):
            actions.propose(about_id=assessment, finding="suitable", to=to, **asked)
    offered = queries.to_propose(document_id=assessment, **asked).colleagues
    assert {key for key, _name in offered} == {
        world.coordinator.actor.user_id,
        world.colleague.actor.user_id,
    }


def test_a_volunteer_neither_proposes_nor_decides(world, her, asked, assessment, proposed):
    volunteer = make_person(world.founded, role=Role.VOLUNTEER, name="Nid", sign_in_name="nid")
    about = asked | {"actor": volunteer.actor}
    with pytest.raises(PermissionDenied):
        actions.propose(about_id=assessment, finding="suitable", to=her.user_id, **about)
    with pytest.raises(PermissionDenied):
        actions.decide(agrees=True, proposal_id=proposed, **about)
    assert decision(proposed, asked, volunteer.actor)[1] is False


def test_any_other_keeper_may_be_the_second(world, asked, proposed):
    boss = world.coordinator.actor
    assert decision(proposed, asked, boss)[1] is True
    actions.decide(agrees=True, proposal_id=proposed, **asked | {"actor": boss})
    assert Task.objects.get().state == TaskState.DONE


def test_what_waits_or_is_decided_is_not_changed_nor_proposed_again(
    her, asked, assessment, proposed
):
    again = {"about_id": assessment, "finding": "not_now", "to": her.user_id}
    for _each in range(2):
        with pytest.raises(AlreadyDecided):
            change(assessment, asked)
        with pytest.raises(AlreadyDecided):
            actions.propose(**again, **asked)
        if Task.objects.get().state == TaskState.OPEN:
            actions.decide(agrees=True, proposal_id=proposed, **asked | {"actor": her})
    with pytest.raises(AlreadyDecided):
        actions.decide(agrees=True, proposal_id=proposed, **asked | {"actor": her})


def test_what_is_sent_back_can_be_changed_and_proposed_again(her, asked, assessment, proposed):
    said = {"proposal_id": proposed, "comment": " Ask the teacher too. "}
    actions.decide(agrees=False, **said, **asked | {"actor": her})
    view, may = decision(proposed, asked, her)
    assert (view.state, view.comment, may) == ("sent_back", "Ask the teacher too.", False)
    assert change(assessment, asked).version == 2
    later = asked | {"now": LATER + timedelta(hours=1)}
    again = actions.propose(
        about_id=assessment, finding="not_now", to=her.user_id, **later
    ).document_id
    actions.decide(agrees=True, proposal_id=again, **later | {"actor": her})
    [one] = queries.her_way(**asked).assessments
    assert [(each.finding_code, each.state) for each in one.proposals] == [
        ("not_now", "confirmed"),
        ("suitable", "sent_back"),
    ]


def test_a_no_she_says_meanwhile_stops_it(her, asked, proposed):
    no = Wish(where="elsewhere", said_on=LATER.date())
    actions.record_on_her_way(content=no, **asked)
    with pytest.raises(NotHerWish):
        actions.decide(agrees=True, proposal_id=proposed, **asked | {"actor": her})
    actions.decide(
        agrees=False, proposal_id=proposed, comment="She said no.", **asked | {"actor": her}
    )
    assert decision(proposed, asked, her)[0].state == "sent_back"


def test_only_what_two_decide_on_is_proposed(her, asked, assessment):
    note = actions.add_note(note=Note(text="x"), **asked).document_id
    for about in (note, uuid4()):
        with pytest.raises(NoSuchFile):
            actions.propose(about_id=about, finding="suitable", to=her.user_id, **asked)
        with pytest.raises(NoSuchFile):
            queries.to_propose(document_id=about, **asked)
    with pytest.raises(ValidationError):
        actions.propose(about_id=assessment, finding="x", to=her.user_id, **asked)


def test_its_task_is_not_ticked(her, asked, proposed):
    with pytest.raises(NoSuchFile):
        actions.finish_task(task_id=Task.objects.get().pk, actor=her, now=LATER)


def test_what_waits_when_a_file_is_closed_waits_again_when_it_is_opened(her, asked, proposed):
    actions.close(closing=Closing(reason="other"), **asked)
    assert Task.objects.get().state == TaskState.SET_ASIDE
    actions.reopen(why="x", **asked)
    task = Task.objects.get()
    assert (task.state, task.worker_id, task.due_on) == (
        TaskState.OPEN,
        her.user_id,
        date(2026, 3, 10),
    )


def test_each_step_is_one_line_in_the_journal(her, asked, assessment):
    before = Entry.objects.count()
    saved = actions.propose(about_id=assessment, finding="suitable", to=her.user_id, **asked)
    actions.decide(agrees=True, proposal_id=saved.document_id, **asked | {"actor": her})
    lines = [one.action for one in Entry.objects.order_by("seq")[before:]]
    assert lines == ["file.decision.proposed", "file.decision.confirmed"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "confirmed"},
        {"decided_by": uuid4()},
        {"about_kind": "suitability", "finding": "x"},
    ],
)
def test_a_decision_that_is_not_of_two_does_not_fit(wrong):
    with pytest.raises(ValidationError):
        Proposal(**wrong)


def test_nor_one_of_the_same_person_twice():
    one = uuid4()
    with pytest.raises(ValidationError):
        Proposal(proposed_by=one, decided_by=one, state="confirmed")


class TestHerWishComesFirst:
    @pytest.mark.parametrize(
        ("parts", "wish", "sentence"),
        [
            ((), None, "Ask her first where she wants to live."),
            ((), Wish(where="stay"), "She does not want to go back to her family."),
            (
                (),
                Wish(where="family", may_contact_family="no"),
                "She does not want her family contacted.",
            ),
            (
                (SafeContact(never=["family"]),),
                Wish(where="family", may_contact_family="yes"),
                "She does not want her family contacted.",
            ),
        ],
    )
    def test_nobody_assesses_what_she_does_not_want(self, me, parts, wish, sentence):
        made = make_case(me, "Mira", *parts)
        asked = {"case_id": made.id, "actor": me, "now": LATER}
        if wish:
            actions.record_on_her_way(
                content=wish.model_copy(update={"said_on": NOW.date()}), **asked
            )
        with pytest.raises(NotHerWish, match=sentence):
            actions.assess_return(assessment=Suitability(visit="x"), **asked)
        assert queries.to_assess(document_id=None, **asked).objection.startswith(sentence)
