"""A copy of one file: chosen parts, a mark on every page, the same in three forms."""

import io
import json
import re
import zlib
from base64 import b64encode
from datetime import date
from pathlib import Path

import jsonschema
import pyrage
import pytest
from django.utils import translation

from alongside.audit.models import Entry
from alongside.casework import actions, queries
from alongside.casework.contents import (
    Attachment,
    Episode,
    Note,
    OwnColumns,
    SafeContact,
    SafetyPlan,
)
from alongside.casework.copying import page as readable, structured
from alongside.casework.errors import NoPdfHere, NothingChosen, NothingToTell
from alongside.casework.models import Case, CopyOut
from alongside.casework.register.mapping import suggest_mapping
from alongside.casework.register.reading import open_register
from alongside.ui import pdf
from tests.casework.factories import LATER, make_case
from tests.casework.pages import entered, file_url, read

pytestmark = pytest.mark.django_db

SCHEMA = Path(__file__).parents[2] / "docs" / "handbook" / "file-copy.schema.json"


@pytest.fixture
def me(world):
    return world.coordinator.actor


@pytest.fixture
def made(me):
    made = make_case(
        me,
        "Kestrelina",
        SafeContact(channel="sms", number="+8801712345678"),
        SafetyPlan(dangers="The man at the harbour"),
        Episode(story="A long way in a lorry", x_restricts_movement=False),
    )
    actions.add_note(case_id=made.id, note=Note(text="She likes to sew"), actor=me, now=LATER)
    return made


def wished(kind="json", parts=None, **more):
    said = {"reason": "her hearing", "why": "court", "recipient": "Advocate Rahman", **more}
    return actions.Wish(kind, parts=None if parts is None else frozenset(parts), **said)


def copied(actor, made, kind="json", parts=None, **more):
    wish = wished(kind, parts, encrypted=False, **more)
    ticket = actions.prepare_copy(case_id=made.id, wish=wish, actor=actor, now=LATER)
    export = actions.take_export(ticket=ticket.id, actor=actor, now=LATER)
    return b"".join(export.chunks)


def text_of(content):
    """Return what lies uncompressed in a PDF: all but the pictures of its letters."""
    streams = re.findall(rb"stream\r?\n(.*?)endstream", content, re.DOTALL)
    return b"\n".join(unpacked(one) for one in streams) + content


def unpacked(stream):
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return stream


WORDS = {
    "identity": "Kestrelina",
    "location": "The man at the harbour",
    "story": "A long way in a lorry",
    "casework": "She likes to sew",
}


class TestChosenParts:
    @pytest.mark.parametrize("chosen", WORDS)
    @pytest.mark.parametrize("kind", ["json", "html"])
    def test_only_what_was_chosen_is_in_it(self, me, made, chosen, kind):
        text = copied(me, made, kind, [chosen]).decode()
        assert [name for name, words in WORDS.items() if words in text] == [chosen]

    def test_without_a_part_nothing_leaves(self, me, made):
        with pytest.raises(NothingChosen, match="Choose what"):
            copied(me, made, "json", [])
        with pytest.raises(NothingChosen):
            copied(me, made, "json", ["legal"])
        assert CopyOut.objects.count() == 0

    def test_what_a_register_said_of_her_name_is_not_told_with_the_casework(self, me):
        content = (
            b"File no.,First Name,Birthdate,Methods of Control,Our own\n"
            b"A-1,Kestrelina,in the year of the flood,Locked in,blue\n"
        )
        sheet = open_register(io.BytesIO(content), filename="a.csv")
        mapping = suggest_mapping(sheet.headers, sheet.machine_names)
        actions.import_register(register=sheet, mapping=mapping, actor=me, now=LATER)
        case = Case.objects.get()
        for kind in ("json", "html"):
            text = copied(me, case, kind, ["casework"]).decode()
            assert "blue" in text
            said = ("Kestrelina", "year of the flood", "Locked in")
            assert [words for words in said if words in text] == []
            text = copied(me, case, kind, ["casework", "identity", "story"]).decode()
            assert [words for words in said if words not in text] == []

    def test_the_key_of_a_document_does_not_leave(self, me, made):
        actions.attach(
            case_id=made.id,
            stream=io.BytesIO(b"letter"),
            name="a.txt",
            note="",
            actor=me,
            now=LATER,
        )
        told = json.loads(copied(me, made, "json", ["casework"]))
        (content,) = [one["content"] for one in told["parts"] if one["kind"] == Attachment.kind_of]
        assert sorted(content) == sorted(set(Attachment.model_fields) - structured.KEPT_BACK)


class TestTheMark:
    def test_it_says_whose_it_is_who_took_it_for_whom_and_which_copy_it_is(self, world, me, made):
        copied(me, made)
        text = copied(me, made, "html").decode()
        copy = CopyOut.objects.order_by("made_at", "id").last()
        words = re.sub(r"<[^>]+>|[\u2066-\u2069]", "", text)
        name = world.coordinator.user.display_name
        assert f"{world.organisation.name} · taken out by {name} on 3 March 2026" in words
        assert f"Copy 2 of {made.reference}, for Advocate Rahman" in words
        ids = {str(one.id) for one in CopyOut.objects.order_by("id")}
        assert sum(one in words for one in ids) == 1
        entries = Entry.objects.filter(action="file.exported").order_by("seq")
        assert entries.last().others == next(one for one in ids if one in words)
        assert copy is not None

    def test_the_journal_says_which_parts_left_and_nothing_of_why(self, me, made):
        copied(me, made, "json", ["identity", "story"])
        (entry,) = Entry.objects.filter(action="file.exported").order_by("seq")
        assert entry.compartment == "identity,story"
        assert "hearing" not in str(entry.content())
        assert "Rahman" not in str(entry.content())
        assert b"Rahman" not in bytes(CopyOut.objects.get().box)

    def test_own_words_are_needed_where_the_reason_says_nothing(self, me, made):
        with pytest.raises(NothingToTell):
            copied(me, made, reason=" ", why="other")
        assert copied(me, made, reason=" ", why="she_asked")


class TestData:
    def test_it_is_as_the_published_schema_says(self, me, made):
        schema = json.loads(SCHEMA.read_text())
        jsonschema.Draft202012Validator.check_schema(schema)
        told = json.loads(copied(me, made))
        checked = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
        assert [error.message for error in checked.iter_errors(told)] == []
        assert (told["format"], told["version"]) == ("alongside-file-copy", 1)
        assert told["copy"]["reason"] == {"code": "court", "words": "her hearing"}
        assert [part["kind"] for part in told["parts"]] == [
            "identity", "safe_contact", "safety_plan", "episode", "note",
        ]  # fmt: skip

    @pytest.mark.parametrize("change", [{"more": 1}, {"parts": None}, {"version": 2}])
    def test_the_schema_refuses_anything_else(self, me, made, change):
        told = json.loads(copied(me, made)) | change
        checked = jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text()))
        assert list(checked.iter_errors(told)) != []


class TestPdf:
    def test_it_is_encrypted_and_its_passphrase_opens_it(self, me, made):
        ticket = actions.prepare_copy(case_id=made.id, wish=wished("pdf"), actor=me, now=LATER)
        export = actions.take_export(ticket=ticket.id, actor=me, now=LATER)
        assert export.file_name == f"{made.reference}.pdf.age"
        content = pyrage.passphrase.decrypt(b"".join(export.chunks), ticket.passphrase)
        assert content.startswith(b"%PDF-")

    def test_it_says_nothing_of_her_or_of_us_beside_its_pages(self, me, made):
        content = copied(me, made, "pdf")
        text = text_of(content)
        about = (b"/Producer", b"/Author", b"/Subject", b"/CreationDate", b"WeasyPrint", b"file:")
        assert [told for told in about if told in text] == []
        # The only titles are the headings of its contents.
        assert text.count(b"/Title") == text.count(b"/Dest ") > 0
        assert b"Kestrelina" not in content

    def test_it_fetches_nothing(self, tmp_path):
        picture = tmp_path / "a.svg"
        picture.write_text(
            '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>quail</text></svg>'
        )
        inside = "data:image/svg+xml;base64," + b64encode(picture.read_bytes()).decode()
        addresses = ("http://127.0.0.1:9/a.png", picture.as_uri(), inside)
        images = "".join(f'<img src="{one}">' for one in addresses)
        style = readable.style()
        plain, made = (pdf.from_page(f"<p>x{more}</p>", style=style) for more in ("", images))
        assert made.startswith(b"%PDF-")
        # A picture would have brought the letters of its own text along.
        assert text_of(made).count(b"BaseFont") == text_of(plain).count(b"BaseFont")
        assert len(made) < len(plain) + 2000

    @pytest.mark.parametrize("language", ["en", "bn", "ar"])
    def test_every_language_is_laid_out(self, me, made, language):
        with translation.override(language):
            assert copied(me, made, "pdf").startswith(b"%PDF-")

    def test_where_the_system_lacks_parts_it_is_refused_and_not_offered(
        self, me, world, made, monkeypatch
    ):
        monkeypatch.setattr(pdf, "missing", lambda: ("libpango-1.0-0",))
        with pytest.raises(NoPdfHere, match="parts of its system are missing"):
            copied(me, made, "pdf")
        assert CopyOut.objects.count() == 0
        page = read(entered(world.coordinator).get(file_url(made.id, "export_file")))
        assert "alongside doctor" in page.text
        assert "(PDF)" not in page.text

    def test_the_libraries_that_are_looked_for_are_named_by_their_packages(self, monkeypatch):
        monkeypatch.setattr(pdf, "LIBRARIES", {"libnothere.so.9": "libnothere9"})
        pdf.missing.cache_clear()
        try:
            assert pdf.missing() == ("libnothere9",)
            with pytest.raises(pdf.Unavailable, match="libnothere9"):
                pdf.from_page("<p>x</p>", style="")
        finally:
            pdf.missing.cache_clear()


class TestThePage:
    def test_nothing_is_chosen_beforehand(self, world, made, clock):
        mine = entered(world.coordinator)
        text = mine.get(file_url(made.id, "export_file")).content.decode()
        assert "checked" not in text
        assert queries.to_copy(
            actor=world.coordinator.actor, case_id=made.id, now=LATER
        ).compartments == {"identity", "location", "story", "casework", "health"}

    def test_what_she_typed_stays_when_something_is_missing(self, world, made, clock):
        mine = entered(world.coordinator)
        said = {"recipient": "Advocate Rahman", "why": "other", "parts": "story", "format": "pdf"}
        response = mine.post(file_url(made.id, "export_file"), said)
        assert response.status_code == 422
        assert "Say what the copy is for." in response.content.decode()
        assert 'value="Advocate Rahman"' in response.content.decode()


def test_dates_and_parts_of_an_import_are_plain_data(me):
    made = make_case(
        me, "Mira", OwnColumns(own={"Colour": "blue"}), age=20, age_on=date(2026, 1, 1)
    )
    told = json.loads(copied(me, made))
    assert told["file"]["opened_on"] == str(Case.objects.get().opened_on)
