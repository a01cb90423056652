"""The page of figures and its download."""

import csv
import io

import pytest
from django.urls import reverse

from tests.casework.pages import Reader, entered
from tests.evidence.people import counted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.fixture
def browser(world):
    for _number in range(12):
        counted(world.caseworker.actor, "ForcedLabour", age=30)
        counted(world.caseworker.actor, "Servitude", age=20)
    return entered(world.researcher)


def test_the_page_says_its_finding_and_shows_bars(browser):
    page = Reader(browser.get(reverse("evidence:year")).content.decode()).text

    assert "Figures of 2026" in page
    assert "Most often: Forced labour (about 10)" in page
    assert page.count("fewer than 10") >= 10
    assert " 12 " not in page


def test_the_download_holds_what_the_page_shows(browser):
    answer = browser.get(reverse("evidence:download"))

    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="figures-2026.csv"'
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0] == ["Table", "Category", "People", "As of"]
    assert ["By form of exploitation", "Forced labour", "10", "2026-03-02"] in rows
    assert ["By form of exploitation", "Forced begging", "fewer than 10", "2026-03-02"] in rows


def test_an_empty_year_says_why_nothing_is_shown(browser):
    page = Reader(browser.get(reverse("evidence:year"), {"year": "2025"}).content.decode()).text

    assert page.count("Fewer than 10 people: nothing can be shown without exposing somebody.") == 3


@pytest.mark.parametrize("year", ["2027", "1999", "x", ""])
def test_a_year_that_cannot_be_is_not_found(browser, year):
    assert browser.get(reverse("evidence:year"), {"year": year}).status_code == 404
