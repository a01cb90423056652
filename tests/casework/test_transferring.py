"""A file is given to another team: everything opens there, and nothing where it was."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from alongside.audit.models import Entry
from alongside.casework import actions, queries
from alongside.casework.contents import FollowUp, Goal, Incident, Note, SafeContact, Step
from alongside.casework.errors import CannotDo, NoSuchFile, NotInTeam
from alongside.casework.models import Case, FactsRow, RegisterLine, Task
from alongside.consent import actions as consent, files
from alongside.consent.enums import Answer, Purpose
from alongside.consent.models import ConsentRecord, Grant
from alongside.consent.parties import Recipient
from alongside.core.access import SystemActor
from alongside.organisations.actions import members, teams
from alongside.organisations.actors import actor_for
from alongside.organisations.enums import Role, TeamKind
from alongside.vault import ring
from tests.casework.factories import LATER, NOW, fresh, make_case
from tests.casework.pages import entered, file_url, read
from tests.organisations.factories import make_person

pytestmark = pytest.mark.django_db
CONTACT = SafeContact(channel="sms", number="+40 700 000 000", checked=True)


@pytest.fixture
def north(world):
    """Make another team that keeps files, with one colleague in it."""
    return teams.create(
        name="North", kind=TeamKind.CASEWORK, actor=fresh(world.coordinator), now=NOW
    )


@pytest.fixture
def theirs(world, north):
    person = make_person(world.founded, team_kinds=[], name="Nita")
    boss = fresh(world.coordinator)
    members.change_teams(user_id=person.user.pk, team_ids=[north.id], actor=boss, now=NOW)
    return person


@pytest.fixture
def me(world):
    return world.caseworker.actor


@pytest.fixture
def boss(world, theirs):
    return fresh(world.coordinator)


@pytest.fixture
def case(me):
    made = make_case(me, "Mira", CONTACT)
    about = {"case_id": made.id, "actor": me, "now": NOW}
    actions.add_note(note=Note(text="she came"), **about)
    actions.record_incident(incident=Incident(physical_harm=True), **about)
    steps = [Step(text="ask the clinic", due_on=date(2026, 3, 5))]
    actions.save_goal(goal=Goal(words="a room", steps=steps), **about)
    actions.plan_task(text="call", due_on=date(2026, 3, 4), **about)
    return made


@pytest.fixture
def moved(case, boss, north, theirs):
    return {
        "case_id": case.id,
        "to_team": north.id,
        "to": theirs.user.pk,
        "her_words": "she knows Nita",
        "actor": boss,
        "now": LATER,
    }


def names(actor):
    return [
        row.name
        for row in queries.case_list(actor=actor, filters=queries.Filters(), now=LATER).rows
    ]


def found(actor):
    return [row.name for row in queries.find(actor=actor, text="mira", now=LATER).rows]


def test_the_new_team_opens_everything(moved, case, theirs, north):
    actions.transfer(**moved, words="the clinic first")
    her = fresh(theirs)
    about = {"actor": her, "case_id": case.id, "now": LATER}
    file = queries.open_file(**about)
    assert (file.head.name, file.head.worker, file.problems) == ("Mira", "You", [])
    assert file.head.since == "3 March 2026"
    assert [(task.text, task.due.text != "") for task in file.tasks] == [
        ("call", True),
        ("ask the clinic", True),
    ]
    notes = [one.text for one in queries.story(**about).entries if one.kind == "note"]
    assert notes == ["she knows Nita\nthe clinic first", "she came"]
    assert [one.text for one in queries.today(actor=her, now=LATER).due] == [
        "call",
        "ask the clinic",
    ]
    assert (names(her), found(her)) == (["Mira"], ["Mira"])
    assert (
        len(queries.incident_list(actor=her, filters=queries.RegisterFilters(), now=LATER).rows)
        == 1
    )
    actions.add_note(note=Note(text="and went on"), **about)
    assert Entry.objects.filter(action="file.transferred").get().object_id == str(case.id)
    kept = {(row.team_id, row.epoch > 0) for row in Task.objects.all()}
    assert kept == {(north.id, True)}


def test_the_old_team_opens_nothing_any_more(world, moved, case, me):
    her = fresh(world.colleague)
    remembered = ring.open(subject=case.id, keyring=her.keys)
    assert remembered.keys() >= {"identity", "casework"}
    assert names(me) == ["Mira"]
    actions.transfer(**moved)
    for actor in (me, her, fresh(world.caseworker)):
        about = {"actor": actor, "case_id": case.id, "now": LATER}
        with pytest.raises(NoSuchFile):
            queries.open_file(**about)
        with pytest.raises(NoSuchFile):
            actions.add_note(note=Note(text="x"), **about)
        # Whose keys were all opened before finds nothing they would open now.
        assert ring.open(subject=case.id, keyring=actor.keys) == {}
        assert (names(actor), found(actor)) == ([], [])
        assert queries.today(actor=actor, now=LATER).due == []
        assert (
            queries.incident_list(actor=actor, filters=queries.RegisterFilters(), now=LATER).rows
            == []
        )
    assert {team for team, _label in ring.holders(case.id)} & {world.team.id} == set()
    # The list head, the tasks and the lines of the register lie under the other team's keys.
    row = Case.objects.get(pk=case.id)
    assert row.team_id == moved["to_team"]
    assert set(RegisterLine.objects.values_list("team_id", flat=True)) == {moved["to_team"]}


def test_undoing_it_is_another_transfer(world, moved, case, me):
    actions.transfer(**moved)
    back = {"to_team": world.team.id, "to": me.user_id, "her_words": "she asked for it"}
    actions.transfer(**moved | back | {"actor": fresh(world.coordinator)})
    again = fresh(world.caseworker)
    assert (names(again), found(again)) == (["Mira"], ["Mira"])
    file = queries.open_file(actor=again, case_id=case.id, now=LATER)
    assert [task.text for task in file.tasks] == ["call", "ask the clinic"]
    assert {team for team, _label in ring.holders(case.id)} == {world.team.id}


def test_for_a_joint_time_the_old_team_reads_until_its_end(world, moved, case, me):
    until = date(2026, 3, 10)
    actions.transfer(**moved, joint_until=until)
    about = {"actor": fresh(world.caseworker), "case_id": case.id}
    assert queries.open_file(**about, now=LATER).head.name == "Mira"
    with pytest.raises(NoSuchFile):
        actions.add_note(note=Note(text="x"), **about, now=LATER)
    over = LATER + timedelta(days=8)
    with pytest.raises(NoSuchFile):
        queries.open_file(**about, now=over)
    consent.expire_due(actor=SystemActor(reason="expiry"), now=over)
    assert ring.open(subject=case.id, keyring=me.keys) == {}
    # The team that keeps it now keeps its keys.
    assert {team for team, _label in ring.holders(case.id)} == {moved["to_team"]}


def test_what_the_new_team_was_given_before_does_not_take_its_keys_away_later(
    world, moved, case, north, theirs, me
):
    row = files.find(actor=me, case_id=case.id, now=NOW).case
    consent.record_agreement(
        case=row,
        purpose=Purpose.SERVICE,
        recipient=Recipient.team(north.id),
        compartments=["identity", "casework"],
        answer=Answer.YES,
        expires_on=date(2026, 3, 4),
        actor=me,
        now=NOW,
    )
    actions.transfer(**moved)
    consent.expire_due(actor=SystemActor(reason="expiry"), now=LATER + timedelta(days=400))
    her = fresh(theirs)
    assert queries.open_file(actor=her, case_id=case.id, now=LATER).head.name == "Mira"


def test_her_answers_follow_and_those_to_us_are_asked_anew(world, moved, case, me, theirs):
    row = files.find(actor=me, case_id=case.id, now=NOW).case
    about = {"case": row, "answer": Answer.YES, "actor": me, "now": NOW}
    us = Recipient.team(world.team.id)
    consent.record_agreement(purpose=Purpose.SERVICE, recipient=us, **about)
    consent.record_agreement(purpose=Purpose.LONG_FOLLOW_UP, recipient=us, **about)
    figures = Recipient.figures(world.organisation.id)
    consent.record_agreement(
        purpose=Purpose.STATISTICS, recipient=figures, compartments=["coded"], **about
    )
    later = FollowUp(planned_on=date(2026, 3, 20), how="call", mark="1_week")
    actions.plan_follow_up(follow_up=later, case_id=case.id, actor=me, now=NOW)
    actions.transfer(**moved)
    live = Grant.objects.filter(ended_on=None).order_by("purpose")
    assert [(one.purpose, one.recipient_id, one.team_id) for one in live] == [
        ("service", moved["to_team"], moved["to_team"]),
        ("statistics", world.organisation.id, moved["to_team"]),
    ]
    last = ConsentRecord.objects.filter(recipient_id=world.team.id, superseded_by=None)
    assert {one.answer for one in last} == {"not_now"}
    assert FactsRow.objects.get().team_id == moved["to_team"]
    texts = [one.text for one in queries.today(actor=fresh(theirs), now=LATER).due]
    assert "Ask her whether you may ask later how she is" in texts
    assert "Call" not in texts


def test_only_who_is_in_both_teams_and_after_she_was_asked(world, moved, me, theirs):
    with pytest.raises(CannotDo):
        actions.transfer(**moved | {"her_words": " "})
    with pytest.raises(NotInTeam):
        actions.transfer(**moved | {"actor": me})
    with pytest.raises(NoSuchFile):
        actions.transfer(**moved | {"actor": fresh(theirs)})
    for to in (me.user_id, world.researcher.user.pk):
        with pytest.raises(NotInTeam):
            actions.transfer(**moved | {"to": to})
    shelter = world.teams[TeamKind.SHELTER].id
    with pytest.raises(NotInTeam):
        actions.transfer(**moved | {"to_team": shelter})
    volunteer = make_person(world.founded, role=Role.VOLUNTEER, name="Nid", sign_in_name="nid")
    with pytest.raises(PermissionDenied):
        actions.transfer(**moved | {"actor": volunteer.actor})
    assert Case.objects.get().team_id == world.team.id


def test_it_is_all_or_nothing(moved, case, me, monkeypatch):
    def fails(*_args, **_kwargs):
        raise RuntimeError

    monkeypatch.setattr("alongside.casework.search.keeping.put", fails)
    with pytest.raises(RuntimeError):
        actions.transfer(**moved)
    assert queries.open_file(actor=me, case_id=case.id, now=LATER).head.name == "Mira"


def test_the_page(world, clock, mine, case, north, theirs):
    url = file_url(case.id, "transfer")
    assert "A coordinator is in every team" in read(mine.get(url)).text
    browser = entered(world.coordinator)
    page = read(browser.get(url))
    assert "Nita · North" in page.text
    sent = {"to": f"{north.id}.{theirs.user.pk}", "her_words": "<i>yes</i>"}
    assert browser.post(url, {"to": sent["to"]}).status_code == 422
    assert browser.post(url, sent).status_code == 302
    assert mine.get(file_url(case.id)).status_code == 404
    assert timezone.localdate() == Case.objects.get(pk=case.id).since
    her = actor_for(theirs.user, theirs.user.keys)
    notes = [
        one.text
        for one in queries.story(actor=her, case_id=case.id, now=NOW).entries
        if one.kind == "note"
    ]
    # Both were written at one moment.
    assert sorted(notes) == ["<i>yes</i>", "she came"]
