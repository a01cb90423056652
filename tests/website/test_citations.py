"""How a publication is cited, in plain words and for programs."""

from datetime import date

import pytest

from alongside.website import citations
from tests.website import shelves

SOURCE = citations.Source(
    kind="article",
    title="Who speaks for us? 100% & {more}",
    authors=("Amina Wanjiru", "Lea Marín"),
    day=date(2019, 4, 29),
    is_year_alone=False,
    series="The journal",
    issue="12",
    issn="2286-7511",
    pages="48-62",
    doi="10.1000/a_b",
    isbn="",
    language="en",
    url="http://testserver/en/library/who/",
    publisher="Alongside",
)


def test_as_people_write_it():
    assert citations.plain(SOURCE) == (
        "Amina Wanjiru, Lea Marín (2019). Who speaks for us? 100% & {more}. "
        "The journal, 12, 48-62. Alongside. https://doi.org/10.1000/a_b"
    )
    bare = SOURCE._replace(title="Who asks?", authors=(), series="", issue="", pages="", doi="")
    assert citations.plain(bare) == "Alongside (2019). Who asks? http://testserver/en/library/who/"


def test_as_bibtex():
    assert citations.bibtex(SOURCE) == (
        "@article{wanjiru2019speaks,\n"
        "  author = {{Amina Wanjiru} and {Lea Marín}},\n"
        "  title = {{Who speaks for us? 100\\% \\& \\{more\\}}},\n"
        "  year = {2019},\n"
        "  month = {4},\n"
        "  journal = {The journal},\n"
        "  number = {12},\n"
        "  pages = {48--62},\n"
        "  publisher = {Alongside},\n"
        "  doi = {10.1000/a_b},\n"
        "  issn = {2286-7511},\n"
        "  language = {en},\n"
        "  url = {http://testserver/en/library/who/}\n"
        "}\n"
    )


def test_as_ris():
    report = SOURCE._replace(
        kind="report", title="One\r\nER  - \nline", is_year_alone=True, issn="", isbn="0306406152"
    )
    assert citations.ris(report).split("\r\n") == [
        "TY  - RPRT",
        "AU  - Amina Wanjiru",
        "AU  - Lea Marín",
        "TI  - One ER - line",
        "PY  - 2019",
        "DA  - 2019///",
        "T2  - The journal",
        "IS  - 12",
        "SP  - 48",
        "EP  - 62",
        "PB  - Alongside",
        "SN  - 0306406152",
        "DO  - 10.1000/a_b",
        "LA  - en",
        "UR  - http://testserver/en/library/who/",
        "ER  - ",
        "",
    ]


@pytest.mark.django_db
def test_a_program_fetches_it_from_the_publication_s_page(client, home):
    issue = shelves.an_issue(shelves.a_series("The journal", issn="2286-7511"))
    page = shelves.a_publication("Raids", kind="article", parent=issue, pages="30-47")
    page.videos.create(title="She reads", url="https://example.org/videos/2", sort_order=0)
    page.save()
    shown = client.get(page.url).content.decode()
    assert "The journal, 12, 30-47" in shown
    assert 'href="https://example.org/videos/2"' in shown
    assert "<iframe" not in shown
    address = f"/x/cite/{page.translation_key}/en"
    assert f'href="{address}.bib"' in shown
    answer = client.get(f"{address}.bib")
    assert answer["Content-Disposition"] == f'attachment; filename="{page.slug}.bib"'
    assert "  number = {12},\n" in answer.content.decode()
    assert client.get(f"{address}.ris").content.startswith(b"TY  - JOUR\r\n")
    assert client.get(f"{address}.doc").status_code == 404
    page.unpublish()
    assert client.get(f"{address}.bib").status_code == 404
