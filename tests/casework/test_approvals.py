"""What a supervisor approves, where the organisation wants it."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from alongside.audit.models import Entry
from alongside.casework import actions, queries
from alongside.casework.contents import Closing, Goal, Step
from alongside.casework.enums import ClosedReason, TaskState
from alongside.casework.errors import (
    AlreadyDecided,
    ChangedSince,
    NeedsApproval,
    NoSuchFile,
    NotAnother,
    NotInTeam,
    NotSupervisor,
)
from alongside.casework.models import Case, Task
from alongside.organisations.enums import Role, TeamKind
from tests.casework.factories import LATER, NOW, make_case
from tests.casework.pages import entered, file_url, filled, read
from tests.organisations.factories import make_person

pytestmark = pytest.mark.django_db
ALL = ["assessments", "plans", "closures"]
WANT = Goal(words="a room", steps=[Step(text="ask", due_on=date(2026, 3, 20))])
DONE = Closing(reason=ClosedReason.GOALS_REACHED, words="She lives with her sister.")


def choose(world, approves=ALL, supervisors=()):
    actions.choose_approvals(
        approves=approves, supervisors=supervisors, actor=world.coordinator.actor, now=NOW
    )


@pytest.fixture
def me(world):
    return world.caseworker.actor


@pytest.fixture
def boss(world):
    return world.coordinator.actor


@pytest.fixture
def asked(me):
    return {"case_id": make_case(me, "Mira").id, "actor": me, "now": LATER}


@pytest.fixture
def goal(asked):
    return actions.save_goal(goal=WANT, **asked).document_id


def stands(asked, goal):
    [one] = queries.plan(**asked).goals
    assert one.id == str(goal)
    return one.approval


def texts(actor):
    return [(task.text, task.hint) for task in queries.today(actor=actor, now=LATER).due]


def test_nothing_is_approved_unless_it_was_chosen(world, asked, goal, boss):
    assert queries.approvals_chosen(actor=boss).approves == []
    assert stands(asked, goal) is None
    with pytest.raises(NoSuchFile):
        actions.propose(about_id=goal, to=boss.user_id, **asked)
    with pytest.raises(NoSuchFile):
        queries.to_propose(document_id=goal, **asked)
    actions.close(closing=DONE, **asked)
    assert Case.objects.get().phase == "closed"


def test_only_who_manages_people_chooses(world, me):
    with pytest.raises(PermissionDenied):
        actions.choose_approvals(approves=ALL, supervisors=[], actor=me, now=NOW)
    with pytest.raises(PermissionDenied):
        queries.approvals_chosen(actor=me)
    volunteer = make_person(world.founded, role=Role.VOLUNTEER, name="Nid", sign_in_name="nid")
    with pytest.raises(NotInTeam):
        choose(world, supervisors=[volunteer.user.pk])
    choose(world, ["plans", "invented"])
    assert queries.approvals_chosen(actor=world.coordinator.actor).approves == ["plans"]
    entry = Entry.objects.order_by("-seq").first()
    assert (entry.action, entry.basis) == ("approvals.chosen", "plans")


def test_one_asks_the_supervisor_approves_and_a_later_version_needs_it_anew(
    world, me, boss, asked, goal
):
    choose(world)
    assert (stands(asked, goal).state, stands(asked, goal).can_ask) == ("", True)
    first = actions.propose(about_id=goal, to=boss.user_id, **asked).document_id
    assert (stands(asked, goal).chip.text, stands(asked, goal).can_ask) == (
        "Waits for approval",
        False,
    )
    assert ("Read and decide", "What is planned with her") in texts(boss)
    found = queries.to_decide(document_id=first, **asked | {"actor": boss})
    assert (found.may_decide, found.about.content.words) == (True, "a room")
    with pytest.raises(AlreadyDecided):
        actions.propose(about_id=goal, to=boss.user_id, **asked)
    actions.decide(proposal_id=first, agrees=True, **asked | {"actor": boss})
    assert (stands(asked, goal).chip.text, stands(asked, goal).by) == (
        "Approved",
        world.coordinator.user.display_name,
    )
    changed = WANT.model_copy(update={"words": "a room of her own"})
    actions.save_goal(goal=changed, document_id=goal, base_version=1, **asked)
    assert (stands(asked, goal).chip.text, stands(asked, goal).can_ask) == (
        "Changed since approval was asked for",
        True,
    )
    actions.propose(about_id=goal, to=boss.user_id, **asked)
    actions_seen = Entry.objects.filter(action__startswith="file.approval")
    assert list(actions_seen.order_by("seq").values_list("action", flat=True)) == [
        "file.approval.proposed",
        "file.approval.confirmed",
        "file.approval.proposed",
    ]


def test_what_was_changed_while_it_waits_is_not_approved_unread(world, boss, asked, goal):
    choose(world)
    waiting = actions.propose(about_id=goal, to=boss.user_id, **asked).document_id
    changed = WANT.model_copy(update={"words": "a room of her own"})
    actions.save_goal(goal=changed, document_id=goal, base_version=1, **asked)
    about = asked | {"actor": boss}
    assert queries.to_decide(document_id=waiting, **about).is_overtaken is True
    with pytest.raises(ChangedSince):
        actions.decide(proposal_id=waiting, agrees=True, **about)
    # Asked anew, the same question waits for the newer version: there are not two.
    again = actions.propose(about_id=goal, to=boss.user_id, **asked)
    assert again.document_id == waiting
    actions.decide(proposal_id=waiting, agrees=True, **about)
    assert stands(asked, goal).chip.text == "Approved"


def test_sent_back_it_is_on_the_authors_today_and_on_the_document(world, me, boss, asked, goal):
    choose(world)
    first = actions.propose(about_id=goal, to=boss.user_id, **asked).document_id
    back = {"proposal_id": first, "agrees": False, "comment": "Who pays the rent?"}
    actions.decide(**back, **asked | {"actor": boss})
    assert (stands(asked, goal).state, stands(asked, goal).comment) == (
        "sent_back",
        "Who pays the rent?",
    )
    assert ("Sent back to you", "Who pays the rent?") in texts(me)
    [task] = [one for one in queries.today(actor=me, now=LATER).due if one.document_id]
    assert task.place == f"decision/{first}/"
    actions.propose(about_id=goal, to=boss.user_id, **asked)
    assert ("Sent back to you", "Who pays the rent?") not in texts(me)


def test_what_was_sent_back_is_ticked_off_by_hand_too(world, me, boss, asked, goal):
    choose(world)
    first = actions.propose(about_id=goal, to=boss.user_id, **asked).document_id
    back = {"proposal_id": first, "agrees": False, "comment": "Why?"}
    actions.decide(**back, **asked | {"actor": boss})
    task = Task.objects.get(document_id=first)
    actions.finish_task(task_id=task.pk, actor=me, now=LATER)
    task.refresh_from_db()
    assert task.state == TaskState.DONE


def test_nobody_approves_her_own_and_only_supervisors_approve(world, boss, asked, goal):
    choose(world)
    her = world.colleague.actor
    assert [key for key, _name in queries.to_propose(document_id=goal, **asked).colleagues] == [
        boss.user_id
    ]
    with pytest.raises(NotAnother):
        actions.propose(about_id=goal, to=her.user_id, **asked)
    waiting = actions.propose(about_id=goal, to=boss.user_id, **asked).document_id
    with pytest.raises(NotSupervisor):
        actions.decide(proposal_id=waiting, agrees=True, **asked | {"actor": her})
    with pytest.raises(NotAnother):
        actions.decide(proposal_id=waiting, agrees=True, **asked)
    choose(world, supervisors=[her.user_id])
    actions.decide(proposal_id=waiting, agrees=True, **asked | {"actor": her})
    # What she writes herself is for the other one, also where somebody else asks for her.
    hers = actions.save_goal(goal=WANT, **asked | {"actor": boss}).document_id
    with pytest.raises(NotAnother):
        actions.propose(about_id=hers, to=boss.user_id, **asked)
    asks_for = actions.propose(about_id=hers, to=her.user_id, **asked).document_id
    with pytest.raises(NotAnother):
        actions.decide(proposal_id=asks_for, agrees=True, **asked | {"actor": boss})


def test_a_supervisor_of_another_team_sees_nothing(world, boss, asked, goal):
    shelter = make_person(world.founded, team_kinds=[TeamKind.SHELTER], name="Nita")
    choose(world, supervisors=[shelter.user.pk])
    waiting = actions.propose(about_id=goal, to=boss.user_id, **asked).document_id
    about = asked | {"actor": shelter.actor}
    with pytest.raises(NoSuchFile):
        queries.to_decide(document_id=waiting, **about)
    with pytest.raises(NoSuchFile):
        actions.decide(proposal_id=waiting, agrees=True, **about)


def test_closing_waits_until_it_is_approved(world, me, boss, asked, goal):
    choose(world)
    with pytest.raises(NeedsApproval):
        actions.close(closing=DONE, **asked)
    asking = {"closing": DONE, "to": boss.user_id}
    waiting = actions.ask_to_close(**asking, **asked).document_id
    assert Case.objects.get().closed_on is None
    with pytest.raises(AlreadyDecided):
        actions.ask_to_close(**asking, **asked)
    back = {"proposal_id": waiting, "agrees": False, "comment": "Ask her first."}
    actions.decide(**back, **asked | {"actor": boss})
    assert queries.to_close(**asked).stands.comment == "Ask her first."
    again = actions.ask_to_close(**asking, **asked).document_id
    actions.decide(proposal_id=again, agrees=True, **asked | {"actor": boss})
    case = Case.objects.get()
    assert (case.phase, case.closed_reason, case.closed_on) == (
        "closed",
        "goals_reached",
        LATER.date(),
    )
    assert not Task.objects.filter(state=TaskState.OPEN).exists()
    actions.reopen(why="She came back.", **asked)
    third = actions.ask_to_close(**asking, **asked).document_id
    assert third not in {waiting, again}


def test_the_pages_say_how_it_stands(world, mine, clock, case_id, me):
    choose(world)
    boss = entered(world.coordinator)
    about = {"case_id": case_id, "actor": me, "now": NOW}
    goal = actions.save_goal(goal=WANT, **about).document_id
    url = file_url(case_id, "propose", goal)
    assert url in read(mine.get(file_url(case_id, "plan"))).links
    page = mine.get(url)
    assert read(page).form().fields.get("to") is None
    sent = {"to": str(world.coordinator.user.pk)}
    assert mine.post(url, filled(page, **sent)).status_code == 302
    [waiting] = [one for one in read(boss.get(reverse("desk:today"))).links if "/decision/" in one]
    page = boss.get(waiting)
    assert "ask · 20 March 2026" in read(page).text
    missing = boss.post(waiting, {"answer": "send_back"})
    assert (missing.status_code, "Say what is missing" in read(missing).text) == (422, True)
    said = {"answer": "send_back", "comment": "Who <b>pays?"}
    assert boss.post(waiting, said).status_code == 302
    plan = mine.get(file_url(case_id, "plan"))
    assert "Who &lt;b&gt;pays?" in plan.content.decode()
    assert waiting in read(mine.get(reverse("desk:today"))).links


def test_closing_page_asks_for_approval(world, mine, clock, case_id):
    choose(world, ["closures"])
    url = file_url(case_id, "close")
    page = mine.get(url)
    assert "Ask for approval" in read(page).text
    sent = {"reason": "moved", "words": "x", "to": str(world.coordinator.user.pk)}
    assert mine.post(url, {"reason": "moved"}).status_code == 422
    assert mine.post(url, filled(page, **sent)).status_code == 302
    assert Case.objects.get(pk=case_id).closed_on is None
    assert "Waits for approval" in read(mine.get(url)).text


def test_settings_offer_it_to_coordinators(world, mine, clock):
    boss, url = entered(world.coordinator), reverse("casework:approvals")
    assert url in read(boss.get(reverse("organisations:settings"))).links
    assert mine.get(url).status_code == 403
    assert set(read(boss.get(url)).form().fields) == {"csrfmiddlewaretoken"}
    sent = {"approves": ["plans"], "supervisors": [str(world.colleague.user.pk)]}
    assert boss.post(url, sent).status_code == 302
    assert read(boss.get(url)).form().fields["approves"] == ["plans"]
    assert boss.post(url, {"approves": ["everything"]}).status_code == 422
