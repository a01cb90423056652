"""Saving parts of a file: versions, conflicts, mass assignment, drafts, attachments."""

from datetime import date
from io import BytesIO

import pytest
from django.conf import settings
from django.db.models import QuerySet
from pydantic import ValidationError

from alongside.audit import journal
from alongside.casework import actions, queries
from alongside.casework.actions import Change
from alongside.casework.contents import (
    KINDS,
    Episode,
    Identity,
    Needs,
    Note,
    SafeContact,
    SafetyPlan,
    Whereabouts,
)
from alongside.casework.errors import Conflict, NoSuchFile, TooLarge, Unreadable
from alongside.casework.models import Case
from alongside.organisations.models import Organisation
from alongside.vault.models import Draft, Key, SealedDocument
from tests.casework.factories import LATER, NOW, make_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def me(world):
    return world.caseworker.actor


@pytest.fixture
def made(me):
    return make_case(me, "Mira", language="bn")


def part(me, made, kind, document_id=None):
    return queries.part(
        actor=me, case_id=made.id, kind=kind, now=LATER, document_id=document_id
    ).part


def save(me, made, content, base_version=None, document_id=None):
    return actions.save_part(
        case_id=made.id,
        content=content,
        base_version=base_version,
        document_id=document_id,
        actor=me,
        now=LATER,
    )


class TestSaving:
    def test_a_part_becomes_a_version_and_the_list_follows(self, me, made):
        saved = save(me, made, Identity(called="Mira Das", language="ne"), base_version=1)
        assert saved.version == 2
        assert part(me, made, "identity").content.called == "Mira Das"
        (row,) = queries.case_list(actor=me, filters=queries.Filters(), now=LATER).rows
        assert row.name == "Mira Das"
        assert queries.find(actor=me, text="das", now=LATER).rows[0].name == "Mira Das"
        nepali = queries.Filters(language="ne")
        assert len(queries.case_list(actor=me, filters=nepali, now=LATER).rows) == 1
        bengali = queries.Filters(language="bn")
        assert queries.case_list(actor=me, filters=bengali, now=LATER).rows == []

    def test_a_key_is_made_when_its_compartment_is_first_written(self, me, made):
        assert not Key.objects.filter(subject=made.id, label="location").exists()
        save(me, made, SafetyPlan(active=True, dangers="He knows where she works"))
        assert Key.objects.filter(subject=made.id, label="location").count() == 1
        (row,) = queries.case_list(actor=me, filters=queries.Filters(), now=LATER).rows
        assert [chip.text for chip in row.chips] == ["First contact", "Safety plan active"]

    def test_several_parts_are_saved_together_or_not_at_all(self, me, made):
        changes = [
            Change(Whereabouts(place="Jashore")),
            Change(Identity(called="Lan"), base_version=7),
        ]
        with pytest.raises(Conflict):
            actions.save_parts(case_id=made.id, changes=changes, actor=me, now=LATER)
        assert part(me, made, "whereabouts").content is None
        changes[1] = Change(Identity(called="Lan"), base_version=1)
        saved = actions.save_parts(case_id=made.id, changes=changes, actor=me, now=LATER)
        assert [one.version for one in saved] == [1, 2]

    def test_without_the_journal_nothing_is_saved(self, me, made, monkeypatch):
        def fail(**_entry):
            raise journal.JournalUnavailable

        monkeypatch.setattr(journal, "_append", fail)
        with pytest.raises(journal.JournalUnavailable):
            save(me, made, Identity(called="Lan"), base_version=1)
        assert SealedDocument.objects.filter(subject=made.id, version=2).count() == 0

    def test_the_route_and_the_warnings_are_in_the_list(self, me, made):
        save(me, made, Whereabouts(place="Athens"))
        save(me, made, SafeContact(channel="sms", never=["call"]))
        (row,) = queries.case_list(actor=me, filters=queries.Filters(), now=LATER).rows
        assert (row.route, [chip.text for chip in row.chips]) == (
            "Athens",
            ["First contact", "Do not call"],
        )
        save(me, made, Episode(from_place="Dhaka", to_place="Beirut"))
        (row,) = queries.case_list(actor=me, filters=queries.Filters(), now=LATER).rows
        assert row.route == "Dhaka → Beirut"


class TestConflicts:
    def test_both_texts_survive_and_she_takes_either(self, world, me, made):
        her = world.colleague.actor
        save(her, made, Identity(called="Mira Begum", language="bn"), base_version=1)
        mine = Identity(called="Mira Das", language="bn")
        with pytest.raises(Conflict) as caught:
            save(me, made, mine, base_version=1)
        conflict = caught.value
        assert (conflict.kind, conflict.yours, conflict.theirs.version) == ("identity", mine, 2)
        assert conflict.theirs.saved_by == "Farida Begum"
        assert [(one.field, one.yours, one.theirs) for one in conflict.differences] == [
            ("called", "Mira Das", "Mira Begum")
        ]
        saved = save(me, made, mine, base_version=conflict.theirs.version)
        assert saved.version == 3
        assert SealedDocument.objects.filter(document_id=saved.document_id).count() == 3

    def test_two_who_begin_the_same_part_at_once_conflict(self, world, me, made):
        save(world.colleague.actor, made, Needs(own_words="hers"))
        with pytest.raises(Conflict) as caught:
            save(me, made, Needs(own_words="mine"))
        assert caught.value.theirs.content.own_words == "hers"
        assert SealedDocument.objects.filter(subject=made.id, kind="needs").count() == 1

    def test_a_note_conflicts_as_well(self, world, me, made):
        note = actions.add_note(case_id=made.id, note=Note(text="one"), actor=me, now=NOW)
        change = {"case_id": made.id, "document_id": note.document_id, "base_version": 1}
        actions.change_note(
            note=Note(text="hers"), actor=world.colleague.actor, now=LATER, **change
        )
        with pytest.raises(Conflict):
            actions.change_note(note=Note(text="mine"), actor=me, now=LATER, **change)
        assert part(me, made, "note", note.document_id).content.text == "hers"


class TestContents:
    @pytest.mark.parametrize("kind", sorted(KINDS))
    def test_what_is_no_field_is_refused(self, kind):
        with pytest.raises(ValidationError):
            KINDS[kind].model_validate({"worker_id": "x"})

    def test_codes_outside_the_vocabulary_are_refused(self):
        for fields in ({"gender": "F"}, {"marital_status": "?"}, {"education": "None"}):
            with pytest.raises(ValidationError):
                Identity(**fields)
        with pytest.raises(ValidationError):
            SafeContact(never=["call", "x"])

    def test_nothing_of_it_is_in_its_name_or_errors(self):
        assert (repr(Identity(called="Mira")), str(Note(text="x"))) == ("<Identity>", "<Note>")
        with pytest.raises(ValidationError) as caught:
            Identity(gender="Mira Das of Jashore")
        assert "Jashore" not in str(caught.value)

    def test_a_version_of_the_future_does_not_open_as_this_one(self):
        with pytest.raises(ValidationError):
            Identity.model_validate({"schema_version": 2})


class TestDrafts:
    def test_what_was_typed_comes_back_to_her_alone(self, world, me, made):
        data = {"text": "half a sentence"}
        kept = actions.keep_draft(form="note", data=data, case_id=made.id, actor=me, now=LATER)
        assert kept == LATER
        draft = actions.take_draft(form="note", case_id=made.id, actor=me)
        assert (draft.data, draft.saved_at) == (data, LATER)
        her = world.colleague.actor
        assert actions.take_draft(form="note", case_id=made.id, actor=her) is None
        assert actions.take_draft(form="note", actor=me) is None

    def test_saving_drops_it(self, me, made):
        actions.keep_draft(form="note", data={}, case_id=made.id, actor=me, now=LATER)
        actions.add_note(case_id=made.id, note=Note(text="x"), draft="note", actor=me, now=LATER)
        assert Draft.objects.count() == 0

    def test_a_damaged_one_is_as_none(self, me):
        actions.keep_draft(form="new", data={"called": "Mira"}, actor=me, now=LATER)
        box = bytearray(Draft.objects.get().box)
        box[40] ^= 1
        QuerySet(Draft).update(box=bytes(box))
        assert actions.take_draft(form="new", actor=me) is None


class TestAttachments:
    def attach(self, me, made, content=b"%PDF-1.7 a letter", name="letter from Mira.pdf"):
        return actions.attach(
            case_id=made.id, stream=BytesIO(content), name=name, note="hers", actor=me, now=LATER
        )

    def test_it_comes_back_as_it_was(self, me, made):
        content = b"%PDF-1.7" + bytes(range(256)) * 1000
        saved = self.attach(me, made, content)
        (view,) = queries.documents(actor=me, case_id=made.id, now=LATER).attachments
        assert (view.name, view.size, view.note) == ("letter from Mira.pdf", "250 KB", "hers")
        download = actions.open_attachment(
            case_id=made.id, document_id=saved.document_id, actor=me, now=LATER
        )
        assert b"".join(download.chunks) == content
        assert (download.media_type, download.size) == ("application/pdf", len(content))

    def test_more_than_the_organisation_keeps_is_refused_with_a_sentence(self, me, made):
        Organisation.objects.filter(pk=me.organisation_id).update(largest_document=1)
        with pytest.raises(TooLarge, match="larger than 1 MB"):
            self.attach(me, made, b"x" * (1024 * 1024 + 1))
        assert queries.documents(actor=me, case_id=made.id, now=LATER).attachments == []

    def test_a_file_that_was_cut_off_is_refused_and_journalled(self, me, made):
        saved = self.attach(me, made, b"x" * 200_000)
        file_id = part(me, made, "attachment", saved.document_id).content.file_id
        path = settings.ALONGSIDE_MEDIA / file_id.hex[:2] / file_id.hex
        path.write_bytes(path.read_bytes()[:-100])
        with pytest.raises(Unreadable):
            actions.open_attachment(
                case_id=made.id, document_id=saved.document_id, actor=me, now=LATER
            )
        path.unlink()

    def test_only_attachments_are_given_out(self, me, made):
        note = actions.add_note(case_id=made.id, note=Note(text="x"), actor=me, now=NOW)
        with pytest.raises(NoSuchFile):
            actions.open_attachment(
                case_id=made.id, document_id=note.document_id, actor=me, now=LATER
            )


def test_day_fields_are_days():
    assert Note(happened_on="2026-03-02").happened_on == date(2026, 3, 2)
    assert Case._meta.get_field("opened_on").null is False
