"""What is counted of incidents, and the copy of the register that leaves."""

import csv
import io
import json
from datetime import date
from types import SimpleNamespace

import openpyxl
import pyrage
import pytest
from django.core.exceptions import PermissionDenied

from alongside.audit.models import Entry
from alongside.casework import actions, facts
from alongside.casework.models import FactsRow
from alongside.casework.violence.recorder import COLUMNS
from alongside.consent import actions as consent, files as heads
from alongside.consent.enums import Answer, HowGiven
from alongside.consent.models import ConsentRecord
from tests.casework.factories import HURT, LATER, NOW, make_case, register

pytestmark = pytest.mark.django_db


@pytest.fixture
def me(world):
    return world.caseworker.actor


def may_count(actor, case_id, answer=Answer.YES):
    actions.record_counting(
        case_id=case_id,
        answer=answer,
        how_given=HowGiven.SPOKEN,
        interpreter="",
        actor=actor,
        now=NOW,
    )


class TestCounting:
    def test_only_with_a_yes_and_not_as_a_person(self, world, me):
        opened = register(me)
        asked = {"actor": world.researcher.actor, "now": LATER}
        assert facts.registered_incidents(**asked) == []
        may_count(me, opened.case_id)
        (one,) = facts.registered_incidents(**asked)
        assert (one.month, one.core_type, one.contexts, one.delay, one.age_group) == (
            date(2026, 3, 1),
            "physical_assault",
            frozenset({"intimate_partner_violence"}),
            "4-5 days",
            "18-25",
        )
        assert facts.opened_files(**asked) == []

    def test_left_open_or_no_counts_nothing(self, me):
        opened = register(me)
        for answer in (None, Answer.NO, Answer.NOT_NOW):
            may_count(me, opened.case_id, answer)
        assert FactsRow.objects.count() == 0

    def test_incidents_of_somebody_counted_already_are_counted_with_her(self, world, me):
        made = make_case(me, "Mira", age=23, age_on=NOW.date())
        may_count(me, made.id)
        asked = {"actor": world.researcher.actor, "now": LATER}
        for _number in range(2):
            actions.record_incident(case_id=made.id, incident=HURT, actor=me, now=LATER)
        (person,) = facts.opened_files(**asked)
        tokens = {one.token for one in facts.registered_incidents(**asked)}
        assert (tokens, len(facts.registered_incidents(**asked))) == ({person.token}, 2)

    def test_a_stop_takes_it_out_at_once(self, world, me):
        opened = register(me)
        may_count(me, opened.case_id)
        may_count(me, opened.case_id, Answer.NO)
        asked = {"actor": world.researcher.actor, "now": LATER}
        assert facts.registered_incidents(**asked) == []

    def test_rows_of_before_there_were_incidents_go_on_counting(self, world, me, monkeypatch):
        made = make_case(me, "Mira", age=23, age_on=NOW.date())
        monkeypatch.setattr(facts, "VERSION", facts.WITHOUT_INCIDENTS)
        before = SimpleNamespace(loads=json.loads, dumps=lambda said: json.dumps(said[:5]))
        monkeypatch.setattr(facts, "json", before)
        may_count(me, made.id)
        monkeypatch.undo()
        asked = {"actor": world.researcher.actor, "now": LATER}
        assert [one.age_band for one in facts.opened_files(**asked)] == ["18-24"]
        assert facts.registered_incidents(**asked) == []


class TestTheCopy:
    def copy(self, actor, kind="csv", **more):
        return actions.export_incidents(
            format=kind, reason="the yearly meeting", actor=actor, now=LATER, **more
        )

    def rows(self, actor, kind="csv", **more):
        made = b"".join(self.copy(actor, kind, encrypted=False, **more).chunks)
        if kind == "csv":
            return list(csv.reader(io.StringIO(made.decode("utf-8-sig"))))
        sheet = openpyxl.load_workbook(io.BytesIO(made)).active
        return [["" if cell is None else str(cell) for cell in row] for row in sheet.values]

    @pytest.mark.parametrize("kind", ["csv", "xlsx"])
    def test_42_columns_of_those_who_agreed_and_no_name(self, world, kind):
        me = world.coordinator.actor
        counted = register(me, called="Kamala")
        register(me, called="Sunita")
        may_count(me, counted.case_id)
        heading, *rows = self.rows(me, kind)
        assert heading == list(COLUMNS)
        assert len(rows) == 1
        cells = dict(zip(heading, rows[0], strict=True))
        assert (cells["gbv_type"], cells["perpetrator.relationship"], cells["date_of_birth"]) == (
            "physical_assault",
            "intimate_partner",
            "18-25",
        )
        assert (cells["consent"], cells["agency_code"]) == ("yes", world.organisation.name)
        everything = str(rows)
        for secret in ("Kamala", "Sunita", "phone", counted.reference, str(counted.case_id)):
            assert secret not in everything

    def test_incidents_of_one_person_share_her_code_and_have_their_own(self, world):
        me = world.coordinator.actor
        made = make_case(me, "Mira")
        for _number in range(2):
            actions.record_incident(case_id=made.id, incident=HURT, actor=me, now=NOW)
        may_count(me, made.id)
        heading, *rows = self.rows(me)
        both = [dict(zip(heading, row, strict=True)) for row in rows]
        assert len({cells["survivor_code"] for cells in both}) == 1
        assert len({cells["incident_id"] for cells in both}) == 2

    def test_a_stop_leaves_it_out_of_the_next_copy(self, world):
        me = world.coordinator.actor
        opened = register(me)
        may_count(me, opened.case_id)
        head = heads.find(actor=me, case_id=opened.case_id, now=NOW)
        assert len(self.rows(me)) == 2
        record = ConsentRecord.objects.get(case_id=opened.case_id).id
        consent.withdraw(case=head.case, record_id=record, actor=me, now=NOW)
        assert len(self.rows(me)) == 1

    def test_it_is_encrypted_and_every_file_of_it_journalled(self, world, me):
        opened = register(me)
        register(me)
        may_count(me, opened.case_id)
        copy = self.copy(me)
        sealed = b"".join(copy.chunks)
        assert copy.file_name == "incidents-2026-03-03.csv.age"
        assert b"physical_assault" not in sealed
        opened_copy = pyrage.passphrase.decrypt(sealed, copy.passphrase).decode()
        assert "physical_assault" in opened_copy
        first, second = Entry.objects.filter(action="incidents.exported").order_by("seq")
        assert second.others == str(opened.case_id)
        assert first.object_id == second.object_id == str(world.team.id)

    def test_only_roles_that_move_registers_and_unencrypted_only_a_coordinator(self, world, me):
        with pytest.raises(PermissionDenied):
            self.copy(world.researcher.actor)
        with pytest.raises(PermissionDenied, match="Only a coordinator"):
            self.copy(me, encrypted=False)

    def test_it_waits_and_is_fetched_once_as_other_copies_do(self, world):
        me = world.coordinator.actor
        may_count(me, register(me).case_id)
        ticket = actions.prepare_export(
            format="csv",
            reason="the yearly meeting",
            encrypted=False,
            incidents=True,
            actor=me,
            now=LATER,
        )
        export = actions.take_export(ticket=ticket.id, actor=me, now=LATER)
        assert b"physical_assault" in b"".join(export.chunks)


class TestItsOwnCopyOfAFile:
    def test_to_read_it_tells_the_type_and_why(self, world):
        me = world.coordinator.actor
        opened = register(me, called="Kamala")
        text = b"".join(
            actions.export_file(
                case_id=opened.case_id,
                format="html",
                reason="she asked",
                encrypted=False,
                actor=me,
                now=LATER,
            ).chunks
        ).decode()
        for words in ("Physical assault", "The first yes is to question 3.", "4 to 5 days"):
            assert words in text
