"""The list of people and the search, as they are read."""

import gzip
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.audit.models import Entry
from alongside.casework import actions
from alongside.casework.contents import Closing, Identity, Needs, Note
from tests.casework.pages import NASTY, entered, file_url, read
from tests.organisations.factories import NOW, make_second_organisation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

LIST = "/p/"
FIND = "/p/find/"
FILE = re.compile(r"/p/[0-9a-f-]{36}/")


def make_file(person, name="Mira", *parts, now=NOW, **identity):
    return actions.open_case(
        identity=Identity(called=name, not_given=not name, **identity),
        parts=parts,
        actor=person.actor,
        now=now,
    ).case_id


def names(response):
    page = read(response)
    return [text for href, text in page.links.items() if FILE.fullmatch(href)]


def test_an_empty_list_says_what_to_do_next(world):
    page = read(entered(world.caseworker).get(LIST))
    assert "Nobody is with you yet." in page.text
    assert reverse("casework:new") in page.links
    assert reverse("casework:import") in page.links


def test_a_row_says_what_matters(world):
    case_id = make_file(world.caseworker, "Mira", Needs(needs=["wages"]), language="bn")
    page = read(entered(world.caseworker).get(LIST))
    assert page.links[file_url(case_id)] == "Mira"
    assert "Her wages" in page.text
    assert "Finding out what she needs" in page.text


def test_names_stay_out_of_title_headers_and_address(world):
    make_file(world.caseworker, "Zuleykha")
    response = entered(world.caseworker).post(FIND, {"q": "Zuleykha"})
    html = response.content.decode()
    assert "Zuleykha" in html
    assert "Zuleykha" not in html[html.index("<title>") : html.index("</title>")]
    assert "Zuleykha" not in str(response.headers)
    assert "Zuleykha" not in response.request["PATH_INFO"] + response.request["QUERY_STRING"]


def test_mine_team_and_all(world):
    mine = make_file(world.caseworker, "Mira")
    hers = make_file(world.colleague, "Asha")
    browser = entered(world.caseworker)
    assert names(browser.get(LIST)) == ["Mira"]
    assert sorted(names(browser.get(LIST + "?whose=team"))) == ["Asha", "Mira"]
    assert sorted(names(browser.get(LIST + "?whose=all"))) == ["Asha", "Mira"]
    assert {mine, hers} == {mine, hers}


def test_filters_narrow_and_the_page_says_so_when_nobody_fits(world):
    make_file(world.caseworker, "Mira", Needs(needs=["wages"]), language="bn")
    make_file(world.caseworker, "Asha", language="ne")
    browser = entered(world.caseworker)
    assert names(browser.get(LIST + "?phase=assessment")) == ["Mira"]
    assert names(browser.get(LIST + "?language=ne")) == ["Asha"]
    page = read(browser.get(LIST + "?late=on"))
    assert "Nobody fits what you chose." in page.text
    assert page.links[LIST].endswith("Show everybody who is with you")


@pytest.mark.parametrize("query", ["phase=%01", "whose=x", "language='--", "team=1", "after=x"])
def test_a_bent_address_does_no_harm(world, query):
    make_file(world.caseworker, "Mira")
    response = entered(world.caseworker).get(f"{LIST}?{query}")
    assert response.status_code in {200, 404}


def test_show_more_leads_through_everybody_once(world):
    for number in range(27):
        make_file(world.caseworker, f"Mira {number}", now=NOW - timedelta(days=number))
    browser = entered(world.caseworker)
    first = browser.get(LIST)
    more = next(href for href, text in read(first).links.items() if text == "Show more")
    second = browser.get(more)
    assert (len(names(first)), len(names(second))) == (25, 2)
    assert sorted(names(first) + names(second)) == sorted(f"Mira {n}" for n in range(27))
    assert "Show more" not in read(second).links.values()


def test_three_rows_take_no_more_queries_than_one(world):
    browser = entered(world.caseworker)

    def queries():
        with CaptureQueriesContext(connection) as caught:
            browser.get(LIST)
        return len(caught)

    make_file(world.caseworker, "Mira")
    queries()
    one = queries()
    make_file(world.caseworker, "Asha")
    make_file(world.caseworker, "Lan")
    assert queries() == one


def test_a_list_is_one_line_in_the_journal(world):
    for name in ("Mira", "Asha", "Lan"):
        make_file(world.caseworker, name)
    browser = entered(world.caseworker)
    before = Entry.objects.count()
    browser.get(LIST)
    assert Entry.objects.count() == before + 1


def test_files_of_another_organisation_are_nowhere(world):
    other = make_second_organisation(world)
    make_file(other.caseworker, "Somebody else")
    browser = entered(world.caseworker)
    for query in ("", "?whose=team", "?whose=all"):
        assert names(browser.get(LIST + query)) == []
    assert names(browser.post(FIND, {"q": "Somebody else"})) == []


def test_search_forgives_spelling_and_is_sent_by_post(world):
    case_id = make_file(world.caseworker, "Mehrunnisa")
    browser = entered(world.caseworker)
    page = read(browser.post(FIND, {"q": "Mehrunisa"}))
    assert page.links[file_url(case_id)] == "Mehrunnisa"
    assert page.form(FIND).fields["q"] == ["Mehrunisa"]


def test_search_without_a_word_shows_the_box(world):
    page = read(entered(world.caseworker).post(FIND, {"q": " "}))
    assert "The spelling need not be exact." in page.text
    assert "Nobody was found" not in page.text


def test_search_that_finds_nobody_says_what_to_try(world):
    page = read(entered(world.caseworker).post(FIND, {"q": "Nobody at all"}))
    assert "Nobody was found. Try another spelling" in page.text


def test_a_nasty_name_is_isolated(world):
    make_file(world.caseworker, NASTY)
    response = entered(world.caseworker).get(LIST)
    assert NASTY in read(response).isolated
    assert "<b>" not in response.content.decode()


def test_choosing_somebody_for_a_note(world):
    case_id = make_file(world.caseworker, "Mira")
    page = read(entered(world.caseworker).get(LIST + "?for=note"))
    assert "Whom is the note about?" in page.text
    assert page.links[file_url(case_id, "note")] == "Mira"


def test_closed_files_are_shown_when_asked_for(world):
    case_id = make_file(world.caseworker, "Mira")
    actions.close(
        case_id=case_id,
        closing=Closing(reason="she_decided"),
        actor=world.caseworker.actor,
        now=NOW,
    )
    browser = entered(world.caseworker)
    assert names(browser.get(LIST)) == []
    assert names(browser.get(LIST + "?closed=on")) == ["Mira"]


def test_a_role_without_files_is_refused(world):
    assert entered(world.researcher).get(LIST).status_code == 403


def test_names_can_be_hidden(world):
    make_file(world.caseworker, "Mira")
    html = entered(world.caseworker).get(LIST).content.decode()
    assert '<span class="al-name"><bdi>Mira</bdi></span>' in html
    assert "data-veil" in html


def test_the_page_is_light(world):
    for number in range(25):
        make_file(
            world.caseworker,
            f"Mira {number}",
            Needs(needs=["wages", "papers"]),
            Note(text="A note"),
            from_place="Khulna",
        )
    html = entered(world.caseworker).get(LIST).content
    assert len(gzip.compress(html)) < 10_000
