"""Atom feeds hold what RFC 4287 asks for, and only what everybody may read."""

from datetime import date

import pytest
from defusedxml import ElementTree

from tests.website import shelves

pytestmark = [pytest.mark.django_db, pytest.mark.standards]

ATOM = "{http://www.w3.org/2005/Atom}"


def feed(client, path: str):
    response = client.get(path)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert response["Cache-Control"].startswith("public")
    root = ElementTree.fromstring(response.content)
    assert root.tag == f"{ATOM}feed"
    valid(root, f"http://testserver{path}")
    return root


def valid(root, own: str) -> None:
    """Hold a feed to section 4.1 of RFC 4287."""
    for name in ("id", "title", "updated"):
        [element] = root.findall(f"{ATOM}{name}")
        assert element.text
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert links["self"] == own
    assert links["alternate"].startswith("http://testserver/")
    assert root.find(f"{ATOM}author/{ATOM}name").text == "Alongside"
    seen = []
    for entry in root.findall(f"{ATOM}entry"):
        for name in ("id", "title", "updated", "published", "summary"):
            [element] = entry.findall(f"{ATOM}{name}")
            assert element.text
        assert entry.find(f"{ATOM}link").get("href").startswith("http://testserver/")
        assert entry.find(f"{ATOM}author/{ATOM}name").text
        assert entry.find(f"{ATOM}updated").text.endswith(("Z", "+00:00"))
        seen.append(entry.find(f"{ATOM}id").text)
    assert len(seen) == len(set(seen))
    assert all(one.startswith("urn:uuid:") for one in seen)


def titles(root) -> list[str]:
    return [one.text for one in root.findall(f"{ATOM}entry/{ATOM}title")]


def test_all_publications_of_a_language_the_newest_first(client, home):
    shelves.a_publication("Older", published_on=date(2020, 1, 1), authors="Ama\nBibi")
    shelves.a_publication("Newer <b>&", themes=("work",))
    shelves.a_publication("Draft").unpublish()
    shelves.a_publication("Sueldos", language="es")
    root = feed(client, "/x/feeds/en/publications.atom")
    assert titles(root) == ["Newer <b>&", "Older"]
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    authors = [one.text for one in root.findall(f"{ATOM}entry/{ATOM}author/{ATOM}name")]
    assert authors == ["Alongside", "Ama, Bibi"]
    assert titles(feed(client, "/x/feeds/es/publications.atom")) == ["Sueldos"]


def test_of_one_theme_and_of_one_series(client, home):
    series = shelves.a_series("The journal")
    issue = shelves.an_issue(series)
    shelves.a_publication("In the issue", parent=issue, themes=("justice",))
    shelves.a_publication("On its own", themes=("work",))
    assert titles(feed(client, "/x/feeds/en/themes/justice.atom")) == ["In the issue"]
    assert titles(feed(client, f"/x/feeds/en/series/{series.slug}.atom")) == ["In the issue"]
    for path in ("themes/nonsense", "series/nonsense"):
        assert client.get(f"/x/feeds/en/{path}.atom").status_code == 404
    assert client.get("/x/feeds/xx/publications.atom").status_code == 404


def test_news_and_statements(client, home):
    shelves.a_piece_of_news("We met", told_on=date(2023, 1, 1))
    shelves.a_statement("We ask", told_on=date(2023, 2, 1))
    assert titles(feed(client, "/x/feeds/en/news.atom")) == ["We ask", "We met"]
    assert titles(feed(client, "/x/feeds/es/news.atom")) == []


def test_a_sign_that_xml_cannot_hold_breaks_no_feed(client, home):
    shelves.a_publication("Wages\x0b today", introduction="One\x01two\ufffe", authors="A\x1bma")
    assert titles(feed(client, "/x/feeds/en/publications.atom")) == ["Wages today"]


def test_an_entry_keeps_its_name_when_the_page_moves(client, home):
    page = shelves.a_publication("Wages")
    before = feed(client, "/x/feeds/en/publications.atom").find(f"{ATOM}entry/{ATOM}id").text
    page.move(shelves.a_series(), pos="last-child")
    after = feed(client, "/x/feeds/en/publications.atom").find(f"{ATOM}entry/{ATOM}id").text
    assert before == after


def test_pages_say_where_their_feeds_are(client, home):
    shelves.a_publication()
    page = client.get("/en/library/").content.decode()
    assert 'type="application/atom+xml"' in page
    assert 'href="/x/feeds/en/publications.atom"' in page
