"""Pages to hear, take, compare and follow, as a browser shows them: wide, narrow, from the right.

The pages are made by the test's own client and handed to the browser, which asks nobody else.
"""

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings

from alongside.website import founding
from alongside.website.models import CampaignPage, HomePage, VideoPage
from tests.browsing import DESK, PHONE, axe, fits
from tests.website.media import (
    agree,
    hand_out,
    make_campaign,
    make_campaigns,
    make_entry,
    make_kit,
    make_photo,
    make_podcast,
    make_programme,
    make_tracker,
    print_run,
)

pytestmark = [pytest.mark.django_db, pytest.mark.journey]
STATIC = Path(settings.PACKAGE) / "ui" / "static"
ADDRESS = "http://127.0.0.1:9"


def make_pages(home) -> list[str]:
    """Make a page of each kind and return where they are."""
    series = make_podcast(home, episodes=13)
    [episode, *_others] = series.listed()
    media = series.get_parent()
    film = VideoPage(title="Four authors", slug="film", elsewhere="https://films.example/7")
    media.add_child(instance=film)
    campaigns = make_campaigns(home)
    campaign: CampaignPage = make_campaign(campaigns)
    hand_out(campaign, "school", 24, 4_800, "Medellín")
    print_run(campaign, 10_000)
    kit = make_kit(campaigns)
    programme = make_programme(home)
    projects = list(programme.projects().order_by("path"))
    agree(make_photo(projects[0]).image)
    tracker = make_tracker(home)
    compared = "&".join(f"project={one.pk}" for one in projects)
    shown = (media, series, episode, film, campaigns, campaign, kit, programme, projects[0])
    language = home.locale.language_code
    return [
        *(one.url for one in (*shown, tracker)),
        f"{tracker.url}review/",
        f"{programme.url}?{compared}",
        f"/{language}/wish/{kit.pk}/",
        f"/{language}/wish/{kit.pk}/sent/",
    ]


def a_review():
    """Return a process with days before and after, what we ask and what came of it."""
    return make_entry(
        2,
        slug="review",
        kind="process",
        words={"en": "We write a report of our own."},
        demands={"en": "Wages are paid.\nPapers stay hers."},
        happened={"en": "The committee asked what we asked."},
        dates=(
            {"on": "2020-02-10", "what": {"en": "List of issues"}},
            {"on": "2099-05-20", "what": {"en": "The committee asks"}},
        ),
        link="https://law.example/",
    )


def handed(client, page):
    """Let the browser have what the test's client is answered."""
    answers = {}

    def fetch(address: str) -> None:
        response = client.get(address)
        assert response.status_code == 200
        sent = {"content-type": response["Content-Type"]}
        sent["content-security-policy"] = response["Content-Security-Policy"]
        body = response.getvalue()
        answers[address] = {"status": 200, "headers": sent, "body": body}

    def answer(route) -> None:
        parts = urlsplit(route.request.url)
        asked = parts.path + (f"?{parts.query}" if parts.query else "")
        if parts.path.startswith("/x/s/"):
            route.fulfill(path=STATIC / parts.path.removeprefix("/x/s/"))
        elif asked in answers:
            route.fulfill(**answers[asked])
        else:
            route.fulfill(status=200, content_type="image/webp", body=b"")

    page.route("**/*", answer)
    return fetch


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_page_is_open_to_everybody(new_page, client, home, publish, language):
    founding.found(("en", "ar"))
    publish(advocacy=[make_entry(1), a_review()])
    pages = make_pages(HomePage.objects.get(locale__language_code=language))
    page = new_page(locale=language)
    fetch = handed(client, page)
    for address in pages:
        fetch(address)
        for size in (DESK, PHONE):
            page.set_viewport_size(size)
            page.goto(f"{ADDRESS}{address}")
            assert page.evaluate("document.dir") == ("rtl" if language == "ar" else "ltr")
            axe(page)
            fits(page)


def test_projects_stand_side_by_side_and_below_each_other_on_a_phone(new_page, client, home):
    programme = make_programme(home)
    numbers = programme.projects().order_by("path").values_list("pk", flat=True)[:2]
    address = f"{programme.url}?" + "&".join(f"project={pk}" for pk in numbers)
    page = new_page()
    handed(client, page)(address)
    page.goto(f"{ADDRESS}{address}")
    row = page.locator(".al-compare tbody tr").filter(has_text="Aim 1").locator("td")
    wide = [row.nth(place).bounding_box() for place in (0, 1)]
    assert wide[0]["y"] == wide[1]["y"]
    page.set_viewport_size(PHONE)
    narrow = [row.nth(place).bounding_box() for place in (0, 1)]
    assert narrow[0]["x"] == narrow[1]["x"]
    assert row.nth(1).inner_text().split() == ["Project", "2", "Aim", "2"]
