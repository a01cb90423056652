"""Lists of things to hear, take, compare and follow: as many queries for thirty as for three."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.website.models import AdvocacyPage, CampaignsPage, ProgrammePage
from tests.website.media import (
    make_campaign,
    make_campaigns,
    make_entry,
    make_episode,
    make_podcast,
    make_programme,
    make_project,
    make_tracker,
)

pytestmark = pytest.mark.django_db


def queries(client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        response = client.get(address)
        assert response.status_code == 200
    return len(asked)


def test_episodes_and_their_feed(client, home):
    series = make_podcast(home, episodes=3)
    addresses = (series.url, f"/x/podcast/{series.pk}.rss", series.get_parent().url)
    few = [queries(client, one) for one in addresses]
    for number in range(4, 31):
        make_episode(series, number)
    assert [queries(client, one) for one in addresses] == few
    page = client.get(series.url).content.decode()
    assert page.count("long</span>") == 12
    assert "<bdi>1</bdi> of <bdi>3</bdi>" in page


def test_campaigns_and_materials(client, home):
    campaigns = make_campaigns(home)
    small = make_campaign(campaigns, 1, materials=3)
    large = make_campaign(campaigns, 2, materials=30)
    make_campaign(campaigns, 3, materials=0)
    few = queries(client, campaigns.url)
    assert queries(client, small.url) == queries(client, large.url)
    for number in range(4, 31):
        make_campaign(campaigns, number, materials=0)
    assert queries(client, campaigns.url) == few


def test_projects(client, home):
    programme = make_programme(home, projects=3)
    few = queries(client, programme.url)
    numbers = list(programme.projects().order_by("path").values_list("pk", flat=True))
    two, three = (
        queries(client, f"{programme.url}?" + "&".join(f"project={pk}" for pk in numbers[:chosen]))
        for chosen in (2, 3)
    )
    assert two == three == few + 1
    for number in range(4, 31):
        make_project(programme, number)
    assert queries(client, programme.url) == few


def test_what_is_followed(client, home, publish):
    tracker = make_tracker(home)
    publish(advocacy=[make_entry(number) for number in range(1, 4)])
    few = queries(client, tracker.url)
    publish(advocacy=[make_entry(number) for number in range(1, 31)])
    assert queries(client, tracker.url) == few


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        (AdvocacyPage, "Nothing of this kind is followed just now."),
        (CampaignsPage, "There is no campaign yet."),
        (ProgrammePage, "No project is told of yet."),
    ],
)
def test_an_empty_list_says_so(client, home, kind, sentence):
    page = kind(title="Nothing yet", slug="nothing-yet")
    home.get_children().get(slug="work").add_child(instance=page)
    assert sentence in client.get(page.url).content.decode()


def test_a_screen_that_is_none_is_the_nearest(client, home):
    campaigns = make_campaigns(home)
    for number in range(1, 14):
        make_campaign(campaigns, number, materials=0)
    for asked, number in (("x", 1), ("99", 2), ("-3", 2), ("", 1)):
        assert client.get(campaigns.url, {"p": asked}).context["found"].number == number
