"""The library: what is found, in which order, and what a page of it asks the database."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.website import finding
from tests.website import shelves

pytestmark = pytest.mark.django_db

SCRIPTS = {
    "Latin": ("Migración y trabajo digno", "migracion"),
    "Bengali": ("অভিবাসী নারী শ্রমিকের অধিকার", "শ্রমিকের"),
    "Thai": ("แรงงานข้ามชาติมีสิทธิเท่าเทียม", "สิทธิ"),
    "Arabic": ("حُقوق العاملات المنزليات", "حقوق"),
    "Burmese": ("ရွှေ့ပြောင်းအလုပ်သမားအခွင့်အရေး", "အခွင့်အရေး"),
    "Khmer": ("សិទ្ធិពលករទេសន្តរប្រវេសន៍", "ពលករ"),
    "Nepali": ("महिला कामदारको अधिकार", "अधिकार"),
}


def titles(**asked: str) -> list[str]:
    found = finding.find(finding.Asked(**asked), shelves.in_language("en"))
    return [page.title for page in found]


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_word_of_the_title_is_found_in_each_script(home, script):
    for title, _asked in SCRIPTS.values():
        shelves.a_publication(title)
    title, asked = SCRIPTS[script]
    assert titles(words=asked) == [title]


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_word_of_the_text_is_found_in_each_script(home, script):
    for number, (words, _asked) in enumerate(SCRIPTS.values()):
        shelves.a_publication(f"Number {number}", body=shelves.text(words))
    number = list(SCRIPTS).index(script)
    assert titles(words=SCRIPTS[script][1]) == [f"Number {number}"]


def test_all_words_must_be_there_and_the_title_counts_more(home):
    shelves.a_publication("Nothing of it", body=shelves.text("wages and housing for all"))
    shelves.a_publication("Wages and housing")
    shelves.a_publication("Wages alone")
    assert titles(words="housing wages") == ["Wages and housing", "Nothing of it"]


def test_signs_that_mean_something_to_a_database_are_only_signs(home):
    shelves.a_publication("Wages")
    for words in ('wages"', "wages*", "(wages)", "wages'; --", "title:wages", "-wages", "%wages\\"):
        assert titles(words=words) in (["Wages"], []), words
    assert titles(words='"wages"') == ["Wages"]
    assert titles(words="?!") == []


def test_each_filter(home):
    other = shelves.a_publication("Other", published_on=date(2020, 1, 1))
    shelves.a_publication(
        "This", kind="guide", themes=("justice", "work"), region="africa", authors="Ama Mensah"
    )
    assert titles(kind="guide") == ["This"]
    assert titles(theme="work") == ["This"]
    assert titles(year="2020") == ["Other"]
    assert titles(region="africa") == ["This"]
    assert titles(words="mensah", theme="justice", year="2023") == ["This"]
    assert titles(words="mensah", year="2020") == []
    assert titles(language="en") == ["This", "Other"]
    assert titles(language="es") == []
    there = other.copy_for_translation(shelves.in_language("es"))
    there.save_revision().publish()
    assert titles(language="es") == ["Other"]


def test_a_draft_is_nowhere(home):
    page = shelves.a_publication("Secret wages")
    page.unpublish()
    assert titles(words="wages") == titles() == []


def test_the_page_asks_as_many_queries_for_thirty_as_for_three(client, home):
    series = shelves.a_series()
    issue = shelves.an_issue(series)
    for number in range(3):
        shelves.a_publication(f"Wages {number}", authors="Ama\nBibi", parent=issue)
    shelves.a_publication("Alone", parent=series)

    def queries(path: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(path).status_code == 200
        return len(asked)

    paths = ("/en/library/", "/en/library/?q=wages&theme=&year=2023", issue.url, series.url)
    client.get("/en/library/")
    few = [queries(path) for path in paths]
    for number in range(27):
        shelves.a_publication(f"Wages {number + 3}", parent=(issue, series)[number % 2])
    assert [queries(path) for path in paths] == few


def test_what_is_asked_for_stands_in_the_form_and_in_the_next_page_s_address(client, home):
    for number in range(21):
        shelves.a_publication(f"Wages {number}", published_on=date(2023, 1, number + 1))
    page = client.get("/en/library/?q=wages&year=2023&kind=nonsense").content.decode()
    assert 'value="wages"' in page
    assert "21 publications fit" in page
    assert "There is no such answer. All are shown." in page
    assert 'href="?q=wages&amp;year=2023&amp;kind=nonsense&amp;p=2"' in page
    last = client.get("/en/library/?p=2").content.decode()
    assert "Wages 0<" in last
    assert "Page <bdi>2</bdi> of <bdi>2</bdi>" in last


def test_where_nothing_fits_the_page_says_what_to_do(client, home):
    shelves.a_publication("Wages")
    page = client.get("/en/library/?q=xylophone").content.decode()
    assert "Nothing here fits all of that." in page
    assert 'href="/en/library/"' in page
    empty = client.get("/es/library/").content.decode()
    assert "Todavía no hay nada publicado en este idioma." in empty


def test_the_best_comes_first_over_all_pages_and_within_each_filter(home):
    for number in range(6):
        theme = ("work", "justice")[number % 2]
        shelves.a_publication(f"Report {number}", body=shelves.text("wages"), themes=(theme,))
    shelves.a_publication("Wages", themes=("justice",))
    locale = shelves.in_language("en")
    everything = finding.find(finding.Asked(words="wages"), locale)
    assert everything.count() == 7
    assert next(iter(everything[:2])).title == "Wages"
    assert len({page.title for part in (everything[:3], everything[3:]) for page in part}) == 7
    assert list(everything[7:9]) == []
    justice = finding.find(finding.Asked(words="wages", theme="justice"), locale)
    assert (justice.count(), next(page.title for page in justice)) == (4, "Wages")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL ranks while it finds")
def test_the_index_is_asked_once_and_not_again_for_each_that_was_found(home):
    for number in range(3):
        shelves.a_publication(f"Wages {number}")
    with CaptureQueriesContext(connection) as asked:
        found = finding.find(finding.Asked(words="wages"), shelves.in_language("en"))
        assert (found.count(), len(list(found[:2]))) == (3, 2)
    assert [one["sql"].count("MATCH") for one in asked if "MATCH" in one["sql"]] == [1]
