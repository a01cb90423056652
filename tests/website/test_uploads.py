"""What editors put on the site can do nothing there by itself."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import engines
from django.urls import reverse
from PIL import Image
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.documents.models import Document
from wagtail.images.models import Image as Picture

from alongside.website.blocks import PLAIN
from tests.website import shelves
from tests.website.factories import make_editor, with_app

pytestmark = [pytest.mark.django_db, pytest.mark.attack]

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
PAGE = b"<!DOCTYPE html><script>alert(1)</script>"


@pytest.fixture
def editor(client, home, monkeypatch):
    # Wagtail's own templates name variables that are not there, and fall back to others.
    monkeypatch.setattr(engines["django"].engine, "string_if_invalid", "")
    client.force_login(with_app(make_editor()))
    return client


def put(client, where: str, name: str, content: bytes) -> str:
    title = {"title": "A file", "file": SimpleUploadedFile(name, content), "collection": "1"}
    answer = client.post(reverse(where), title)
    assert answer.status_code == 200  # the form again, with what is wrong; a success leads away
    return answer.content.decode().lower()


def test_svg_html_and_what_only_pretends_to_be_a_picture_are_refused(editor):
    for where in ("wagtailimages:add", "wagtaildocs:add"):
        for name, content in (("a.svg", SVG), ("a.html", PAGE), ("a.htm", PAGE)):
            shown = put(editor, where, name, content)
            assert "not a supported" in shown or "is not allowed" in shown
    assert "not a valid" in put(editor, "wagtailimages:add", "a.png", SVG)
    assert (Picture.objects.count(), Document.objects.count()) == (0, 0)


def test_a_picture_too_large_to_open_is_refused_in_words(editor, settings):
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 10_000
    large = BytesIO()
    Image.new("1", (101, 100)).save(large, "PNG")
    assert "pixels" in put(editor, "wagtailimages:add", "large.png", large.getvalue())
    assert Picture.objects.count() == 0


def test_a_file_is_taken_away_and_never_runs_here(client, home):
    heads = {}
    for name in ("a.pdf", "a.docx", "a.csv"):
        one = Document(title=name)
        one.file.save(name, ContentFile(PAGE))
        answer = client.get(one.url)
        b"".join(answer.streaming_content)
        heads[name] = (answer["Content-Disposition"].split(";")[0], answer["Content-Type"])
        assert answer["X-Content-Type-Options"] == "nosniff"
        expected = "default-src 'none'" if name == "a.pdf" else "default-src 'none'; sandbox"
        assert answer["Content-Security-Policy"] == expected
        one.file.delete()
    assert heads["a.pdf"] == ("inline", "application/pdf")
    assert heads["a.docx"][0] == heads["a.csv"][0] == "attachment"


def test_a_script_in_a_text_is_only_words_or_nothing(client, home):
    pasted = (
        "<p><b>Wages</b><script>alert(1)</script>"
        '<a href="javascript:alert(1)" onclick="alert(1)">here</a></p>'
    )
    # What Draftail sends is made of these, and what is kept is made of them again.
    converter = ContentstateConverter(features=PLAIN)
    kept = converter.to_database_format(converter.from_database_format(pasted))
    page = shelves.a_publication("<script>alert(1)</script>", body=[("paragraph", kept)])
    shown = client.get(page.url).content.decode()
    assert "<b>Wages</b>" in shown
    for part in ("<script>alert", "onclick", "javascript:"):
        assert part not in shown
