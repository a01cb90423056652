"""Opening, closing, opening again, handing over: policy, gate, change and journal as one."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from alongside.audit import journal
from alongside.audit.models import Entry
from alongside.casework import actions, queries
from alongside.casework.actions import files
from alongside.casework.contents import Closing, Goal, Identity, Needs, Note, SafeContact, Step
from alongside.casework.enums import ClosedReason, Phase
from alongside.casework.errors import (
    AlreadyClosed,
    CannotDo,
    NotClosed,
    NoTeam,
    NotInTeam,
)
from alongside.casework.models import Case, SearchSegment
from alongside.organisations.enums import Role, TeamKind
from alongside.vault.models import Key, SealedDocument
from tests.casework.factories import LATER, NOW, make_case, make_world
from tests.organisations.factories import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def me(world):
    return world.caseworker.actor


def deeds():
    return list(Entry.objects.order_by("seq").values_list("action", flat=True))


class TestOpening:
    def test_it_makes_the_file_with_the_keys_it_needs_and_no_more(self, world, me):
        made = make_case(me, "Mira")
        case = Case.objects.get()
        assert (case.reference, case.worker_id, case.team_id) == (
            made.reference,
            me.user_id,
            world.team.id,
        )
        assert (case.phase, case.opened_on) == (Phase.NEW, NOW.date())
        labels = Key.objects.filter(subject=made.id).values_list("label", flat=True)
        assert sorted(labels) == ["casework", "identity"]

    def test_its_parts_come_with_it(self, me):
        contact = SafeContact(channel="she_calls")
        made = make_case(me, "", Needs(needs=["doctor"]), contact, not_given=True)
        file = queries.open_file(actor=me, case_id=made.id, now=LATER)
        assert (file.head.name, file.head.given) == ("(name not given)", False)
        assert file.head.phase.text == "Finding out what she needs"
        assert file.parts["needs"].content.needs == ["doctor"]
        (row,) = queries.case_list(actor=me, filters=queries.Filters(), now=LATER).rows
        assert (row.name, row.next, row.due.text, row.needs) == (
            "(name not given)",
            "Waiting: she will call us",
            "When she says",
            "A doctor",
        )

    def test_a_plan_that_comes_with_it_is_due(self, me):
        goal = Goal(words="My wages", steps=[Step(text="Ask the lawyer", due_on=date(2026, 3, 9))])
        make_case(me, "Mira", goal)
        case = Case.objects.get()
        assert (case.next_due_on, case.phase) == (date(2026, 3, 9), Phase.PLAN)

    def test_the_journal_says_so_once(self, world, me):
        before = deeds()
        make_case(me)
        assert deeds()[len(before) :] == ["file.opened"]
        entry = Entry.objects.order_by("seq").last()
        assert (entry.actor, entry.object_id) == (str(me.user_id), str(Case.objects.get().id))
        assert (entry.compartment, entry.basis) == ("casework,identity", "keeps the file")

    def test_without_the_journal_there_is_no_file(self, me, monkeypatch):
        def fail(**_entry):
            raise journal.JournalUnavailable

        monkeypatch.setattr(journal, "_append", fail)
        with pytest.raises(journal.JournalUnavailable):
            make_case(me)
        assert Case.objects.count() == 0
        assert SealedDocument.objects.count() == 0
        assert SearchSegment.objects.filter(count__gt=0).count() == 0

    @pytest.mark.parametrize("role", [Role.RESEARCHER, Role.EDITOR, Role.GRANTS_OFFICER])
    def test_roles_that_keep_no_files_open_none(self, me, role):
        with pytest.raises(PermissionDenied, match="does not open or close files"):
            make_case(replace(me, role=role))
        assert Case.objects.count() == 0

    def test_somebody_in_no_team_is_told_so(self, world):
        person = make_person(world.founded, team_kinds=[TeamKind.LEGAL])
        with pytest.raises(NoTeam, match="not in a team that keeps files"):
            make_case(person.actor)

    def test_nor_into_a_team_of_others(self, world, me):
        other = make_world()
        with pytest.raises(NoTeam):
            actions.open_case(identity=Identity(), team_id=other.team.id, actor=me, now=NOW)

    def test_a_reference_that_is_taken_is_drawn_again(self, me, monkeypatch):
        taken = make_case(me).reference
        drawn = iter([taken, "AL-ZZZZZ"])
        monkeypatch.setattr(files, "new_reference", lambda: next(drawn))
        case = Case(
            organisation_id=me.organisation_id,
            team_id=next(iter(me.team_ids)),
            reference=taken,
            opened_on=NOW.date(),
            since=NOW.date(),
        )
        files.begin(case, [Identity(called="Lan")], actor=me, now=NOW)
        assert sorted(Case.objects.values_list("reference", flat=True)) == sorted(
            [taken, "AL-ZZZZZ"]
        )


class TestClosing:
    def test_it_needs_a_day_between_opening_and_today(self, me):
        made = make_case(me)
        for day in (NOW.date() - timedelta(1), LATER.date() + timedelta(1)):
            closing = Closing(reason=ClosedReason.MOVED, closed_on=day)
            with pytest.raises(CannotDo, match="between the day the file was opened and today"):
                actions.close(case_id=made.id, closing=closing, actor=me, now=LATER)
        assert Case.objects.get().closed_on is None

    def test_what_was_due_is_set_aside_and_comes_back(self, me):
        goal = Goal(words="My wages", steps=[Step(text="Ask", due_on=date(2026, 3, 9))])
        made = make_case(me, "Mira", goal)
        closing = Closing(reason=ClosedReason.SHE_DECIDED, words="Enough")
        actions.close(case_id=made.id, closing=closing, actor=me, now=LATER)
        case = Case.objects.get()
        assert (case.phase, case.closed_reason, case.next_due_on) == (
            Phase.CLOSED,
            ClosedReason.SHE_DECIDED,
            None,
        )
        assert queries.today(actor=me, now=LATER).due == []
        file = queries.open_file(actor=me, case_id=made.id, now=LATER)
        assert file.head.closed == "Closed on 3 March 2026: She decided to end it"
        assert (file.rights.write, file.rights.reopen) == (False, True)

        actions.reopen(case_id=made.id, why="She came back", actor=me, now=LATER)
        case = Case.objects.get()
        assert (case.phase, case.closed_on, case.closed_reason) == (Phase.PLAN, None, None)
        assert case.next_due_on == date(2026, 3, 9)
        (due,) = queries.today(actor=me, now=LATER).due
        assert (due.text, due.name) == ("Ask", "Mira")
        page = queries.story(actor=me, case_id=made.id, now=LATER)
        assert [entry.title for entry in page.entries] == ["File opened again", "File opened"]
        assert page.entries[0].text == "She came back"

    def test_twice_is_refused_and_nothing_more_is_added(self, me):
        made = make_case(me)
        closing = Closing(reason=ClosedReason.MOVED)
        actions.close(case_id=made.id, closing=closing, actor=me, now=LATER)
        with pytest.raises(AlreadyClosed, match="Open it again first"):
            actions.close(case_id=made.id, closing=closing, actor=me, now=LATER)
        with pytest.raises(AlreadyClosed):
            actions.add_note(case_id=made.id, note=Note(text="x"), actor=me, now=LATER)
        assert SealedDocument.objects.filter(kind="closing").count() == 1
        assert SealedDocument.objects.filter(kind="note").count() == 0

    def test_an_open_file_is_not_opened_again(self, me):
        made = make_case(me)
        with pytest.raises(NotClosed, match="is not closed"):
            actions.reopen(case_id=made.id, why="x", actor=me, now=LATER)

    def test_a_volunteer_does_not_decide(self, world, me):
        made = make_case(me)
        volunteer = make_person(world.founded, role=Role.VOLUNTEER).actor
        closing = Closing(reason=ClosedReason.MOVED)
        with pytest.raises(PermissionDenied, match="does not open or close files"):
            actions.close(case_id=made.id, closing=closing, actor=volunteer, now=LATER)
        assert Case.objects.get().closed_on is None


class TestHandingOver:
    def test_the_file_and_what_is_due_go_to_her(self, world, me):
        goal = Goal(words="x", steps=[Step(text="Ask", due_on=date(2026, 3, 4))])
        made = make_case(me, "Mira", goal)
        to = world.colleague.user.id
        assert (to, "Farida Begum") in queries.colleagues(actor=me, case_id=made.id, now=LATER)
        actions.hand_over(case_id=made.id, to=to, words="Call her soon", actor=me, now=LATER)
        assert queries.today(actor=me, now=LATER).due == []
        hers = queries.today(actor=world.colleague.actor, now=LATER)
        assert ([task.text for task in hers.due], hers.with_you) == (["Ask"], 1)
        file = queries.open_file(actor=world.colleague.actor, case_id=made.id, now=LATER)
        assert (file.head.worker, file.head.since) == ("You", "3 March 2026")

    def test_not_to_somebody_without_the_keys(self, world, me):
        made = make_case(me)
        other = make_world()
        for stranger in (world.researcher.user.id, other.caseworker.user.id):
            with pytest.raises(NotInTeam):
                actions.hand_over(case_id=made.id, to=stranger, actor=me, now=LATER)
        assert Case.objects.get().worker_id == me.user_id
