"""Somebody of another organisation, or of another team, asks for a file she happens to know of.

Whatever she asks, the answer is the one she gets for a file that does not exist, and nothing
changes.
"""

import inspect
from datetime import timedelta
from io import BytesIO
from uuid import UUID, uuid4

import pytest
from django.db import transaction

from alongside.audit.models import Entry
from alongside.casework import actions, queries
from alongside.casework.clock import Start
from alongside.casework.contents import (
    Assessment,
    Attachment,
    Closing,
    Conference,
    FollowUp,
    Goal,
    Identity,
    Incident,
    Note,
    PracticalSupport,
    Relation,
    SafetyPlan,
    Service,
    Suitability,
    Threat,
    Wish,
)
from alongside.casework.enums import ClosedReason
from alongside.casework.errors import NoSuchFile
from alongside.casework.models import Case, Task
from alongside.organisations.enums import Role, TeamKind
from alongside.vault.models import SealedDocument
from tests.casework.factories import LATER, NOW, make_case, make_world
from tests.organisations.factories import make_person

pytestmark = [pytest.mark.django_db, pytest.mark.attack]

MOVED = Closing(reason=ClosedReason.MOVED)
ATTEMPTS = {
    "add_note": lambda case, **who: actions.add_note(case_id=case, note=Note(), **who),
    "change_note": lambda case, **who: actions.change_note(
        case_id=case, document_id=uuid4(), note=Note(), base_version=1, **who
    ),
    "save_part": lambda case, **who: actions.save_part(
        case_id=case, content=Identity(), base_version=1, **who
    ),
    "save_parts": lambda case, **who: actions.save_parts(case_id=case, changes=[], **who),
    "attach": lambda case, **who: actions.attach(
        case_id=case, stream=BytesIO(b"x"), name="x.txt", note="", **who
    ),
    "record_incident": lambda case, **who: actions.record_incident(
        case_id=case, incident=Incident(), **who
    ),
    "record_threat": lambda case, **who: actions.record_threat(
        case_id=case, threat=Threat(), **who
    ),
    "alert": lambda case, **who: actions.alert(
        case_id=case, to=[who["actor"].user_id], words="x", **who
    ),
    "save_assessment": lambda case, **who: actions.save_assessment(
        case_id=case, sheet=Assessment(version_id=uuid4(), form_id=uuid4()), **who
    ),
    "assessments": lambda case, **who: queries.assessments(case_id=case, **who),
    "assessment": lambda case, **who: queries.assessment(case_id=case, document_id=uuid4(), **who),
    "as_it_was": lambda case, **who: queries.as_it_was(
        case_id=case, document_id=uuid4(), version=1, **who
    ),
    "blank_assessment": lambda case, **who: queries.blank_assessment(
        case_id=case, version_id=uuid4(), **who
    ),
    "compared": lambda case, **who: queries.compared(
        case_id=case, document_id=uuid4(), other_id=uuid4(), **who
    ),
    "save_goal": lambda case, **who: actions.save_goal(case_id=case, goal=Goal(), **who),
    "tick_step": lambda case, **who: actions.tick_step(
        case_id=case, goal_id=uuid4(), step_id=uuid4(), done=True, **who
    ),
    "record_service": lambda case, **who: actions.record_service(
        case_id=case, service=Service(), **who
    ),
    "record_support": lambda case, **who: actions.record_support(
        case_id=case, support=PracticalSupport(), **who
    ),
    "save_conference": lambda case, **who: actions.save_conference(
        case_id=case, conference=Conference(), **who
    ),
    "tick_decision": lambda case, **who: actions.tick_decision(
        case_id=case, conference_id=uuid4(), decision_id=uuid4(), done=True, **who
    ),
    "save_relation": lambda case, **who: actions.save_relation(
        case_id=case, relation=Relation(), **who
    ),
    "plan_follow_up": lambda case, **who: actions.plan_follow_up(
        case_id=case, follow_up=FollowUp(), **who
    ),
    "record_follow_up": lambda case, **who: actions.record_follow_up(
        case_id=case, document_id=uuid4(), done_on=NOW.date(), reached=True, outcome="", **who
    ),
    "set_safety_plan": lambda case, **who: actions.set_safety_plan(
        case_id=case, plan=SafetyPlan(), base_version=None, **who
    ),
    "plan_task": lambda case, **who: actions.plan_task(case_id=case, text="x", due_on=None, **who),
    "record_on_her_way": lambda case, **who: actions.record_on_her_way(
        case_id=case, content=Wish(), **who
    ),
    "assess_return": lambda case, **who: actions.assess_return(
        case_id=case, assessment=Suitability(), **who
    ),
    "propose": lambda case, **who: actions.propose(
        case_id=case, about_id=uuid4(), finding="suitable", to=who["actor"].user_id, **who
    ),
    "decide": lambda case, **who: actions.decide(
        case_id=case, proposal_id=uuid4(), agrees=True, **who
    ),
    "prepare_return": lambda case, **who: actions.prepare_return(
        case_id=case, proposal_id=uuid4(), **who
    ),
    "plan_clock": lambda case, **who: actions.plan_clock(
        case_id=case,
        start=Start("return", NOW.date()),
        planned={"1_week": NOW.date()},
        how="call",
        **who,
    ),
    "follow_clock": lambda case, **who: actions.follow_clock(case_id=case, **who),
    "close": lambda case, **who: actions.close(case_id=case, closing=MOVED, **who),
    "reopen": lambda case, **who: actions.reopen(case_id=case, why="x", **who),
    "hand_over": lambda case, **who: actions.hand_over(
        case_id=case, to=who["actor"].user_id, **who
    ),
    "keep_draft": lambda case, **who: actions.keep_draft(form="note", data={}, case_id=case, **who),
    "export_file": lambda case, **who: actions.export_file(
        case_id=case, format="json", reason="x", **who
    ),
    "prepare_copy": lambda case, **who: actions.prepare_copy(
        case_id=case, wish=actions.Wish(format="json", reason="x"), **who
    ),
    "to_copy": lambda case, **who: queries.to_copy(case_id=case, **who),
    "origin": lambda case, **who: queries.origin(case_id=case, **who),
    "open_attachment": lambda case, **who: actions.open_attachment(
        case_id=case, document_id=uuid4(), **who
    ),
    "change_document": lambda case, **who: actions.change_document(
        case_id=case,
        document=Attachment(file_id=uuid4(), key="", size=1, sha=""),
        document_id=uuid4(),
        base_version=1,
        **who,
    ),
    "document": lambda case, **who: queries.document(case_id=case, document_id=uuid4(), **who),
    "adding": lambda case, **who: queries.adding(case_id=case, **who),
    "open_file": lambda case, **who: queries.open_file(case_id=case, **who),
    "story": lambda case, **who: queries.story(case_id=case, **who),
    "plan": lambda case, **who: queries.plan(case_id=case, **who),
    "services": lambda case, **who: queries.services(case_id=case, **who),
    "conference": lambda case, **who: queries.conference(case_id=case, document_id=uuid4(), **who),
    "at_the_table": lambda case, **who: queries.at_the_table(case_id=case, **who),
    "providers": lambda case, **who: queries.providers(case_id=case, **who),
    "people_around": lambda case, **who: queries.people_around(case_id=case, **who),
    "known_around": lambda case, **who: queries.known_around(case_id=case, **who),
    "safety": lambda case, **who: queries.safety(case_id=case, **who),
    "documents": lambda case, **who: queries.documents(case_id=case, **who),
    "her_way": lambda case, **who: queries.her_way(case_id=case, **who),
    "in_touch": lambda case, **who: queries.in_touch(case_id=case, document_id=uuid4(), **who),
    "to_assess": lambda case, **who: queries.to_assess(case_id=case, document_id=None, **who),
    "to_propose": lambda case, **who: queries.to_propose(case_id=case, document_id=uuid4(), **who),
    "to_decide": lambda case, **who: queries.to_decide(case_id=case, document_id=uuid4(), **who),
    "follow_up_clock": lambda case, **who: queries.follow_up_clock(case_id=case, **who),
    "episodes": lambda case, **who: queries.episodes(case_id=case, **who),
    "threats": lambda case, **who: queries.threats(case_id=case, **who),
    "to_alert": lambda case, **who: queries.to_alert(case_id=case, **who),
    "who_looked": lambda case, **who: queries.who_looked(case_id=case, **who),
    "part": lambda case, **who: queries.part(case_id=case, kind="identity", **who),
    "colleagues": lambda case, **who: queries.colleagues(case_id=case, **who),
    "another_person": lambda case, **who: actions.another_person(
        case_id=case, other_id=uuid4(), **who
    ),
    "ask_to_close": lambda case, **who: actions.ask_to_close(
        case_id=case, closing=MOVED, to=uuid4(), **who
    ),
    "end_slot": lambda case, **who: actions.end_slot(case_id=case, slot_id=uuid4(), **who),
    "give_slot": lambda case, **who: actions.give_slot(
        case_id=case,
        volunteer_id=uuid4(),
        purpose="hospital",
        begins_at=LATER,
        ends_at=LATER + timedelta(hours=2),
        fields=["called"],
        **who,
    ),
    "erase_file": lambda case, **who: actions.erase_file(case_id=case, **who),
    "join": lambda case, **who: actions.join(
        case_id=case, other_id=uuid4(), choices={}, seen="", **who
    ),
    "lift": lambda case, **who: actions.lift(case_id=case, box=b"", **who),
    "mask": lambda case, **who: actions.mask(case_id=case, **who),
    "unmask": lambda case, **who: actions.unmask(case_id=case, **who),
    "restrict": lambda case, **who: actions.restrict(case_id=case, guards=[uuid4()], **who),
    "take_apart": lambda case, **who: actions.take_apart(case_id=case, document_id=uuid4(), **who),
    "transfer": lambda case, **who: actions.transfer(
        case_id=case, to_team=uuid4(), to=uuid4(), her_words="yes", **who
    ),
    "file_with": lambda case, **who: queries.file_with(case_id=case, reference="AL-7K3QX", **who),
    "side_by_side": lambda case, **who: queries.side_by_side(case_id=case, other_id=uuid4(), **who),
    "slots_given": lambda case, **who: queries.slots_given(case_id=case, **who),
    "to_close": lambda case, **who: queries.to_close(case_id=case, **who),
    "to_give_slot": lambda case, **who: queries.to_give_slot(case_id=case, **who),
    "to_take_apart": lambda case, **who: queries.to_take_apart(
        case_id=case, document_id=uuid4(), **who
    ),
    "to_transfer": lambda case, **who: queries.to_transfer(case_id=case, **who),
}


@pytest.fixture(scope="module")
def worlds(django_db_setup, django_db_blocker):
    """Make two organisations once: what is asked of them here changes nothing."""
    with django_db_blocker.unblock(), transaction.atomic():
        ours, theirs = make_world(), make_world()
        lawyer = make_person(theirs.founded, role=Role.LAWYER, team_kinds=[TeamKind.LEGAL])
        made = make_case(theirs.caseworker.actor, "Mira", Goal(words="x"))
        askers = {
            "stranger": ours.caseworker.actor,
            "strange coordinator": ours.coordinator.actor,
            "other team": lawyer.actor,
        }
        yield made.id, askers
        transaction.set_rollback(True)


@pytest.mark.parametrize("attempt", ATTEMPTS)
@pytest.mark.parametrize("asker", ["stranger", "strange coordinator", "other team"])
def test_a_file_of_others_is_absent(worlds, attempt, asker):
    case_id, askers = worlds
    before = (SealedDocument.objects.count(), Task.objects.count(), Entry.objects.count())
    for asked in (case_id, UUID(int=7)):
        with pytest.raises(NoSuchFile), transaction.atomic():
            ATTEMPTS[attempt](asked, actor=askers[asker], now=LATER)
    after = (SealedDocument.objects.count(), Task.objects.count(), Entry.objects.count())
    assert after == before
    assert Case.objects.get(pk=case_id).closed_on is None


def test_every_action_and_query_on_a_file_is_tried():
    asks = {
        name
        for room in (actions, queries)
        for name in room.__all__
        if inspect.isfunction(getattr(room, name))
        and "case_id" in inspect.signature(getattr(room, name)).parameters
    }
    # These ask another of them first, or are about nothing but the asker's own drafts.
    others = {
        "file_for",
        "record_first_answers",
        "record_counting",
        "take_draft",
        "drop_draft",
    }
    assert asks - others == set(ATTEMPTS)


class TestSomethingOfAnotherFile:
    """Her own file, with the id of a document that is in another one."""

    @pytest.fixture
    def me(self, db):
        return make_world().caseworker.actor

    def test_a_task_of_others_is_not_finished(self, me):
        theirs = make_world().caseworker.actor
        made = make_case(theirs)
        task = actions.plan_task(case_id=made.id, text="x", due_on=None, actor=theirs, now=NOW)
        with pytest.raises(NoSuchFile):
            actions.finish_task(task_id=task, actor=me, now=LATER)
        assert Task.objects.get(pk=task).state == "open"

    def test_a_document_of_another_file_is_not_opened_nor_changed(self, me):
        mine, other = make_case(me, "Mira"), make_case(me, "Lan")
        note = actions.add_note(case_id=other.id, note=Note(text="hers"), actor=me, now=NOW)
        with pytest.raises(NoSuchFile):
            queries.part(
                case_id=mine.id, kind="note", document_id=note.document_id, actor=me, now=LATER
            )
        with pytest.raises(NoSuchFile), transaction.atomic():
            actions.change_note(
                case_id=mine.id,
                document_id=note.document_id,
                note=Note(text="mine"),
                base_version=1,
                actor=me,
                now=LATER,
            )
        (part,) = queries.part(
            case_id=other.id, kind="note", document_id=note.document_id, actor=me, now=LATER
        ).part.content.text.splitlines()
        assert part == "hers"

    def test_nor_one_of_another_kind(self, me):
        mine = make_case(me)
        note = actions.add_note(case_id=mine.id, note=Note(text="x"), actor=me, now=NOW)
        with pytest.raises(NoSuchFile):
            queries.part(
                case_id=mine.id, kind="goal", document_id=note.document_id, actor=me, now=LATER
            )
        with pytest.raises(NoSuchFile):
            queries.part(case_id=mine.id, kind="x", actor=me, now=LATER)
