"""Documents in pages: sent, shown, played from any place, taken out, and what is said of them."""

import io

import pytest
from PIL import Image

from alongside.audit.models import Entry
from alongside.casework import actions, queries
from alongside.casework.errors import NoSuchFile
from alongside.casework.views.attachments import byte_range
from tests.casework.factories import fresh
from tests.casework.pages import NASTY, file_url, read
from tests.casework.pictures import DEVICE, PLACE, WORDS, photo
from tests.organisations.factories import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

SOUND = b"OggS" + bytes(range(256)) * 1000


def send(browser, case_id, content, name, field="document", **fields):
    document = io.BytesIO(content)
    document.name = name
    return browser.post(file_url(case_id, "upload"), {field: document, **fields})


def added(world, case_id):
    asked = {"actor": fresh(world.caseworker), "case_id": case_id, "now": NOW}
    return queries.documents(**asked).attachments[0]


def body(response):
    return b"".join(response.streaming_content)


def deeds(case_id):
    rows = Entry.objects.filter(object_id=str(case_id)).order_by("seq")
    return list(rows.values_list("action", flat=True))


def files_in(folder):
    return {path for path in folder.rglob("*") if path.is_file()}


# Sound and film


@pytest.fixture
def sound(world, mine, case_id):
    send(mine, case_id, SOUND, "voice.ogg", what="recording")
    return added(world, case_id).id


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("", None),
        ("bytes=0-", (0, 1000)),
        ("bytes=200-299", (200, 300)),
        ("bytes=200-99999", (200, 1000)),
        ("bytes=-100", (900, 1000)),
        ("bytes=-5000", (0, 1000)),
        ("bytes=1000-", (1000, 1000)),
        ("bytes=-0", (1000, 1000)),
        ("bytes=-", None),
        ("bytes=5-2", None),
        ("bytes=0-1,5-6", None),
        ("lines=0-1", None),
        ("bytes=" + "9" * 16 + "-", None),
    ],
)
def test_a_range_is_read_as_the_standard_says(header, expected):
    assert byte_range(header, 1000) == expected


def test_a_recording_is_played_from_any_place(mine, case_id, sound):
    url = file_url(case_id, "shown", sound)
    whole = mine.get(url)
    assert (whole.status_code, whole["Accept-Ranges"]) == (200, "bytes")
    assert body(whole) == SOUND
    part = mine.get(url, headers={"Range": "bytes=70000-150000"})
    assert part.status_code == 206
    assert part["Content-Range"] == f"bytes 70000-150000/{len(SOUND)}"
    assert part["Content-Length"] == "80001"
    assert part["Content-Type"] == "audio/ogg"
    assert part["Content-Disposition"] == "inline"
    assert part["Cache-Control"] == "no-store"
    assert part["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert body(part) == SOUND[70000:150001]
    nothing = mine.get(url, headers={"Range": "bytes=900000-"})
    assert (nothing.status_code, nothing["Content-Range"]) == (416, f"bytes */{len(SOUND)}")


def test_a_part_is_not_packed(mine, case_id, sound):
    headers = {"Range": "bytes=0-999", "Accept-Encoding": "gzip"}
    part = mine.get(file_url(case_id, "shown", sound), headers=headers)
    assert part["Content-Length"] == "1000"
    assert body(part) == SOUND[:1000]


def test_the_page_of_a_recording_plays_it(mine, case_id, sound):
    page = mine.get(file_url(case_id, "document", sound)).content.decode()
    assert f'<audio class="al-shown" controls preload="metadata" src="{file_url(case_id)}' in page
    assert "What is hidden in this file was not removed" in page


def test_each_way_to_open_it_is_journalled_with_its_own_word(mine, case_id, sound):
    before = len(deeds(case_id))
    mine.get(file_url(case_id, "document", sound))
    body(mine.get(file_url(case_id, "shown", sound)))
    body(mine.get(file_url(case_id, "download", sound)))
    assert deeds(case_id)[before:] == [
        "file.attachment.read",
        "file.attachment.played",
        "file.attachment.original",
    ]


# What may be shown


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("page.html", b"<!doctype html><script>alert(1)</script>"),
        ("map.svg", b"<svg onload=alert(1)>"),
        ("letter.pdf", b"%PDF-1.7"),
        ("both.ogg", SOUND + b"<script>alert(1)</script>"),
        ("voice.ogg", b"no sound at all"),
        ("broken.jpg", b"\xff\xd8\xff\xe0 no picture"),
    ],
)
def test_nothing_else_is_ever_shown_in_a_page(world, mine, case_id, name, content):
    send(mine, case_id, content, name)
    found = added(world, case_id)
    assert (found.shown, found.small) == ("", False)
    for form in ("shown", "small", "clean"):
        assert mine.get(file_url(case_id, form, found.id)).status_code == 404
    assert body(mine.get(file_url(case_id, "download", found.id))) == content


def test_the_content_decides_and_the_page_says_so(world, mine, case_id):
    send(mine, case_id, b"%PDF-1.7 a contract", "contract.jpg")
    page = read(mine.get(file_url(case_id, "document", added(world, case_id).id)))
    assert "Its name says: Picture (JPEG). Its content says: PDF document." in page.text


def test_what_would_pass_for_another_kind_is_only_bytes(world, mine, case_id):
    content = photo(after=b"<script>alert(1)</script>")
    send(mine, case_id, content, "photo.jpg")
    found = added(world, case_id)
    original = mine.get(file_url(case_id, "download", found.id))
    assert original["Content-Type"] == "application/octet-stream"
    assert body(original) == content
    assert "would also pass" in read(mine.get(file_url(case_id, "document", found.id))).text
    # The copy is drawn anew, so it is a picture and nothing else.
    assert b"script" not in body(mine.get(file_url(case_id, "clean", found.id)))


# Pictures


def test_a_photo_has_a_copy_without_what_is_hidden_in_it(world, mine, case_id):
    taken = photo((4000, 3000), turned=True)
    # What is looked for really is there.
    assert all(word in taken for word in (PLACE.encode(), DEVICE.encode(), WORDS))
    send(mine, case_id, taken, "IMG_1.jpg")
    found = added(world, case_id)
    assert (found.shown, found.small, found.clean) == ("picture", True, True)
    sizes = {}
    for form in ("clean", "shown", "small"):
        response = mine.get(file_url(case_id, form, found.id))
        copy = body(response)
        assert response["Content-Type"] == "image/jpeg"
        assert not any(word in copy for word in (PLACE.encode(), DEVICE.encode(), WORDS))
        picture = Image.open(io.BytesIO(copy))
        assert dict(picture.getexif()) == {}
        assert set(picture.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        sizes[form] = picture.size
    # Turned as it was held.
    assert sizes == {"clean": (1500, 2000), "shown": (1500, 2000), "small": (240, 320)}
    assert body(mine.get(file_url(case_id, "download", found.id))) == taken


def test_the_copy_is_taken_by_another_word_than_the_original(mine, world, case_id):
    send(mine, case_id, photo(), "IMG_1.jpg")
    found, before = added(world, case_id), len(deeds(case_id))
    for form in ("small", "clean", "download"):
        body(mine.get(file_url(case_id, form, found.id)))
    assert deeds(case_id)[before:] == [
        "file.attachment.small",
        "file.attachment.clean",
        "file.attachment.original",
    ]


def test_the_page_says_why_there_is_no_picture(world, mine, case_id):
    send(mine, case_id, b"\0\0\0\x18ftypheic" + bytes(100), "IMG_1.heic")
    found = added(world, case_id)
    page = read(mine.get(file_url(case_id, "document", found.id)))
    assert "This kind of picture cannot be opened here" in page.text
    assert "What is hidden in this file was not removed" in page.text


# Adding and changing


def test_a_picture_from_the_camera(world, mine, case_id):
    page = mine.get(file_url(case_id, "upload")).content.decode()
    assert (
        'name="photo" class="govuk-file-upload" accept="image/jpeg" capture="environment"' in page
    )
    assert send(mine, case_id, photo(), "image.jpg", field="photo").status_code == 302
    assert added(world, case_id).shown == "picture"


def test_one_at_a_time(world, mine, case_id):
    both = {"document": io.BytesIO(b"%PDF-1.7"), "photo": io.BytesIO(photo())}
    response = mine.post(file_url(case_id, "upload"), {**both, "note": NASTY})
    page = read(response)
    assert response.status_code == 422
    assert "Add one at a time: the file or the picture." in page.text
    assert page.form().fields["note"] == [NASTY]


def test_what_is_said_of_it_is_changed_and_taken_away(world, mine, case_id):
    send(mine, case_id, b"%PDF-1.7", "a.pdf", what="court", note=NASTY)
    found = added(world, case_id)
    assert (found.what, found.note) == ("Court paper", NASTY)
    page = read(mine.get(file_url(case_id, "document_change", found.id)))
    fields = {name: values[0] for name, values in page.form().fields.items()}
    assert fields["note"] == NASTY
    sent = {"version": fields["version"], "name": "decision.pdf", "what": "court", "note": ""}
    response = mine.post(file_url(case_id, "document_change", found.id), sent)
    assert response["Location"] == file_url(case_id, "document", found.id)
    after = added(world, case_id)
    assert (after.name, after.what, after.note) == ("decision.pdf", "Court paper", "")
    again = mine.post(file_url(case_id, "document_change", found.id), sent | {"name": "other.pdf"})
    assert again.status_code == 409


def test_nothing_but_what_is_said_of_it_can_be_changed(world, mine, case_id):
    send(mine, case_id, photo(), "a.jpg")
    found = added(world, case_id)
    asked = {"actor": fresh(world.caseworker), "case_id": case_id, "now": NOW}
    part = queries.part(kind="attachment", document_id=found.id, **asked).part
    for planted in ({"clean": None}, {"mixed": True}, {"media_type": "text/html"}):
        with pytest.raises(NoSuchFile):
            actions.change_document(
                document=part.content.model_copy(update=planted),
                document_id=part.document_id,
                base_version=part.version,
                **asked,
            )


def test_a_script_is_told_where_to_go(mine, case_id):
    document = io.BytesIO(b"%PDF-1.7")
    response = mine.post(
        file_url(case_id, "upload"), {"document": document}, headers={"X-Upload-Progress": "1"}
    )
    assert (response.status_code, response.content) == (201, b"")
    assert response["Location"] == file_url(case_id, "documents")


def test_nothing_of_it_stays_where_her_file_is_closed(world, mine, case_id, settings):
    mine.post(file_url(case_id, "close"), {"reason": "moved"})
    before = files_in(settings.ALONGSIDE_MEDIA)
    response = send(mine, case_id, b"%PDF-1.7" * 50_000, "a.pdf", note=NASTY)
    assert response.status_code == 422
    assert "This file is closed. Open it again first." in read(response).text
    assert files_in(settings.ALONGSIDE_MEDIA) == before


def test_the_list_asks_as_much_for_three_as_for_one(
    world, mine, case_id, django_assert_max_num_queries
):
    def asked():
        with django_assert_max_num_queries(100) as counted:
            mine.get(file_url(case_id, "documents"))
        return len(counted)

    send(mine, case_id, photo(), "1.jpg")
    one = asked()
    for name in ("2.jpg", "3.pdf"):
        send(mine, case_id, photo(), name)
    assert asked() == one


# About her health


def test_a_medical_paper_lies_with_what_is_about_her_health(world, mine, case_id):
    send(mine, case_id, b"%PDF-1.7", "report.pdf", what="medical", about_health="on", note="x-ray")
    found = added(world, case_id)
    assert (found.name, found.about_health) == ("report.pdf", True)
    assert body(mine.get(file_url(case_id, "download", found.id))) == b"%PDF-1.7"
    assert (
        'aria-current="page">Documents'
        in mine.get(file_url(case_id, "document", found.id)).content.decode()
    )
    changed = mine.get(file_url(case_id, "document_change", found.id))
    assert read(changed).form().fields["note"] == ["x-ray"]
