"""HTCDS 2.0: each of its 83 fields has a place here, and goes out and comes in unchanged."""

import csv
import io
import json
from datetime import timedelta

import openpyxl
import pytest

from alongside.casework import actions
from alongside.casework.contents import Closing, Note
from alongside.casework.enums import ClosedReason, Phase
from alongside.casework.exchange.fields import ELSEWHERE, PLACES
from alongside.casework.models import Case
from alongside.casework.register.htcds import FIELDS, Kind, other
from alongside.casework.register.mapping import suggest_mapping
from alongside.casework.register.reading import open_register
from alongside.consent import actions as consent
from alongside.consent.contents import Conversation
from alongside.consent.enums import Answer, Purpose
from alongside.consent.parties import CaseRef, Recipient
from tests.casework.factories import LATER, make_case, make_world
from tests.casework.register.shared import PROJECT, standards
from tests.standards import htcds
from tests.standards.htcds import PEOPLE

ENDINGS = (None, "follow up", ClosedReason.MOVED, ClosedReason.HANDED_ON)


@pytest.fixture
def me(db):
    return make_world().coordinator.actor


@pytest.fixture
def theirs(db):
    """Return the coordinator of an organisation that keeps no file yet."""
    return make_world().coordinator.actor


@pytest.fixture
def filled(me):
    """Keep files that between them say everything the standard can say."""
    for number in range(PEOPLE):
        identity, *parts = htcds.parts_of(number)
        fields = dict(identity)
        del fields["called"]
        made = make_case(me, identity.called, *parts, **fields)
        comment = htcds.comment_of(number)
        actions.add_note(case_id=made.id, note=comment, actor=me, now=LATER)
        end(made.id, ENDINGS[number % len(ENDINGS)], me)


def end(case_id, how, actor):
    if how == "follow up":
        Case.objects.filter(pk=case_id).update(phase=Phase.FOLLOW_UP)
    elif how:
        closing = Closing(reason=how, words="She wanted it; so be it.")
        actions.close(case_id=case_id, closing=closing, actor=actor, now=LATER)


def taken_out(actor, kind):
    copy = actions.export_register(
        format=kind, reason="yearly check", encrypted=False, actor=actor, now=LATER
    )
    return b"".join(copy.chunks)


def brought_in(content, name, actor):
    sheet = open_register(io.BytesIO(content), filename=name)
    mapping = suggest_mapping(sheet.headers, sheet.machine_names)
    return actions.import_register(register=sheet, mapping=mapping, actor=actor, now=LATER)


class TestPlaces:
    def test_every_field_lies_in_a_field_of_a_file(self):
        assert len(FIELDS) == 83
        assert sorted([*PLACES, *ELSEWHERE]) == sorted(FIELDS)
        homes = [(place.content, place.field) for place in PLACES.values()]
        assert len(set(homes)) == len(homes)
        unknown = [one for one in homes if one[1] not in one[0].model_fields]
        assert unknown == []

    def test_the_handbook_says_where(self):
        page = (PROJECT / "docs" / "handbook" / "registers.md").read_text()
        rows = [line.split("|")[1:4] for line in page.splitlines() if line.startswith("| `")]
        assert [(name.strip(" `"), label.strip()) for name, label, _place in rows] == [
            (name, field.label) for name, field in FIELDS.items()
        ]
        told = {name.strip(" `"): place.strip() for name, _label, place in rows}
        assert {name: told[name] for name in PLACES} == {
            name: f"{place.content.__name__}.{place.field}" for name, place in PLACES.items()
        }

    @pytest.mark.standards
    def test_the_fields_are_the_published_ones(self):
        published = json.loads((standards() / "htcds" / "fields.json").read_text())
        assert [field["name"] for field in published] == list(FIELDS)


class TestRoundTrip:
    def test_every_field_and_every_code_leaves(self, me, filled):
        rows = htcds.records(taken_out(me, "htcds.csv"), "register.csv")
        assert len(rows) == PEOPLE
        said = htcds.told(rows)
        assert sorted(said) == sorted(FIELDS)
        lists = {name: field for name, field in FIELDS.items() if field.values}
        assert {name: said[name] for name in lists} == {
            name: set(field.values) for name, field in lists.items()
        }
        ticks = [name for name, field in FIELDS.items() if field.kind is Kind.YES_NO]
        assert {name: said[name] for name in ticks} == {name: {True, False} for name in ticks}
        answered = [sum(name in row.fields for row in rows) for name in ticks]
        assert answered == [PEOPLE // 3 * 2] * len(ticks)

    @pytest.mark.parametrize("kind", ["htcds.csv", "htcds.xlsx", "csv", "xlsx"])
    def test_out_in_and_out_again_is_the_same(self, me, theirs, filled, kind):
        first = taken_out(me, kind)
        report = brought_in(first, f"register.{kind}", theirs)
        assert (report.created, report.refused) == (PEOPLE, 0)
        second = taken_out(theirs, kind)
        before, after = (htcds.records(one, f"register.{kind}") for one in (first, second))
        assert [row.fields for row in after] == [row.fields for row in before]
        assert sorted(htcds.told(after)) == sorted(FIELDS)

    def test_the_table_of_the_standard_is_the_same_letter_by_letter(self, me, theirs, filled):
        first = taken_out(me, "htcds.csv")
        brought_in(first, "register.csv", theirs)
        second = taken_out(theirs, "htcds.csv")
        rows = [sorted(csv.reader(io.StringIO(one.decode("utf-8-sig")))) for one in (first, second)]
        assert rows[1] == rows[0]

    def test_nothing_is_left_over_beside_the_file(self, me, theirs, filled):
        rows = htcds.records(taken_out(me, "htcds.csv"), "register.csv")
        assert [name for row in rows for name in row.fields if name.startswith(other(""))] == []

    def test_a_name_of_ours_leaves_in_parts_that_make_the_same_name(self, me, theirs):
        make_case(me, "Mira", papers_name="Mira Rani Das")
        brought_in(taken_out(me, "htcds.csv"), "register.csv", theirs)
        assert csv_fields(taken_out(theirs, "htcds.csv"), "prs_FirstName", "prs_SecondName") == [
            ("Mira", "Rani Das")
        ]


def csv_fields(content, *names):
    table = csv.DictReader(io.StringIO(content.decode("utf-8-sig")))
    return [tuple(row[name] for name in names) for row in table]


class TestTheFormat:
    def test_the_workbook_has_hidden_names_and_labels(self, me):
        make_case(me, "=cmd|' /C calc'!A0")
        book = openpyxl.load_workbook(io.BytesIO(taken_out(me, "htcds.xlsx")))
        sheet = book.active
        names, labels, row = ([cell.value for cell in row] for row in sheet.iter_rows())
        assert names == list(FIELDS)
        assert labels == [field.label for field in FIELDS.values()]
        assert sheet.row_dimensions[1].hidden
        assert not sheet.row_dimensions[2].hidden
        cell = sheet.cell(3, names.index("prs_FirstName") + 1)
        assert (cell.value, cell.data_type) == ("=cmd|' /C calc'!A0", "s")
        assert row[names.index("cas_Status")] == "Active"

    def test_the_table_has_names_and_codes_and_runs_no_formula(self, me):
        made = make_case(me, "=cmd|' /C calc'!A0")
        end(made.id, "follow up", me)
        content = taken_out(me, "htcds.csv").decode("utf-8-sig")
        head, row = csv.reader(io.StringIO(content))
        assert head == list(FIELDS)
        said = {name: cell for name, cell in zip(head, row, strict=True) if cell}
        assert said == {
            "org_Name": Case.objects.get().organisation.name,
            "prs_FirstName": "'=cmd|' /C calc'!A0",
            "cas_Status": "FollowUp",
            "cas_CaseOwner": Case.objects.get().worker.display_name,
        }

    @pytest.mark.parametrize("kind", ["htcds.csv", "htcds.xlsx"])
    def test_it_leaves_encrypted_unless_somebody_decides(self, me, kind):
        make_case(me, "Mira")
        copy = actions.export_register(format=kind, reason="yearly", actor=me, now=LATER)
        content = b"".join(copy.chunks)
        assert (copy.file_name[-4:], content[:15]) == (".age", b"age-encryption.")
        assert b"Mira" not in content


TEMPLATES = {
    "excel": htcds.excel_template,
    "names": htcds.names_template,
    "survey": htcds.survey,
}


class TestTheTemplates:
    @pytest.fixture
    def plain(self, me, filled):
        """Return what people would type: whole days, one comment without a formula."""
        rows = htcds.records(taken_out(me, "htcds.csv"), "register.csv")
        return [row.model_copy(update={"fields": typed(row.fields)}) for row in rows]

    @pytest.mark.parametrize("template", TEMPLATES)
    def test_each_is_read_as_the_same_people(self, plain, template):
        expected = [fields_in(template, row.fields) for row in plain]
        found = htcds.records(TEMPLATES[template](plain), "template.xlsx")
        assert [row.fields for row in found] == expected

    @pytest.mark.parametrize("template", TEMPLATES)
    def test_each_makes_the_same_files(self, theirs, plain, template):
        report = brought_in(TEMPLATES[template](plain), "template.xlsx", theirs)
        assert (report.created, report.refused) == (PEOPLE, 0)
        after = htcds.records(taken_out(theirs, "htcds.csv"), "register.csv")
        expected = [fields_in(template, row.fields) for row in plain]
        assert [row.fields for row in after] == expected

    def test_the_names_of_the_mailing_columns_do_disagree(self, plain):
        book = openpyxl.load_workbook(io.BytesIO(htcds.excel_template(plain)))
        names, labels = ([c.value for c in row] for row in book.active.iter_rows(max_row=2))
        right = [
            FIELDS[name].label == label.strip() for name, label in zip(names, labels, strict=True)
            if name in FIELDS
        ]  # fmt: skip
        assert right.count(False) == 4


def typed(fields):
    """Return fields as a person types them: a date is a day."""
    return {
        name: type(value).day(value.start or value.end) if FIELDS[name].kind is Kind.DATE else value
        for name, value in fields.items()
    }


def fields_in(template, fields):
    """Return the fields a template asks for."""
    left_out = htcds.NOT_IN_THE_SURVEY if template == "survey" else ()
    return {name: value for name, value in fields.items() if name not in left_out}


class TestImporting:
    def test_what_a_register_ticked_permits_nothing_and_is_told_again(self, me, theirs):
        content = b"First Name,Consent\nMira,Yes\nLan,No\nAsha,\n"
        brought_in(content, "register.csv", theirs)
        said = csv_fields(taken_out(theirs, "htcds.csv"), "prs_FirstName", "con_Consent")
        assert sorted(said) == [("Asha", ""), ("Lan", "No"), ("Mira", "Yes")]

    def test_what_she_said_here_is_newer_than_what_a_register_ticked(self, theirs):
        brought_in(b"First Name,Consent\nMira,Yes\n", "register.csv", theirs)
        case = Case.objects.get()
        about = {"actor": theirs, "purpose": Purpose.SERVICE}
        said = ((Answer.NO, "No"), (Answer.NOT_NOW, ""), (Answer.YES, "Yes"))
        file = CaseRef(id=case.id, organisation_id=case.organisation_id, team_id=case.team_id)
        for minute, (answer, told) in enumerate(said):
            consent.record_agreement(
                case=file,
                recipient=Recipient.team(case.team_id),
                compartments=("identity",),
                answer=answer,
                conversation=Conversation(her_words="x"),
                now=LATER + timedelta(minutes=minute),
                **about,
            )
            assert csv_fields(taken_out(theirs, "htcds.csv"), "con_Consent") == [(told,)]

    def test_a_second_import_changes_the_goal_it_brought_and_no_other(self, theirs):
        content = b"File no.,First Name,Objectives\nA-1,Mira,To sew\n"
        brought_in(content, "register.csv", theirs)
        actions.add_note(
            case_id=Case.objects.get().id, note=Note(text="x"), actor=theirs, now=LATER
        )
        brought_in(content.replace(b"To sew", b"To sew well"), "register.csv", theirs)
        assert csv_fields(taken_out(theirs, "htcds.csv"), "spl_Objectives") == [("To sew well",)]

    def test_what_was_taken_back_is_brought_in_again(self, theirs):
        made = make_case(theirs, "Mira")
        head = "File no.,First Name,Objectives,Organisation Name\n"
        content = f"{head}{made.reference},Mira,To sew,Rights Jessore\n".encode()
        asked = ("spl_Objectives", "org_Name")
        for _again in range(2):
            run = brought_in(content, "register.csv", theirs).run_id
            assert csv_fields(taken_out(theirs, "htcds.csv"), *asked) == [
                ("To sew", "Rights Jessore")
            ]
            actions.undo_import(run_id=run, actor=theirs, now=LATER)
            own = Case.objects.get().organisation.name
            assert csv_fields(taken_out(theirs, "htcds.csv"), *asked) == [("", own)]
