"""The demonstration's podcasts, campaigns, projects and processes, each shown."""

import pytest

from alongside.cli.siteworld import journey, media
from alongside.website.models import (
    AdvocacyPage,
    CampaignPage,
    EpisodePage,
    PodcastPage,
    ProjectPage,
    ToolkitPage,
)

pytestmark = pytest.mark.django_db
KINDS = (AdvocacyPage, CampaignPage, EpisodePage, PodcastPage, ProjectPage, ToolkitPage)


def test_every_page_of_the_demonstration_is_shown(client, home):
    media.build(home)
    shown = {
        kind.__name__: [client.get(one.url).status_code for one in kind.objects.order_by("path")]
        for kind in KINDS
    }
    assert shown == {
        "AdvocacyPage": [200],
        "CampaignPage": [200] * 2,
        "EpisodePage": [200] * 2,
        "PodcastPage": [200],
        "ProjectPage": [200] * len(journey.PROJECTS),
        "ToolkitPage": [200],
    }


def test_the_pages_of_the_demonstration_would_pass_an_editor_s_form(home):
    media.build(home)
    for kind in KINDS:
        for page in kind.objects.order_by("path"):
            page.full_clean()


def test_the_campaign_in_spanish_shows_the_same_sums(client, home):
    media.build(home)
    english, spanish = (
        client.get(CampaignPage.objects.get(locale__language_code=code).url).context
        for code in ("en", "es")
    )
    assert english["reach"] == spanish["reach"]
    assert english["reach"].printed == 11_500
    assert [one.taken for one in spanish["materials"]] == [135, 60, None]
