"""Editors write, translate and publish the library in /cms/, and reach nothing else there."""

import re

import pytest
from django.template import engines
from django.urls import reverse
from wagtail.models import Page, PageLogEntry
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield
from wagtail_localize.models import (
    StringTranslation,
    Translation,
    TranslationSource,
)

from alongside.website import directory
from alongside.website.models import PublicationPage
from tests.website import shelves
from tests.website.factories import make_editor, with_app
from tests.website.published import make_member

pytestmark = pytest.mark.django_db

FORBIDDEN = (
    "wagtailusers_users:index",
    "wagtailusers_groups:index",
    "wagtailsites:index",
    "wagtaillocales:index",
    "wagtailadmin_collections:index",
    "wagtailredirects:index",
)


@pytest.fixture
def editor(client, home, monkeypatch):
    # Wagtail's own templates name variables that are not there, and fall back to others.
    monkeypatch.setattr(engines["django"].engine, "string_if_invalid", "")
    client.force_login(with_app(make_editor()))
    return client


def written(**fields) -> dict:
    given = {
        "title": "Cleaning at night",
        "slug": "cleaning-at-night",
        "kind": "report",
        "published_on": "2024-02-01",
        "authors": "Ama Mensah",
        "introduction": "Office cleaners tell.",
        "body": streamfield([("heading", "One night")]),
        "files": inline_formset([]),
        "videos": inline_formset([]),
        "action-publish": "1",
    }
    return nested_form_data(given | fields) | {"themes": ["work", "justice"]}


def add(client, **fields):
    parent = shelves.library()
    where = reverse("wagtailadmin_pages:add", args=["website", "publicationpage", parent.pk])
    return client.post(where, written(**fields))


def test_an_editor_publishes_a_report_in_two_languages_and_it_appears_in_feed_and_library(
    editor, django_capture_on_commit_callbacks
):
    assert add(editor).status_code == 302
    page = PublicationPage.objects.get(slug="cleaning-at-night")
    assert (page.live, page.themes, page.languages) == (True, ("work", "justice"), ("en",))
    for path in ("/en/library/", "/x/feeds/en/publications.atom", "/x/feeds/en/themes/work.atom"):
        assert "Cleaning at night" in editor.get(path).content.decode()
        assert "Cleaning at night" not in editor.get(path.replace("/en/", "/es/")).content.decode()

    spanish = shelves.in_language("es")
    where = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    editor.post(where, {"locales": [spanish.pk]})
    translation = Translation.objects.get(target_locale=spanish)
    assert translation.get_target_instance().live is False
    assert "Cleaning at night" not in editor.get("/es/library/").content.decode()
    words = {"Cleaning at night": "Limpiar de noche", "Office cleaners tell.": "Cuentan.",
             "One night": "Una noche"}  # fmt: skip
    source = TranslationSource.objects.get()
    for segment in source.stringsegment_set.select_related("string", "context"):
        StringTranslation.objects.create(
            translation_of=segment.string,
            context=segment.context,
            locale=spanish,
            data=words.get(segment.string.data, segment.string.data),
        )
    there = translation.get_target_instance()
    edit = reverse("wagtailadmin_pages:edit", args=[there.pk])
    with django_capture_on_commit_callbacks(execute=True):
        answer = editor.post(edit, {"action": "publish"})
    assert answer.status_code == 302
    there = PublicationPage.objects.get(pk=there.pk)
    assert (there.live, there.title, there.themes) == (
        True,
        "Limpiar de noche",
        ("work", "justice"),
    )
    for path in ("/es/library/", "/x/feeds/es/publications.atom", "/x/feeds/es/themes/work.atom"):
        assert "Limpiar de noche" in editor.get(path).content.decode()
    assert 'hreflang="es"' in editor.get(page.url).content.decode()
    assert f'href="{page.url}"' in editor.get(there.url).content.decode()
    assert PageLogEntry.objects.filter(page=there.pk, action="wagtail.publish").count() == 1


def test_an_editor_says_whose_work_it_is(editor, publish):
    roots, genera = make_member("Roots"), make_member("Genera")
    publish(members=[roots, genera])
    parent = shelves.library()
    where = reverse("wagtailadmin_pages:add", args=["website", "publicationpage", parent.pk])
    offered = re.findall('name="members" value="([0-9a-f]+)"', editor.get(where).content.decode())
    assert offered == [directory.short(one.id) for one in (genera, roots)]
    answer = editor.post(where, written() | {"members": [offered[1]]})
    assert answer.status_code == 302
    assert PublicationPage.objects.get().members == (offered[1],)
    assert "Cleaning at night" in editor.get("/en/members/roots/").content.decode()
    # Whom one cannot choose today is not lost by saving.
    publish(members=[genera])
    page = PublicationPage.objects.get()
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert editor.post(edit, written() | {"members": [offered[0]]}).status_code == 302
    assert PublicationPage.objects.get().members == (offered[0], offered[1])
    refused = editor.post(where, written(slug="another") | {"members": ["0123456789"]})
    assert "0123456789 is not one of the available choices" in refused.content.decode()


def test_what_is_wrong_is_said_and_nothing_is_published(editor):
    answer = add(editor, doi="https://doi.org/10.1000/1", isbn="12", kind="", published_on="")
    shown = answer.content.decode()
    assert answer.status_code == 200
    assert "Write it without the address, for example" in shown
    assert "An ISBN has 10 or 13 digits" in shown
    assert Page.objects.filter(slug="cleaning-at-night").count() == 0


def test_a_preview_stands_in_a_frame_of_the_workplace_and_runs_nothing(editor):
    page = shelves.a_publication("Wages")
    where = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    assert editor.post(where, written(title="Wages today")).json()["is_valid"] is True
    shown = editor.get(where)
    assert "Wages today" in shown.content.decode()
    assert "frame-ancestors 'self'" in shown["Content-Security-Policy"]
    assert "unsafe" not in shown["Content-Security-Policy"]
    assert shown["X-Frame-Options"] == "SAMEORIGIN"
    assert "no-store" in shown["Cache-Control"]


def test_editors_reach_no_users_and_no_settings(editor):
    for name in FORBIDDEN:
        answer = editor.get(reverse(name))
        assert (answer.status_code, answer["Location"]) == (302, reverse("wagtailadmin_home"))
    assert editor.get(reverse("wagtailimages:index")).status_code == 200
    assert editor.get(reverse("wagtaildocs:index")).status_code == 200


def test_a_video_is_an_address_of_https(editor):
    video = {"title": "She reads", "url": "javascript:alert(1)"}
    assert add(editor, videos=inline_formset([video])).status_code == 200
    video["url"] = "https://example.org/1"
    assert add(editor, videos=inline_formset([video])).status_code == 302
    page = PublicationPage.objects.get(slug="cleaning-at-night")
    assert [one.host for one in page.videos.all()] == ["example.org"]
