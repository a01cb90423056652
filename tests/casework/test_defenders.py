"""A defender at risk: her file, what threatens her, and an alert to chosen colleagues."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from alongside.audit.models import Entry
from alongside.casework import actions, queries
from alongside.casework.contents import Identity, SafetyPlan, Threat
from alongside.casework.enums import FileKind, TaskKind
from alongside.casework.errors import Conflict, NothingToTell, NotInTeam
from alongside.casework.models import Case, Task
from alongside.casework.queries import Filters
from alongside.organisations.enums import Role, TeamKind
from tests.casework.factories import LATER, NOW, make_case
from tests.casework.pages import NASTY, entered, file_url, filled, read
from tests.organisations.factories import make_person

pytestmark = pytest.mark.django_db

FOLLOWED = Threat(what="A car before the house.", from_whom="unknown", seriousness="serious")


@pytest.fixture
def me(world):
    return world.caseworker.actor


@pytest.fixture
def defender(me):
    return actions.open_case(
        identity=Identity(called="Bimala"),
        kind=FileKind.DEFENDER,
        parts=[FOLLOWED],
        actor=me,
        now=NOW,
    ).case_id


def alert(me, defender, *to, words="Nobody goes to court alone."):
    return actions.alert(case_id=defender, to=to, words=words, actor=me, now=LATER)


class TestHerFile:
    def test_it_is_listed_where_defenders_are_asked_for(self, me, defender):
        make_case(me, "Mira")
        names = {
            kind: [
                row.name
                for row in queries.case_list(actor=me, filters=Filters(kind=kind), now=LATER).rows
            ]
            for kind in FileKind
        }
        assert names == {"person": ["Mira"], "defender": ["Bimala"], "incident": []}
        assert queries.today(actor=me, now=LATER).with_you == 2

    def test_by_language_too(self, me):
        for called, kind in (("Mira", FileKind.PERSON), ("Bimala", FileKind.DEFENDER)):
            identity = Identity(called=called, language="ne")
            actions.open_case(identity=identity, kind=kind, actor=me, now=NOW)
        asked = {"actor": me, "now": LATER}
        speaking = Filters(kind=FileKind.DEFENDER, language="ne")
        assert [row.name for row in queries.case_list(filters=speaking, **asked).rows] == ["Bimala"]

    def test_threats_newest_first_with_the_plan(self, me, defender):
        actions.record_threat(case_id=defender, threat=Threat(what="x"), actor=me, now=LATER)
        plan = SafetyPlan(active=True, steps="She calls before she leaves.")
        actions.set_safety_plan(case_id=defender, plan=plan, base_version=None, actor=me, now=LATER)
        page = queries.threats(actor=me, case_id=defender, now=LATER)
        assert [one.content.what for one in page.threats] == ["x", "A car before the house."]
        assert page.plan.content == plan

    def test_two_people_change_a_threat(self, me, defender):
        (part,) = queries.threats(actor=me, case_id=defender, now=LATER).threats
        change = {"document_id": part.document_id, "base_version": 1, "actor": me, "now": LATER}
        actions.record_threat(case_id=defender, threat=Threat(what="y"), **change)
        with pytest.raises(Conflict):
            actions.record_threat(case_id=defender, threat=Threat(what="z"), **change)
        (part,) = queries.threats(actor=me, case_id=defender, now=LATER).threats
        assert (part.content.what, part.version) == ("y", 2)


class TestAlert:
    def test_it_stands_on_the_today_of_those_chosen_and_of_nobody_else(self, world, me, defender):
        alert(me, defender, world.colleague.user.pk)
        (task,) = queries.today(actor=world.colleague.actor, now=LATER).due
        assert (task.text, task.hint, task.name, task.due.text) == (
            "Read an alert about a defender",
            "Nobody goes to court alone.",
            "Bimala",
            "Today",
        )
        assert queries.today(actor=me, now=LATER).due == []
        assert queries.open_file(actor=me, case_id=defender, now=LATER).tasks == []
        hers = queries.open_file(actor=world.colleague.actor, case_id=defender, now=LATER)
        assert [one.text for one in hers.tasks] == ["Read an alert about a defender"]

    def test_its_words_are_kept_in_the_file_and_who_was_told_in_the_journal(
        self, world, me, defender
    ):
        colleague, coordinator = world.colleague.user.pk, world.coordinator.user.pk
        alert(me, defender, colleague, coordinator)
        entry = Entry.objects.get(action="file.alert.sent")
        assert entry.object_id == str(defender)
        assert {str(colleague), str(coordinator)} <= set(entry.others.split(","))
        assert "court" not in str(entry.content())
        told = queries.story(actor=me, case_id=defender, now=LATER).entries[0]
        assert (told.title, told.text) == ("Alert to colleagues", "Nobody goes to court alone.")

    def test_it_is_nobodys_next_thing_in_the_list(self, world, me, defender):
        alert(me, defender, world.colleague.user.pk)
        assert Case.objects.get().next_due_on is None
        filters = Filters(kind=FileKind.DEFENDER)
        (row,) = queries.case_list(actor=me, filters=filters, now=LATER).rows
        assert row.next == ""

    def test_somebody_chosen_twice_is_told_once(self, world, me, defender):
        colleague = world.colleague.user.pk
        assert len(alert(me, defender, colleague, colleague)) == 1

    def test_read_it_is_done(self, world, me, defender):
        (task_id,) = alert(me, defender, world.colleague.user.pk)
        actions.finish_task(task_id=task_id, actor=world.colleague.actor, now=LATER)
        assert queries.today(actor=world.colleague.actor, now=LATER).due == []

    def test_handing_the_file_over_leaves_alerts_with_whom_they_were_sent_to(
        self, world, me, defender
    ):
        alert(me, defender, world.coordinator.user.pk)
        actions.plan_task(case_id=defender, text="call her", due_on=None, actor=me, now=LATER)
        to = world.colleague.user.pk
        actions.hand_over(case_id=defender, to=to, actor=me, now=LATER)
        workers = dict(Task.objects.values_list("kind", "worker_id"))
        assert workers == {TaskKind.ALERT: world.coordinator.user.pk, TaskKind.TASK: to}

    def test_only_those_who_hold_the_keys_can_be_told(self, world, me, defender):
        lawyer = make_person(world.founded, role=Role.LAWYER, team_kinds=[TeamKind.LEGAL])
        for nobody in (lawyer.user.pk, world.researcher.user.pk, uuid4()):
            with pytest.raises(NotInTeam):
                alert(me, defender, world.colleague.user.pk, nobody)
        assert Task.objects.count() == 0
        offered = dict(queries.to_alert(actor=me, case_id=defender, now=LATER))
        assert set(offered) == {world.colleague.user.pk, world.coordinator.user.pk}

    @pytest.mark.parametrize("words", ["", "  "])
    def test_nothing_said_or_nobody_told_is_no_alert(self, world, me, defender, words):
        with pytest.raises(NothingToTell):
            alert(me, defender, world.colleague.user.pk, words=words)
        with pytest.raises(NothingToTell):
            alert(me, defender)
        assert Task.objects.count() == 0

    def test_a_volunteer_may_not_open_such_a_file(self, world):
        volunteer = make_person(world.founded, role=Role.VOLUNTEER, team_kinds=[TeamKind.CASEWORK])
        with pytest.raises(PermissionDenied):
            actions.open_case(
                identity=Identity(called="Bimala"),
                kind=FileKind.DEFENDER,
                actor=volunteer.actor,
                now=NOW,
            )


@pytest.mark.usefixtures("clock")
class TestPages:
    NEW = "/p/defender/new/"

    def test_a_name_and_a_threat_open_her_file(self, mine):
        threat = {"called": "Bimala", "threat-what": NASTY, "threat-seriousness": "dangerous"}
        response = mine.post(self.NEW, threat, follow=True)
        case = Case.objects.get()
        assert (case.kind, response.redirect_chain) == (
            "defender",
            [(file_url(case.id, "threats"), 302)],
        )
        page = read(response)
        assert NASTY in page.text
        assert "Her life or freedom is in danger" in page.text
        assert "A defender at risk" in page.text

    def test_what_is_missing_is_said_in_both_parts_and_nothing_is_lost(self, mine):
        response = mine.post(self.NEW, {"threat-reported_to": NASTY})
        page = read(response)
        assert response.status_code == 422
        assert "2 things to finish" in page.text
        assert page.text.count("Write at least a few words.") == 2
        assert page.form().fields["threat-reported_to"] == [NASTY]
        assert Case.objects.count() == 0

    def test_a_threat_of_tomorrow_is_refused(self, mine, defender):
        day = {"occurred_day": "3", "occurred_month": "3", "occurred_year": "2026"}
        response = mine.post(file_url(defender, "threat"), {"what": "x"} | day)
        assert read(response).text.count("This day has not come yet.") == 2

    def test_the_tab_is_there_for_defenders_alone(self, mine, defender, case_id):
        assert file_url(defender, "threats") in read(mine.get(file_url(defender))).links
        assert file_url(case_id, "threats") not in read(mine.get(file_url(case_id))).links

    def test_a_threat_is_changed(self, me, mine, defender):
        (part,) = queries.threats(actor=me, case_id=defender, now=NOW).threats
        url = file_url(defender, "threat_change", part.document_id)
        sent = filled(mine.get(url), what="Two cars.", was_reported="yes")
        assert mine.post(url, sent)["Location"] == file_url(defender, "threats")
        (part,) = queries.threats(actor=me, case_id=defender, now=NOW).threats
        expected = FOLLOWED.model_copy(update={"what": "Two cars.", "was_reported": True})
        assert part.content == expected

    def test_an_alert_is_sent_read_and_done(self, world, mine, hers, defender):
        url = file_url(defender, "alert")
        response = mine.post(url, {"to": [str(world.colleague.user.pk)], "words": NASTY})
        assert response["Location"] == file_url(defender, "threats")
        assert "Read an alert about a defender" in read(hers.get("/d/")).text
        page = read(hers.get(file_url(defender)))
        done = f"/p/task/{Task.objects.get().pk}/done/"
        assert done in {form.action for form in page.forms}
        assert hers.post(done).status_code == 302
        assert "Read an alert about a defender" not in read(hers.get("/d/")).text

    def test_an_alert_to_nobody_or_without_words(self, mine, defender):
        response = mine.post(file_url(defender, "alert"), {})
        page = read(response)
        assert response.status_code == 422
        assert page.text.count("Choose at least one colleague.") == 2
        assert page.text.count("Say what your colleagues have to know.") == 2

    def test_people_lead_to_it_and_show_defenders(self, mine, defender):
        page = read(mine.get("/p/"))
        assert page.links["/p/?kind=defender"] == "Defenders at risk"
        assert file_url(defender) not in page.links
        page = read(mine.get("/p/?kind=defender"))
        assert page.links[file_url(defender)] == "Bimala"
        assert page.links[self.NEW] == "New defender"

    def test_a_role_without_files_gets_nowhere(self, world):
        browser = entered(world.researcher)
        assert [browser.get(self.NEW).status_code, browser.get("/p/register/").status_code] == [
            403,
            403,
        ]


def test_a_threat_moves_the_work_on(me, defender):
    made = make_case(me, "Mira")
    actions.record_threat(case_id=made.id, threat=Threat(what="x"), actor=me, now=LATER)
    assert Case.objects.get(pk=made.id).phase == "assessment"
