"""Copies that leave: complete, encrypted, with a reason, fetched once; and back in again."""

import io
import json
from datetime import date, timedelta

import pyrage
import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from hypothesis import given, settings as hypothesis

from alongside.audit.models import Entry
from alongside.casework import actions, queries
from alongside.casework.actions.bringing import _json
from alongside.casework.contents import (
    Closing,
    Episode,
    Goal,
    Identity,
    Needs,
    Note,
    OwnColumns,
    SafeContact,
    Step,
)
from alongside.casework.enums import ClosedReason
from alongside.casework.errors import NoSuchFile, NothingToTell
from alongside.casework.exchange import apply_fields, row_of
from alongside.casework.exchange.fields import COMMENT, STATUS
from alongside.casework.models import Case, CopyOut
from alongside.casework.register.htcds import FIELDS
from alongside.casework.register.mapping import suggest_mapping
from alongside.casework.register.reading import open_register
from alongside.core.access import SystemActor
from alongside.vault.models import Draft
from tests.casework.factories import LATER, make_case, make_world
from tests.casework.register.rows import rows
from tests.casework.test_queries_file import damage

pytestmark = pytest.mark.django_db


@pytest.fixture
def me(world):
    return world.coordinator.actor


@pytest.fixture
def made(me):
    made = make_case(
        me,
        "Mira",
        SafeContact(channel="sms", number="+8801712345678"),
        Episode(type_of_exploitation=["ForcedLabour"], x_forced_criminality=True),
        Goal(words="To go home", steps=[Step(text="Ask", due_on=date(2026, 3, 9))]),
        Needs(needs=["wages", "papers"]),
        language="bn",
        gender="Feminine",
    )
    actions.add_note(
        case_id=made.id, note=Note(text="She said <b>no</b> & left"), actor=me, now=LATER
    )
    return made


def content(export):
    return b"".join(export.chunks)


def file_copy(me, made, kind="json", **more):
    asked = {"format": kind, "reason": "her lawyer asked", "actor": me, "now": LATER, **more}
    return actions.export_file(case_id=made.id, **asked)


def register_copy(me, kind="csv", **more):
    asked = {"format": kind, "reason": "yearly check", "actor": me, "now": LATER, **more}
    return actions.export_register(**asked)


def opened(made_bytes, name):
    sheet = open_register(io.BytesIO(made_bytes), filename=name)
    return sheet, suggest_mapping(sheet.headers, sheet.machine_names)


class TestOneFile:
    def test_it_is_encrypted_and_its_passphrase_opens_it(self, me, made):
        copy = file_copy(me, made)
        assert (copy.file_name, copy.media_type) == (
            f"{made.reference}.json.age",
            "application/octet-stream",
        )
        sealed = content(copy)
        assert b"Mira" not in sealed
        told = json.loads(pyrage.passphrase.decrypt(sealed, copy.passphrase))
        assert told["file"]["reference"] == made.reference
        kinds = [part["kind"] for part in told["parts"]]
        assert kinds == ["identity", "safe_contact", "needs", "episode", "note", "goal"]
        assert told["parts"][0]["content"]["called"] == "Mira"
        assert told["parts"][0]["saved_by"] == "You"

    def test_to_read_it_says_everything_in_words(self, me, made):
        copy = file_copy(me, made, "html", encrypted=False)
        text = content(copy).decode()
        for words in (
            "Who she is", "Mira", "Bangla", "Woman or girl", "Forced labour", "To go home",
            "Ask · 9 March 2026 · Open", "Her wages, Papers", "Forced to break the law",
        ):  # fmt: skip
            assert words in text
        assert "She said &lt;b&gt;no&lt;/b&gt; &amp; left" in text
        assert "<script" not in text
        assert copy.passphrase is None

    def test_a_part_that_does_not_open_says_so(self, me, made):
        damage(subject=made.id, kind="needs")
        told = json.loads(content(file_copy(me, made, encrypted=False)))
        problems = {part["kind"]: part["problem"] for part in told["parts"] if part["problem"]}
        assert problems == {"needs": "This part could not be opened."}

    def test_it_is_journalled_and_the_reason_kept_sealed(self, me, made):
        file_copy(me, made)
        (copy,) = CopyOut.objects.order_by("id")
        assert (copy.case_id, copy.is_encrypted, copy.owner_id) == (made.id, True, me.user_id)
        assert b"lawyer" not in bytes(copy.box)
        entry = Entry.objects.filter(action="file.exported").get()
        assert (entry.object_id, entry.others) == (str(made.id), str(copy.id))
        assert "lawyer" not in str(entry.content())

    def test_without_a_reason_nothing_leaves(self, me, made):
        with pytest.raises(NothingToTell, match="Say why"):
            file_copy(me, made, reason="  ")
        assert CopyOut.objects.count() == 0

    def test_only_a_coordinator_takes_it_unencrypted(self, world, made):
        actor = world.caseworker.actor
        with pytest.raises(PermissionDenied, match="Only a coordinator"):
            file_copy(actor, made, encrypted=False)
        assert file_copy(actor, made).passphrase is not None


class TestTheRegister:
    @pytest.mark.parametrize("kind", ["csv", "xlsx"])
    def test_it_comes_back_as_it_went_out(self, me, made, kind):
        make_case(me, "ស្រីពៅ", papers_name="=cmd|' /C calc'!A0")
        copy = content(register_copy(me, kind, encrypted=False))
        sheet, mapping = opened(copy, f"register.{kind}")
        told = actions.preview_import(register=sheet, mapping=mapping, actor=me, now=LATER)
        assert sorted(row.reference for row in told.rows) == sorted(
            Case.objects.values_list("reference", flat=True)
        )
        theirs = make_world().coordinator.actor
        report = actions.import_register(register=sheet, mapping=mapping, actor=theirs, now=LATER)
        assert (report.created, report.refused) == (2, 0)
        (mira,) = queries.find(actor=theirs, text="Mira", now=LATER).rows
        (episode,) = queries.episodes(
            actor=theirs, case_id=Case.objects.get(reference=mira.reference).id, now=LATER
        ).episodes
        assert episode.content.type_of_exploitation == ["ForcedLabour"]

    def test_what_an_import_brought_is_in_it_with_its_own_columns(self, me):
        titles = "File no.,First Name,Outgoing Referral Details,Our own note\n"
        sheet, mapping = opened((titles + "A-1,Mira,to the clinic,blue\n").encode(), "a.csv")
        actions.import_register(register=sheet, mapping=mapping, actor=me, now=LATER)
        text = content(register_copy(me, encrypted=False)).decode("utf-8-sig")
        head, row = text.splitlines()
        cells = dict(zip(head.split(","), row.split(","), strict=True))
        assert (cells["File no."], cells["First Name"], cells["Our own note"]) == (
            "A-1",
            "Mira",
            "blue",
        )
        assert cells["Outgoing Referral Details"] == "to the clinic"
        assert cells["Status"] == "Active"

    def test_every_file_that_leaves_is_journalled(self, me, made):
        other = make_case(me, "Lan")
        content(register_copy(me))
        told = [
            set(entry.others.split(","))
            for entry in Entry.objects.filter(action="register.exported").order_by("seq")
        ]
        assert told[1] == {str(made.id), str(other.id)}

    def test_a_role_that_moves_no_registers_takes_none(self, world, made):
        with pytest.raises(PermissionDenied):
            register_copy(world.researcher.actor)


class TestTickets:
    def prepare(self, me, **more):
        return actions.prepare_export(
            format="csv", reason="yearly check", actor=me, now=LATER, **more
        )

    def test_a_copy_waits_sealed_and_is_fetched_once(self, me, made):
        ticket = self.prepare(me)
        files = [
            path.read_bytes() for path in settings.ALONGSIDE_MEDIA.rglob("*") if path.is_file()
        ]
        assert files != []
        assert all(b"Mira" not in file and b"age-encryption" not in file for file in files)
        export = actions.take_export(ticket=ticket.id, actor=me, now=LATER)
        text = pyrage.passphrase.decrypt(content(export), ticket.passphrase).decode()
        assert "Mira" in text
        with pytest.raises(NoSuchFile):
            actions.take_export(ticket=ticket.id, actor=me, now=LATER)
        assert Draft.objects.count() == 0

    def test_not_by_somebody_else_and_not_after_15_minutes(self, world, me, made):
        ticket = self.prepare(me)
        with pytest.raises(NoSuchFile):
            actions.take_export(ticket=ticket.id, actor=world.caseworker.actor, now=LATER)
        late = LATER + timedelta(minutes=16)
        with pytest.raises(NoSuchFile):
            actions.take_export(ticket=ticket.id, actor=me, now=late)
        assert CopyOut.objects.get().waiting_file is None

    def test_what_nobody_fetched_is_deleted(self, me, made):
        self.prepare(me, encrypted=False)
        machine = SystemActor(reason="exports")
        assert actions.sweep_exports(actor=machine, now=LATER) == 0
        waiting = CopyOut.objects.get().waiting_file
        path = settings.ALONGSIDE_MEDIA / waiting.hex[:2] / waiting.hex
        assert path.is_file()
        late = LATER + timedelta(minutes=16)
        assert actions.sweep_exports(actor=machine, now=late) == 1
        assert not path.exists()


# These are told by the file itself and not by what an import brought.
TOLD = {STATUS, "cas_ReasonForCaseClosure", COMMENT}
NAMES = tuple(name for name in FIELDS if name not in TOLD)


class TestRoundTrip:
    @hypothesis(deadline=None, max_examples=60)
    @given(row=rows(NAMES, ("Our own note", "Colour"), "A-1"))
    def test_what_came_in_goes_out(self, row):
        parts = apply_fields(row.fields, {})
        kept = OwnColumns(match_key=row.match_key, fields=_json(row.fields), own=row.own)
        case = Case(reference="AL-22222", opened_on=LATER.date())
        told = row_of(case, [*parts.values(), kept])
        assert told.match_key == "A-1"
        fields = {name: value for name, value in told.fields.items() if name not in TOLD}
        for name in ("prs_PrimaryLanguage", "prs_SecondaryLanguage"):
            # A language that is known is told by its English name, however it was written.
            assert (name in fields) == (name in row.fields)
            fields.pop(name, None)
        expected = {name: value for name, value in row.fields.items() if name in fields}
        assert fields == expected
        assert set(row.fields) - set(fields) <= {"prs_PrimaryLanguage", "prs_SecondaryLanguage"}
        assert {title: told.own[title] for title in row.own} == row.own

    @pytest.mark.parametrize(
        ("closing", "status"),
        [
            (None, "Active"),
            (Closing(reason=ClosedReason.MOVED, words="to Rayong"), "Closed"),
            (Closing(reason=ClosedReason.HANDED_ON), "ClosedReferred"),
        ],
    )
    def test_the_state_is_told_as_the_standard_calls_it(self, me, closing, status):
        made = make_case(me, "Mira")
        if closing:
            actions.close(case_id=made.id, closing=closing, actor=me, now=LATER)
        row = row_of(Case.objects.get(), [Identity(called="Mira"), *([closing] if closing else [])])
        assert row.fields[STATUS] == status
        assert row.fields.get("cas_ReasonForCaseClosure", "") == (closing.words if closing else "")

    def test_a_changed_name_is_told_and_not_the_one_that_came(self):
        came = {"prs_FirstName": "Mira", "prs_SecondName": "Das"}
        kept = OwnColumns(fields=came)
        case = Case(reference="AL-22222", opened_on=LATER.date())
        same = Identity(called="Mira", papers_name="Mira Das")
        assert row_of(case, [same, kept]).fields["prs_SecondName"] == "Das"
        other = Identity(called="Mira", papers_name="Meherunnesa Das")
        fields = row_of(case, [other, kept]).fields
        assert (fields["prs_FirstName"], "prs_SecondName" in fields) == ("Meherunnesa Das", False)
