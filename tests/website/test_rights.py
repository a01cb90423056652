"""Know your rights: short pages, to hear and on paper."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from wagtail.documents.models import Document
from wagtail.models import Locale
from wagtail.rich_text import RichText

from alongside.ui import pdf
from alongside.website import brochures, sound
from alongside.website.models import RightsIndexPage, RightsPage

pytestmark = pytest.mark.django_db

MP3 = b"ID3\x04" + bytes(range(256)) * 8


@pytest.fixture
def index(home):
    return RightsIndexPage.objects.get(locale__language_code="en")


@pytest.fixture
def paid(index):
    page = RightsPage(
        title="Work is paid",
        slug="1",
        introduction="Also without papers.",
        situation="unpaid",
        steps=[
            ("step", {"title": "Write down your hours", "text": RichText("<p>Each day.</p>")}),
            ("step", {"title": "Talk to somebody", "text": RichText("")}),
        ],
        body=[("paragraph", RichText("<p>Nobody may send you away for asking.</p>"))],
    )
    index.add_child(instance=page)
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def recording(content=MP3, name="clip.mp3"):
    return Document.objects.create(title="Clip", file=ContentFile(content, name))


def shown(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_a_page_has_steps_and_leads_to_help(client, paid):
    page = shown(client, "/en/rights/1/")
    assert "<title>Alongside</title>" in page
    assert page.index("Write down your hours") < page.index("Talk to somebody")
    assert "I was not paid" in page
    assert 'href="/en/help/?s=1"' in page
    assert f'href="/x/b/{paid.pk}/"' in page
    assert "<audio" not in page


def test_pages_stand_by_situation_and_country(client, index, paid):
    for country, title in (("RO", "In Romania"), ("KE", "In Kenya")):
        index.add_child(instance=RightsPage(title=title, situation="unpaid", country=country))
    index.add_child(instance=RightsPage(title="Always"))
    everywhere = shown(client, "/en/rights/")
    order = [everywhere.index(one) for one in ("Work is paid", "In Kenya", "In Romania", "Always")]
    assert order == sorted(order)
    romania = shown(client, "/en/rights/?c=RO")
    assert [
        one for one in ("Work is paid", "In Kenya", "In Romania", "Always") if one in romania
    ] == ["Work is paid", "In Romania", "Always"]


def test_the_list_costs_no_more_queries_for_more_pages(
    client, index, paid, django_assert_max_num_queries
):
    client.get("/en/rights/")
    counted = []
    for _time in range(2):
        with django_assert_max_num_queries(40) as captured:
            shown(client, "/en/rights/")
        counted.append(len(captured))
        for number in range(5):
            index.add_child(instance=RightsPage(title=f"More {number}", country="TH"))
    assert counted[0] == counted[1]


def test_before_any_is_written_it_says_whom_to_ask(client, index):
    page = shown(client, "/en/rights/")
    assert "These pages are being written." in page
    assert 'href="/en/w/"' in page


def printed(client, page):
    return b"".join(client.get(f"/x/b/{page.pk}/").streaming_content)


class TestOnPaper:
    @pytest.fixture(autouse=True)
    def no_brochures(self):
        """Begin without those that other tests had made; a file outlives its page's rollback."""
        if default_storage.exists("brochures"):
            for name in default_storage.listdir("brochures")[1]:
                default_storage.delete(f"brochures/{name}")

    def test_a_brochure_is_made_once_for_each_state_of_the_page(self, client, paid, monkeypatch):
        made = []
        make = pdf.from_page
        monkeypatch.setattr(
            pdf, "from_page", lambda html, style: made.append(html) or make(html, style=style)
        )
        for _time in range(2):
            answer = client.get(f"/x/b/{paid.pk}/")
            assert answer["Content-Type"] == "application/pdf"
            assert 'filename="page.pdf"' in answer["Content-Disposition"]
            assert b"".join(answer.streaming_content).startswith(b"%PDF-")
        assert len(made) == 1
        assert "Write down your hours" in made[0]
        assert "Nobody may send you away" in made[0]
        paid.title = "All work is paid"
        paid.save_revision().publish()
        printed(client, paid)
        assert "All work is paid" in made[1]
        assert len(default_storage.listdir("brochures")[1]) == 1

    def test_it_is_not_in_the_media_that_anybody_lists(self, client, paid):
        printed(client, paid)
        [name] = default_storage.listdir("brochures")[1]
        assert client.get(f"/x/m/brochures/{name}", follow=True).status_code == 404

    @pytest.mark.parametrize("lacking", ["missing", "missing_letters"])
    def test_where_letters_or_parts_are_missing_it_says_what_to_do(
        self, client, paid, monkeypatch, lacking
    ):
        monkeypatch.setattr(pdf, lacking, lambda: ("en",))
        answer = client.get(f"/x/b/{paid.pk}/", headers={"accept-language": "en"})
        assert answer.status_code == 503
        assert "print the page itself" in answer.content.decode()
        assert answer["Cache-Control"] == "no-store"

    def test_a_new_number_to_call_makes_it_anew(self, client, home, paid):
        printed(client, paid)
        [before] = default_storage.listdir("brochures")[1]
        home.phone = "+66 2 555 0100"
        home.save_revision().publish()
        printed(client, paid)
        [after] = default_storage.listdir("brochures")[1]
        assert before != after

    def test_of_what_is_not_published_there_is_none(self, client, paid):
        paid.unpublish()
        assert client.get(f"/x/b/{paid.pk}/", follow=True).status_code == 404
        assert client.get("/x/b/999999/", follow=True).status_code == 404
        with pytest.raises(RightsPage.DoesNotExist):
            brochures.of_page(paid.pk)


class TestToHear:
    @pytest.fixture
    def heard(self, paid):
        paid.clip = recording()
        paid.full_clean()
        paid.save_revision().publish()
        return paid

    def test_it_is_played_only_when_asked_for(self, client, heard):
        assert f'<audio class="al-shown" controls preload="none" src="/x/a/{heard.pk}/">' in shown(
            client, "/en/rights/1/"
        )

    def test_whole_and_in_pieces(self, client, heard):
        whole = client.get(f"/x/a/{heard.pk}/")
        assert whole["Content-Type"] == "audio/mpeg"
        assert whole["Content-Disposition"] == "inline"
        assert b"".join(whole.streaming_content) == MP3
        part = client.get(f"/x/a/{heard.pk}/", headers={"range": "bytes=4-9"})
        assert (part.status_code, b"".join(part)) == (206, MP3[4:10])
        assert part["Content-Range"] == f"bytes 4-9/{len(MP3)}"
        beyond = client.get(f"/x/a/{heard.pk}/", headers={"range": "bytes=99999-"})
        assert (beyond.status_code, beyond["Content-Range"]) == (416, f"bytes */{len(MP3)}")

    def test_a_page_without_one_has_none(self, client, paid):
        assert client.get(f"/x/a/{paid.pk}/", follow=True).status_code == 404

    @pytest.mark.parametrize("content", [b"<svg onload=alert(1)>", b"", b"\xff\xd8\xff\xe0JFIF"])
    def test_only_a_recording_is_taken(self, paid, content):
        paid.clip = recording(content or b" ", "clip.mp3")
        with pytest.raises(ValidationError, match="no mp3 or ogg"):
            paid.full_clean()

    def test_a_translation_has_its_own(self, heard):
        es = Locale.objects.get(language_code="es")
        there = heard.copy_for_translation(es)
        there.clip = None
        there.save_revision().publish()
        assert RightsPage.objects.get(locale__language_code="en").clip == heard.clip


@pytest.mark.parametrize(
    ("content", "expected"),
    [(b"OggS\0", "audio/ogg"), (b"\xff\xfb\x90", "audio/mpeg"), (b"ID3\3", "audio/mpeg")],
)
def test_recordings_are_known_by_how_they_begin(content, expected):
    assert sound.kind(File(BytesIO(content), name="x")) == expected
