"""Bringing a register in: a dry run, every row, a second time, and taking it back."""

import io
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from alongside.audit.models import Entry
from alongside.casework import actions, queries
from alongside.casework.actions import Change, importing
from alongside.casework.contents import Identity, Note, OwnColumns
from alongside.casework.enums import Phase, RowOutcome
from alongside.casework.errors import CannotDo, NoSuchFile
from alongside.casework.models import Case, ImportedRow, ImportRun, MatchKey, SearchSegment
from alongside.casework.register.mapping import suggest_mapping
from alongside.casework.register.reading import open_register
from alongside.consent import gate
from alongside.consent.enums import Action, Answer, Purpose
from alongside.consent.models import ConsentRecord
from alongside.consent.parties import Recipient
from alongside.organisations.enums import Role
from alongside.vault.models import Key, SealedDocument
from tests.casework.factories import LATER, NOW, fresh, make_world
from tests.casework.register.builders import workbook
from tests.casework.register.shared import given_register
from tests.casework.register.test_whole_register import HEADER, made_rows
from tests.organisations.factories import make_person

pytestmark = pytest.mark.django_db

TITLES = ("File no.", "First Name", "Second Name", "Birthdate", "Mobile Phone", "Citizenship",
          "Type of Exploitation", "Status", "Case Comment", "Consent", "Our own note")  # fmt: skip
MIRA = ("A-1", "Mira", "Das", "1999-05-04", "+8801712345678", "Bangladesh",
        "Forced labour", "Active", "came with her sister", "Yes", "blue folder")  # fmt: skip
LAN = ("A-2", "Lan", None, None, None, "Viet Nam", None, "Follow Up", None, None, None)


@pytest.fixture
def me(world):
    return world.coordinator.actor


def sheet(*rows, titles=TITLES):
    content = workbook([titles, *rows])
    opened = open_register(io.BytesIO(content), filename="register.xlsx")
    return {"register": opened, "mapping": suggest_mapping(opened.headers)}


def bring(actor, *rows, now=NOW, **more):
    return actions.import_register(**sheet(*rows), actor=actor, now=now, **more)


def preview(actor, *rows, now=NOW):
    return actions.preview_import(**sheet(*rows), actor=actor, now=now)


def counts(report):
    return (report.created, report.updated, report.unchanged, report.refused)


def file_of(actor, key):
    """Return the opened file of somebody whom the register calls so."""
    for case in Case.objects.order_by("id"):
        part = queries.part(actor=actor, case_id=case.id, kind="own_columns", now=LATER).part
        if part.content and part.content.match_key == key:
            return queries.open_file(actor=actor, case_id=case.id, now=LATER)
    raise AssertionError(key)


def changed(row, **cells):
    return tuple(cells.get(title, cell) for title, cell in zip(TITLES, row, strict=True))


class TestDryRun:
    def test_it_says_what_would_happen_and_writes_nothing(self, me):
        report = preview(me, MIRA, LAN, changed(LAN, Citizenship="Nepal"))
        assert counts(report) == (2, 1, 0, 0)
        assert [(row.row, row.words, row.chip_kind) for row in report.rows] == [
            (2, "New file", "green"),
            (3, "New file", "green"),
            (4, "File updated", "blue"),
        ]
        assert (Case.objects.count(), ImportRun.objects.count(), Key.objects.count()) == (
            0,
            0,
            Key.objects.count(),
        )
        assert Entry.objects.order_by("-seq").first().action == "register.previewed"

    def test_it_says_the_same_as_the_import_does(self, me):
        bring(me, MIRA)
        again = [changed(MIRA, **{"Second Name": "Rai"}), LAN, ("A-3", "X", *[None] * 9)]
        told = preview(me, *again)
        done = bring(me, *again)
        assert [row.outcome for row in told.rows] == [row.outcome for row in done.rows]
        assert told.rows[0].reference == done.rows[0].reference


class TestAWholeRegister:
    @pytest.fixture(params=["given", "made"])
    def register(self, request):
        made = request.param == "made"
        content = workbook([HEADER, *made_rows()]) if made else given_register()
        opened = open_register(io.BytesIO(content), filename="register.xlsx")
        return {"register": opened, "mapping": suggest_mapping(opened.headers)}

    def test_57_new_2_updates_1_refused_and_nothing_the_second_time(self, me, register):
        steps = []
        report = actions.import_register(
            **register,
            actor=me,
            now=LATER,
            name="register.xlsx",
            progress=lambda done, total: steps.append((done, total)),
        )
        assert counts(report) == (57, 2, 0, 1)
        assert (Case.objects.count(), MatchKey.objects.count()) == (57, 57)
        assert steps == [(50, 60), (60, 60)]
        (refused,) = [row for row in report.rows if row.outcome == RowOutcome.REFUSED]
        assert refused.row == 22
        assert [one.partition(":")[0] for one in refused.sentences] == [
            "Birthdate",
            "Age when Trafficked",
        ]
        again = actions.import_register(**register, actor=me, now=LATER)
        assert counts(again) == (0, 0, 59, 1)
        assert SealedDocument.objects.filter(version__gt=2).count() == 0

        told = queries.import_report(run_id=report.run_id, actor=me, now=LATER)
        assert (counts(told), told.name, told.undone) == ((57, 2, 0, 1), "register.xlsx", False)
        assert [row.sentences for row in told.rows] == [row.sentences for row in report.rows]

        undone = actions.undo_import(run_id=report.run_id, actor=me, now=LATER)
        assert (undone.removed, undone.restored, undone.kept) == (57, 0, [])
        assert (Case.objects.count(), MatchKey.objects.count()) == (0, 0)
        assert Key.objects.filter(label="identity").exclude(subject=me.organisation_id).count() == 0
        assert sum(SearchSegment.objects.values_list("count", flat=True)) == 0


class TestWhatARowBecomes:
    def test_each_column_finds_its_place(self, me):
        bring(me, MIRA)
        file = file_of(me, "A-1")
        identity = file.parts["identity"].content
        assert (identity.called, identity.papers_name) == ("Mira", "Mira Das")
        assert (identity.birth.start, identity.citizenship) == (date(1999, 5, 4), ["Bangladesh"])
        contact = file.parts["safe_contact"].content
        assert (contact.number, contact.checked) == ("+8801712345678", False)
        (episode,) = queries.episodes(actor=me, case_id=file.id, now=LATER).episodes
        assert episode.content.type_of_exploitation == ["ForcedLabour"]
        story = queries.story(actor=me, case_id=file.id, now=LATER).entries
        assert [entry.text for entry in story] == ["came with her sister", ""]
        assert queries.find(actor=me, text="mira das", now=LATER).rows[0].name == "Mira"

    def test_follow_up_and_closed_files_stand_where_they_stood(self, me):
        bring(me, LAN, changed(LAN, **{"File no.": "A-3", "Status": "Closed"}))
        phases = sorted(Case.objects.values_list("phase", "closed_reason"))
        assert phases == [(Phase.CLOSED, "other"), (Phase.FOLLOW_UP, None)]

    def test_consent_in_a_register_permits_nothing_beyond_keeping(self, me):
        bring(me, MIRA, LAN)
        record = ConsentRecord.objects.get()
        assert (record.answer, record.purpose) == (Answer.IMPORTED, Purpose.SERVICE)
        case = Case.objects.get(pk=record.case_id)
        for purpose, recipient in [
            (Purpose.STATISTICS, Recipient.figures(me.organisation_id)),
            (Purpose.REFERRAL, Recipient.organisation(make_world().organisation.id)),
        ]:
            assert not gate.decide(
                actor=me,
                action=Action.SEND,
                case=case,
                compartment="coded",
                purpose=purpose,
                recipient=recipient,
                now=LATER,
            )

    def test_a_formula_is_only_a_text(self, me):
        bring(me, changed(MIRA, **{"Case Comment": "=cmd|' /C calc'!A0"}))
        file = file_of(me, "A-1")
        story = queries.story(actor=me, case_id=file.id, now=LATER).entries
        assert story[0].text == "=cmd|' /C calc'!A0"

    def test_what_does_not_fit_is_kept_beside(self, me):
        long = "x" * 900
        bring(me, changed(MIRA, Citizenship=long))
        file = file_of(me, "A-1")
        assert file.parts["identity"].content.citizenship == []
        kept = queries.part(actor=me, case_id=file.id, kind="own_columns", now=LATER).part.content
        assert kept.fields["prs_Citizenship"] == [long]
        assert kept.own == {"Our own note": "blue folder"}


class TestASecondTime:
    def test_what_changed_becomes_a_version_and_blanks_take_nothing_away(self, me):
        bring(me, MIRA)
        blank = changed(MIRA, **{"Mobile Phone": "+8801799999999", "Birthdate": None})
        report = bring(me, blank, now=LATER)
        assert counts(report) == (0, 1, 0, 0)
        file = file_of(me, "A-1")
        assert file.parts["safe_contact"].content.number == "+8801799999999"
        assert (file.parts["safe_contact"].version, file.parts["identity"].version) == (2, 1)
        assert file.parts["identity"].content.birth.start == date(1999, 5, 4)
        assert queries.find(actor=me, text="8801799999999", now=LATER).rows[0].name == "Mira"

    def test_what_a_colleague_corrected_stays(self, me):
        bring(me, MIRA)
        file = file_of(me, "A-1")
        corrected = file.parts["identity"].content.model_copy(update={"called": "Mira Begum"})
        actions.save_part(case_id=file.id, content=corrected, base_version=1, actor=me, now=LATER)
        assert counts(bring(me, MIRA)) == (0, 0, 1, 0)
        bring(me, changed(MIRA, Citizenship="India"))
        identity = file_of(me, "A-1").parts["identity"].content
        assert (identity.called, identity.citizenship) == ("Mira Begum", ["India"])

    def test_the_number_is_the_same_however_it_is_typed(self, me):
        bring(me, MIRA)
        assert counts(bring(me, changed(MIRA, **{"File no.": " a–1 "}))) == (0, 0, 1, 0)
        assert MatchKey.objects.count() == 1

    def test_rows_without_a_number_are_always_new(self, me):
        row = changed(MIRA, **{"File no.": None})
        bring(me, row)
        assert counts(bring(me, row)) == (1, 0, 0, 0)

    def test_a_closed_file_is_opened_again_by_the_register(self, me):
        bring(me, changed(MIRA, Status="Closed"))
        bring(me, changed(MIRA, Status="Active"), now=LATER)
        case = Case.objects.get()
        assert (case.closed_on, case.phase) == (None, Phase.ASSESSMENT)

    def test_another_organisation_s_number_is_another_person(self, me):
        bring(me, MIRA)
        theirs = make_world().coordinator.actor
        assert counts(bring(theirs, MIRA)) == (1, 0, 0, 0)
        digests = MatchKey.objects.values_list("digest", flat=True)
        assert len(set(digests)) == 2


class TestTakingBack:
    def test_updated_files_are_put_back_as_they_were(self, me):
        bring(me, MIRA)
        report = bring(
            me,
            changed(MIRA, **{"First Name": "Lan", "Status": "Closed", "Case Comment": "new"}),
            now=LATER,
        )
        assert Case.objects.get().phase == Phase.CLOSED
        undone = actions.undo_import(run_id=report.run_id, actor=me, now=LATER)
        assert (undone.removed, undone.restored, undone.kept) == (0, 1, [])
        file = file_of(me, "A-1")
        assert (file.head.name, file.head.closed) == ("Mira", "")
        assert file.parts["identity"].version == 3
        story = queries.story(actor=me, case_id=file.id, now=LATER).entries
        assert [entry.text for entry in story] == ["came with her sister", ""]
        assert counts(preview(me, MIRA)) == (0, 0, 1, 0)

    def test_what_somebody_worked_on_since_is_kept_and_named(self, world, me):
        report = bring(me, MIRA, LAN)
        file = file_of(me, "A-1")
        actions.add_note(
            case_id=file.id, note=Note(text="x"), actor=world.caseworker.actor, now=LATER
        )
        undone = actions.undo_import(run_id=report.run_id, actor=me, now=LATER)
        assert (undone.removed, undone.restored) == (1, 0)
        assert [(one.row, one.reference, one.reason) for one in undone.kept] == [
            (2, file.head.reference, "Somebody worked on this file since.")
        ]
        assert Case.objects.get().id == file.id

    def test_a_part_that_was_changed_since_is_not_overwritten(self, me):
        bring(me, MIRA)
        report = bring(me, changed(MIRA, **{"First Name": "Lan"}), now=LATER)
        file = file_of(me, "A-1")
        actions.save_parts(
            case_id=file.id,
            changes=[Change(Identity(called="Hers"), base_version=2)],
            actor=me,
            now=LATER,
        )
        undone = actions.undo_import(run_id=report.run_id, actor=me, now=LATER)
        assert [one.reason for one in undone.kept] == ["Somebody changed what the import changed."]
        assert file_of(me, "A-1").head.name == "Hers"

    def test_twice_is_refused_and_not_by_others(self, me):
        report = bring(me, MIRA)
        theirs = make_world().coordinator.actor
        with pytest.raises(NoSuchFile):
            actions.undo_import(run_id=report.run_id, actor=theirs, now=LATER)
        actions.undo_import(run_id=report.run_id, actor=me, now=LATER)
        with pytest.raises(CannotDo, match="taken back already"):
            actions.undo_import(run_id=report.run_id, actor=me, now=LATER)
        (run,) = queries.import_runs(actor=me)
        assert (run.undone, run.created, run.by) == (True, 1, "You")

    def test_after_an_interruption_what_is_there_can_be_taken_back(self, me, monkeypatch):
        monkeypatch.setattr(importing, "AT_ONCE", 1)

        def stop(done, _total):
            if done == 2:
                raise KeyboardInterrupt

        rows = [changed(MIRA, **{"File no.": f"A-{number}"}) for number in range(5)]
        with pytest.raises(KeyboardInterrupt):
            bring(me, *rows, progress=stop)
        assert Case.objects.count() == 2
        (run,) = queries.import_runs(actor=me)
        assert run.created == 2
        assert counts(bring(me, *rows)) == (3, 0, 2, 0)
        undone = actions.undo_import(run_id=run.id, actor=me, now=LATER)
        assert (undone.removed, Case.objects.count()) == (2, 3)


class TestWhoMay:
    @pytest.mark.parametrize("role", [Role.VOLUNTEER, Role.SHELTER_WORKER])
    def test_roles_that_move_no_registers(self, world, role):
        person = make_person(world.founded, role=role)
        for attempt in (
            lambda: bring(person.actor, MIRA),
            lambda: preview(person.actor, MIRA),
            lambda: queries.import_runs(actor=person.actor),
        ):
            with pytest.raises(PermissionDenied):
                attempt()
        assert Case.objects.count() == 0

    def test_reports_of_others_are_absent(self, world, me):
        report = bring(me, MIRA)
        with pytest.raises(NoSuchFile):
            queries.import_report(
                run_id=report.run_id, actor=make_world().coordinator.actor, now=LATER
            )
        mine = fresh(world.caseworker)
        assert queries.import_report(run_id=report.run_id, actor=mine, now=LATER).created == 1

    def test_a_damaged_report_says_so(self, me):
        report = bring(me, MIRA)
        ImportedRow.objects.update(box=b"x1" + bytes(90))
        told = queries.import_report(run_id=report.run_id, actor=me, now=LATER)
        assert [row.sentences for row in told.rows] == [("This part could not be opened.",)]

    def test_dates_that_can_be_read_two_ways_are_asked_about_first(self, me):
        with pytest.raises(CannotDo, match="First say how the dates"):
            bring(me, changed(MIRA, Birthdate="03/04/1999"))
        assert ImportRun.objects.count() == 0


def test_own_columns_hold_what_was_said_last(me):
    bring(me, MIRA)
    kept = queries.part(
        actor=me, case_id=Case.objects.get().id, kind="own_columns", now=LATER
    ).part.content
    assert isinstance(kept, OwnColumns)
    assert kept.fields["prs_FirstName"] == "Mira"
