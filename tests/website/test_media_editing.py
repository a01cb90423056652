"""An editor enters campaigns, episodes and consents in her workplace, and is told what is wrong."""

import pytest
from django.template import engines
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from alongside.website.models import CampaignPage, EpisodePage, PictureConsent
from tests.website.factories import make_editor, with_app
from tests.website.media import (
    SOUND,
    agree,
    make_campaigns,
    make_document,
    make_image,
    make_photo,
    make_podcast,
    make_programme,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client, home, monkeypatch):
    """Return the browser of an editor; Wagtail's own templates leave variables empty."""
    monkeypatch.setattr(engines["django"].engine, "string_if_invalid", "")
    client.force_login(with_app(make_editor()))
    return client


def page_form(**fields: object) -> dict[str, object]:
    return nested_form_data(
        {
            "introduction": "",
            "body": streamfield([]),
            "comments": inline_formset([]),
            "slug": "",
            "seo_title": "",
            "search_description": "",
            "go_live_at": "",
            "expire_at": "",
            "action-publish": "1",
        }
        | fields
    )


def test_a_campaign_with_its_materials(editor, home):
    campaigns = make_campaigns(home)
    document = make_document()
    editor.post(
        f"/cms/pages/add/website/campaignpage/{campaigns.pk}/",
        page_form(
            title="Ask before you go",
            slug="ask",
            materials=inline_formset(
                [
                    {
                        "kind": "poster",
                        "title": "Poster",
                        "about": "",
                        "language": "Español",
                        "version": "2",
                        "document": document.pk,
                    }
                ]
            ),
            print_runs=inline_formset(
                [{"what": "Posters", "copies": "500", "printed_on": "2026-11-01"}]
            ),
            handouts=inline_formset(
                [
                    {
                        "place": "school",
                        "places": "3",
                        "copies": "120",
                        "town": "Bello",
                        "given_on": "2026-11-02",
                    }
                ]
            ),
        ),
    )
    page = CampaignPage.objects.get()
    assert [one.document for one in page.materials.order_by("pk")] == [document]
    reach = editor.get(page.url).context["reach"]
    assert (reach.printed, reach.copies) == (500, 120)


def test_an_episode_with_the_wrong_file_is_refused_beside_the_field(editor, home):
    series = make_podcast(home, episodes=0)
    address = f"/cms/pages/add/website/episodepage/{series.pk}/"

    def fill(document):
        return page_form(
            title="One",
            slug="one",
            audio=document.pk,
            duration="0:24:30",
            aired_on="2026-11-01",
            number="1",
            kind="full",
            spoken_languages="",
            transcript="",
            chapters=inline_formset([]),
        )

    refused = editor.post(address, fill(make_document("talk.mp3", b"<html>")))
    assert "This file is not an MP3 recording. Choose one that is." in refused.content.decode()
    assert EpisodePage.objects.count() == 0
    editor.post(address, fill(make_document("talk.mp3", SOUND)))
    assert EpisodePage.objects.get().duration.total_seconds() == 1_470


def test_a_consent_is_recorded_and_taken_back_without_publishing_anything(editor, home):
    programme = make_programme(home, projects=1)
    project = programme.projects().get()
    image = make_photo(project, make_image()).image
    fields = {
        "image": image.pk,
        "who": "Sheet 7",
        "purpose": "to be seen here",
        "agreed_on": "2026-01-01",
        "until": "2099-01-01",
        "taken_back_on": "",
    }
    editor.post("/cms/snippets/website/pictureconsent/add/", fields)
    consent = PictureConsent.objects.get()
    assert len(editor.get(project.url).context["photos"]) == 1
    editor.post(
        f"/cms/snippets/website/pictureconsent/edit/{consent.pk}/",
        fields | {"taken_back_on": "2026-11-01"},
    )
    assert editor.get(project.url).context["photos"] == []


def test_a_consent_is_not_thrown_away(editor, home):
    consent = agree(make_image())
    editor.post(f"/cms/snippets/website/pictureconsent/delete/{consent.pk}/")
    assert PictureConsent.objects.count() == 1


def test_every_form_opens(editor, home):
    places = {
        "mediapage": home,
        "podcastpage": make_podcast(home).get_parent(),
        "videopage": home.get_descendants().get(slug="media"),
        "episodepage": home.get_descendants().get(slug="voices"),
        "campaignspage": home,
        "campaignpage": make_campaigns(home),
        "toolkitpage": home.get_descendants().get(slug="campaigns"),
        "programmepage": home,
        "projectpage": make_programme(home),
        "advocacypage": home,
    }
    answers = {
        kind: editor.get(f"/cms/pages/add/website/{kind}/{above.pk}/").status_code
        for kind, above in places.items()
    }
    assert answers == dict.fromkeys(places, 200)
    assert editor.get("/cms/snippets/website/pictureconsent/").status_code == 200
