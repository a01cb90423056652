"""Registering incidents: alone or in a file, the register, what is counted, and the copy of it."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from alongside.audit.models import Entry
from alongside.casework import actions, queries
from alongside.casework.contents import Closing, Identity, Incident
from alongside.casework.enums import ClosedReason, FileKind, Phase
from alongside.casework.errors import AlreadyClosed, Conflict, NoTeam
from alongside.casework.models import Case, RegisterLine
from alongside.casework.queries import Filters, RegisterFilters
from alongside.core.access import SystemActor
from alongside.organisations.enums import Role, TeamKind
from alongside.vault.models import SealedDocument
from tests.casework.factories import HURT, LATER, NOW, fresh, make_case, make_world, register
from tests.casework.test_resealing import part_with
from tests.organisations.factories import make_person

pytestmark = pytest.mark.django_db

EVERY = RegisterFilters()


@pytest.fixture
def me(world):
    return world.caseworker.actor


def listed(actor, filters=EVERY, after=""):
    return queries.incident_list(actor=actor, filters=filters, now=LATER, after=after)


class TestAlone:
    def test_it_is_a_file_of_its_own_kind_without_any_identity(self, me):
        opened = register(me)
        case = Case.objects.get()
        assert (case.kind, case.phase, case.reference) == (
            FileKind.INCIDENT,
            Phase.ASSESSMENT,
            opened.reference,
        )
        kinds = SealedDocument.objects.filter(subject=case.id).values_list("kind", flat=True)
        assert list(kinds) == ["incident"]
        (part,) = queries.episodes(actor=me, case_id=case.id, now=LATER).incidents
        assert part.content == HURT

    def test_she_is_called_something_where_she_wants_to_be(self, me):
        opened = register(me, called="Kamala")
        file = queries.open_file(actor=me, case_id=opened.case_id, now=LATER)
        assert (file.head.name, file.head.is_person) == ("Kamala", False)
        assert [row.name for row in queries.find(actor=me, text="Kamala", now=LATER).rows] == [
            "Kamala"
        ]

    def test_it_is_journalled_with_the_file_and_never_with_what_was_said(self, me):
        opened = register(me)
        entry = Entry.objects.get(action="file.incident.registered")
        assert (entry.actor, entry.object_id) == (str(me.user_id), str(opened.case_id))
        assert "phone" not in str(entry.content())

    def test_nobody_outside_a_team_that_keeps_files_registers(self, world):
        lawyer = make_person(world.founded, role=Role.LAWYER, team_kinds=[TeamKind.LEGAL])
        with pytest.raises(NoTeam):
            register(lawyer.actor)
        with pytest.raises(NoTeam):
            register(world.researcher.actor)
        assert (Case.objects.count(), RegisterLine.objects.count()) == (0, 0)

    def test_a_volunteer_opens_no_files_and_so_registers_nothing(self, world):
        volunteer = make_person(world.founded, role=Role.VOLUNTEER, team_kinds=[TeamKind.CASEWORK])
        with pytest.raises(PermissionDenied):
            register(volunteer.actor)
        assert (Case.objects.count(), RegisterLine.objects.count()) == (0, 0)

    def test_without_a_journal_nothing_is_registered(self, me, monkeypatch):
        def fails(*_args, **_named):
            raise RuntimeError("the journal is full")

        monkeypatch.setattr("alongside.casework.access.journal.record", fails)
        with pytest.raises(RuntimeError, match="full"):
            register(me)
        assert (Case.objects.count(), RegisterLine.objects.count()) == (0, 0)

    def test_nobody_walks_with_it(self, world):
        me = world.coordinator.actor
        register(me, called="Kamala")
        make_case(me, "Mira")
        rows = queries.case_list(actor=me, filters=Filters(scope="team"), now=LATER).rows
        assert [row.name for row in rows] == ["Mira"]
        assert queries.today(actor=me, now=LATER).with_you == 1
        register_of_people = b"".join(
            actions.export_register(
                format="csv",
                reason="yearly check",
                encrypted=False,
                actor=me,
                now=LATER,
            ).chunks
        ).decode()
        assert ("Mira" in register_of_people, "Kamala" in register_of_people) == (True, False)


class TestInAFile:
    def test_it_lies_in_her_file_and_in_the_register(self, me):
        made = make_case(me, "Mira")
        actions.record_incident(case_id=made.id, incident=HURT, actor=me, now=NOW)
        assert Case.objects.get().kind == FileKind.PERSON
        (row,) = listed(me).rows
        assert (row.case_id, row.reference, row.in_a_file) == (str(made.id), made.reference, True)

    def test_changing_it_changes_its_line_and_keeps_the_day(self, me):
        made = make_case(me, "Mira")
        saved = actions.record_incident(case_id=made.id, incident=HURT, actor=me, now=NOW)
        again = {"document_id": saved.document_id, "base_version": 1, "now": LATER}
        worse = HURT.model_copy(update={"penetration": True})
        actions.record_incident(case_id=made.id, incident=worse, actor=me, **again)
        line = RegisterLine.objects.get()
        assert (line.document_id, line.registered_on) == (saved.document_id, NOW.date())
        assert [row.title for row in listed(me).rows] == ["Rape"]
        with pytest.raises(Conflict) as met:
            actions.record_incident(case_id=made.id, incident=HURT, actor=me, **again)
        assert [one.field for one in met.value.differences] == ["penetration"]
        assert [row.title for row in listed(me).rows] == ["Rape"]

    def test_a_closed_file_takes_none(self, me):
        made = make_case(me, "Mira")
        actions.close(
            case_id=made.id,
            closing=Closing(reason=ClosedReason.MOVED),
            actor=me,
            now=NOW,
        )
        with pytest.raises(AlreadyClosed):
            actions.record_incident(case_id=made.id, incident=HURT, actor=me, now=LATER)
        assert RegisterLine.objects.count() == 0


class TestTheRegister:
    def test_a_line_says_what_it_is_and_names_nobody(self, me):
        register(me, called="Kamala")
        (row,) = listed(me).rows
        assert (row.title, row.contexts, row.happened, row.delay, row.in_a_file) == (
            "Physical assault",
            "By a partner or former partner",
            "26 February 2026",
            "4 to 5 days",
            False,
        )
        assert not any("Kamala" in str(getattr(row, name)) for name in row.__slots__)

    def test_one_without_a_type_says_so(self, me):
        register(me, Incident(sexual_contact=True))
        assert [row.title for row in listed(me).rows] == ["No type yet"]

    def test_newest_first_by_pages_without_loss(self, me):
        for number in range(27):
            register(me, now=NOW - timedelta(days=number // 3))
        first = listed(me)
        second = listed(me, after=first.next)
        assert (len(first.rows), len(second.rows), second.next) == (25, 2, "")
        days = [
            line.registered_on
            for row in (*first.rows, *second.rows)
            for line in RegisterLine.objects.filter(case_id=row.case_id)
        ]
        assert len({row.case_id for row in (*first.rows, *second.rows)}) == 27
        assert days == sorted(days, reverse=True)

    def test_by_who_registered_and_when(self, world, me):
        register(me, called="Mine")
        register(world.colleague.actor, now=NOW - timedelta(days=40))
        everybody = listed(me).rows
        assert len(everybody) == 2
        assert [row.worker for row in listed(me, RegisterFilters(mine=True)).rows] == ["You"]
        march = RegisterFilters(since=date(2026, 3, 1), until=date(2026, 3, 31))
        assert [row.worker for row in listed(me, march).rows] == ["You"]
        january = RegisterFilters(since=date(2026, 1, 1), until=date(2026, 1, 31))
        assert [row.registered for row in listed(me, january).rows] == ["21 Jan"]

    def test_what_is_shown_is_journalled_before(self, me):
        opened = register(me)
        listed(me)
        entry = Entry.objects.get(action="incidents.listed")
        assert (entry.object_id, entry.others) == (str(me.user_id), str(opened.case_id))

    def test_as_many_queries_with_three_as_with_one(self, world, me):
        register(me)
        counts = []
        for more in (0, 2):
            for _number in range(more):
                register(me)
            reader = fresh(world.caseworker)
            with CaptureQueriesContext(connection) as caught:
                listed(reader)
            counts.append(len(caught))
        assert counts[0] == counts[1]

    def test_not_of_others(self, world, me):
        register(me)
        theirs = make_world()
        register(theirs.caseworker.actor)
        lawyer = make_person(world.founded, role=Role.LAWYER, team_kinds=[TeamKind.LEGAL])
        assert listed(lawyer.actor).rows == []
        assert len(listed(theirs.caseworker.actor).rows) == 1
        for nobody in (world.researcher.actor, SystemActor(reason="test")):
            with pytest.raises(PermissionDenied):
                listed(nobody)

    def test_a_line_that_does_not_open_says_so_and_hides_no_other(self, me):
        register(me)
        register(me, called="Kamala")
        first = RegisterLine.objects.order_by("id").first()
        QuerySet(RegisterLine).filter(pk=first.pk).update(box=b"x1" + bytes(90))
        problems = sorted(row.problem for row in listed(me).rows)
        assert problems == ["", "This part could not be opened."]
        entry = Entry.objects.get(action="file.not_opened")
        assert entry.object_id == str(first.case_id)

    def test_lines_open_under_new_keys(self, world):
        register(world.caseworker.actor)
        part_with(world, world.colleague)
        assert RegisterLine.objects.get().epoch == 2
        (row,) = listed(fresh(world.caseworker)).rows
        assert (row.title, row.problem) == ("Physical assault", "")


def test_an_identity_is_nothing_an_incident_needs(me):
    opened = register(me)
    assert queries.open_file(actor=me, case_id=opened.case_id, now=LATER).head.given is False
    identity = Identity(called="Kamala")
    actions.save_part(
        case_id=opened.case_id, content=identity, base_version=None, actor=me, now=LATER
    )
    assert queries.open_file(actor=me, case_id=opened.case_id, now=LATER).head.name == "Kamala"
