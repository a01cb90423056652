"""The library and the news as a browser shows them: nobody is shut out, nothing is cut off."""

import mimetypes
from datetime import date
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from alongside.website import founding
from tests.browsing import DESK, PHONE, axe, fits
from tests.website import shelves

pytestmark = [pytest.mark.django_db, pytest.mark.journey]

ORIGIN = "http://127.0.0.1"


def show(page, client, path: str) -> None:
    """Open a page that was answered beforehand, with the styles as they are built."""
    answer = client.get(path)
    assert answer.status_code == 200

    def send(route) -> None:
        asked = route.request.url.removeprefix(ORIGIN)
        if asked == path:
            headers = {"Content-Type": "text/html; charset=utf-8"}
            route.fulfill(body=answer.content, headers=headers)
            return
        found = Path(finders.find(asked.removeprefix("/x/s/")))
        route.fulfill(body=found.read_bytes(), content_type=mimetypes.guess_type(found)[0])

    page.unroute_all()
    page.route("**/*", send)
    page.goto(f"{ORIGIN}{path}")


def a_full_shelf(language: str = "en") -> list[str]:
    library = shelves.library(language)
    issue = shelves.an_issue(shelves.a_series("The journal", parent=library))
    page = shelves.a_publication(
        "অভিবাসী নারী শ্রমিকের অধিকার and a title that is as long as titles of reports sometimes are",
        parent=issue,
        kind="article",
        authors="Ama Mensah\nনাজমা",
        doi="10.1000/averylongnumberthathasnoblankinitandgoesonandon",
        introduction="What they say.",
        themes=("work", "justice"),
        body=shelves.text("Words and <b>words</b>."),
    )
    page.videos.create(title="She reads", url="https://example.org/videos/2", sort_order=0)
    page.save()
    for number in range(21):
        day = date(2020, 1, number + 1)
        shelves.a_publication(f"Number {number}", parent=library, published_on=day)
    statement = shelves.a_statement(
        closes_on=date(2999, 1, 1),
        signed=[("Shakti Samuha", "NP"), ("An other", "")],
        language=language,
    )
    return [
        f"/{language}/library/",
        f"/{language}/library/?q=nothing+of+it",
        issue.url,
        page.url,
        statement.url,
        f"/{language}/news/",
        f"/{language}/sign/{statement.translation_key}/",
    ]


def test_wide_and_narrow(home, client, page):
    for path in a_full_shelf():
        show(page, client, path)
        for size in (DESK, PHONE):
            page.set_viewport_size(size)
            fits(page)
            axe(page)


def test_from_right_to_left_and_in_the_dark(home, client, new_page):
    founding.found(("en", "ar"))
    page = new_page(viewport=PHONE, color_scheme="dark")
    for path in a_full_shelf("ar"):
        show(page, client, path)
        assert page.locator("html").get_attribute("dir") == "rtl"
        fits(page)
        axe(page)
