"""What robots, strangers and broken files are answered: in words somebody can act on."""

import json
from io import BytesIO
from uuid import uuid4

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import engines
from django.urls import reverse
from PIL import Image
from wagtail.images.models import Image as Picture
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from alongside.ui.forms import TextField
from alongside.website.forms.events import RegistrationForm
from alongside.website.forms.joining import JoinForm
from alongside.website.forms.newsletter import SubscribeForm
from alongside.website.forms.signing import SignOnForm
from alongside.website.forms.translation import TranslationForm
from alongside.website.forms.writing import WriteForm
from alongside.website.models import PublicationPage
from tests.website import shelves
from tests.website.events import make_event
from tests.website.factories import make_editor, with_app

pytestmark = [pytest.mark.django_db, pytest.mark.attack]

ASKED = {"address": "asha@example.org", "language": "en", "themes": ["work"]}


@pytest.fixture(autouse=True)
def _nothing_was_sent():
    cache.clear()


@pytest.fixture
def editor(client, home, monkeypatch):
    # Wagtail's own templates name variables that are not there, and fall back to others.
    monkeypatch.setattr(engines["django"].engine, "string_if_invalid", "")
    client.force_login(with_app(make_editor()))
    return client


def ask(client, **changes):
    return client.post("/en/letter/", ASKED | {"once": str(uuid4())} | changes)


def shown(answer) -> str:
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"contact_page": "https://spam.example"}, "This field is there for robots only."),
        ({"address": "a@example.org\r\nBcc: b@example.org"}, "Write this in one line."),
        ({"address": "a@example.org, b@example.org"}, "Write one mail address, such as"),
    ],
)
def test_a_sign_up_that_is_none_is_told_so(client, home, changed, words):
    answer = ask(client, **changed)
    assert answer.status_code == 422
    assert words in shown(answer)
    assert mail.outbox == []


@pytest.mark.parametrize(
    "form", [JoinForm, RegistrationForm, SignOnForm, SubscribeForm, TranslationForm, WriteForm]
)
@pytest.mark.parametrize("more", ["\r\nBcc: all@example.org", "\u2028Bcc: x", "\x1b[2J"])
def test_what_is_one_line_adds_none(form, more):
    needed = {"event": make_event(by_invitation=True)} if form is RegistrationForm else {}
    lines = [name for name, field in form(**needed).fields.items() if isinstance(field, TextField)]
    filled = form(dict.fromkeys(lines, f"asha@example.org{more}"), **needed)
    told = {name for name in lines if "Write this in one line." in filled.errors[name]}
    assert (told, lines != []) == (set(lines), True)


def test_many_sign_ups_from_one_place_are_told_to_wait(client, home):
    answers = [ask(client, address=f"n{number}@example.org") for number in range(7)]
    assert [one.status_code for one in answers] == [303] * 6 + [429]
    assert "Wait ten minutes and send it again." in shown(answers[-1])


def test_a_mailbox_is_not_flooded_by_its_many_names(client, home):
    for number in range(5):
        answer = ask(client, address=f"Asha+{number}@Example.org")
        assert answer.status_code == 303
    assert [one.to for one in mail.outbox] == [["Asha+0@Example.org"], ["Asha+1@Example.org"]]
    # She is told that this is why nothing comes.
    said = shown(client.get(answer["Location"]))
    assert "To one address we write twice a day at most." in said


@pytest.mark.parametrize("token", ["asha@example.org", "x", "a" * 201])
def test_an_address_stops_nobodys_newsletter_and_it_is_said_why(
    client, home, publish, letters, token
):
    publish()
    for answer in (
        client.get(f"/en/letter/out/{token}/"),
        client.post(f"/en/letter/out/{token}/"),
    ):
        assert answer.status_code == 404
        assert "only the link in your own mail stops it" in shown(answer)
        assert 'href="/en/w/"' in shown(answer)
        assert answer["Cache-Control"] == "no-store"
    assert letters() == []
    one_click = client.post(f"/en/letter/out/{token}/", {"List-Unsubscribe": "One-Click"})
    assert (one_click.status_code, one_click.content) == (404, b"")


def put(client, content: bytes) -> str:
    file = SimpleUploadedFile("large.png", content)
    sent = {"title": "Large", "file": file, "collection": "1"}
    answer = client.post(reverse("wagtailimages:add"), sent)
    assert answer.status_code == 200  # the form again; a success leads away
    return shown(answer)


@pytest.mark.parametrize("side", [8_000, 14_000])
def test_a_picture_of_few_bytes_and_many_pixels_is_refused(editor, side):
    # The larger one is more than Pillow itself is ready to look at.
    bomb = BytesIO()
    Image.new("1", (side, side)).save(bomb, "PNG")
    assert len(bomb.getvalue()) < 100_000
    answer = put(editor, bomb.getvalue())
    assert "pixels" in answer or "too large" in answer
    assert Picture.objects.count() == 0


def test_a_picture_of_many_bytes_is_refused(editor, settings):
    small = BytesIO()
    Image.new("1", (10, 10)).save(small, "PNG")
    answer = put(editor, small.getvalue() + bytes(settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE))
    assert "This file is too big" in answer
    assert Picture.objects.count() == 0


def test_a_script_that_an_editor_sends_past_her_text_field_never_reaches_a_page(editor):
    link = {"type": "LINK", "mutability": "MUTABLE", "data": {"url": "javascript:alert(1)"}}
    block = {
        "key": "a",
        "text": "here <script>alert(2)</script>",
        "type": "unstyled",
        "depth": 0,
        "inlineStyleRanges": [],
        "entityRanges": [{"offset": 0, "length": 4, "key": 0}],
    }
    sent = json.dumps({"blocks": [block], "entityMap": {"0": link}})
    given = {
        "title": "Wages",
        "slug": "wages",
        "kind": "report",
        "published_on": "2024-02-01",
        "authors": "Ama Mensah",
        "introduction": "<script>alert(3)</script>",
        "body": streamfield([("paragraph", sent)]),
        "files": inline_formset([]),
        "videos": inline_formset([]),
        "action-publish": "1",
    }
    where = reverse(
        "wagtailadmin_pages:add", args=["website", "publicationpage", shelves.library().pk]
    )
    assert editor.post(where, nested_form_data(given) | {"themes": ["work"]}).status_code == 302
    page = shown(editor.get(PublicationPage.objects.get().url))
    assert "<a>here</a> &lt;script&gt;alert(2)" in page
    for part in ("javascript:", "<script>alert"):
        assert part not in page
