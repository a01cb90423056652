"""Publications, series, news and statements of the tests."""

from datetime import date

from wagtail.models import Locale, Page

from alongside.website.models import (
    IssuePage,
    LibraryPage,
    NewsListPage,
    NewsPage,
    PublicationPage,
    SeriesPage,
    Signature,
    StatementPage,
)


def library(language: str = "en") -> LibraryPage:
    return LibraryPage.objects.get(locale__language_code=language)


def news_list(language: str = "en") -> NewsListPage:
    return NewsListPage.objects.get(locale__language_code=language)


def in_language(language: str) -> Locale:
    return Locale.objects.get(language_code=language)


def put(parent: Page, page: Page) -> Page:
    """Put a page below another and publish it, as an editor does."""
    page.locale = parent.locale
    parent.add_child(instance=page)
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def text(words: str) -> list[tuple[str, str]]:
    return [("paragraph", f"<p>{words}</p>")]


def a_publication(title: str = "Our wages, our words", **fields) -> PublicationPage:
    parent = fields.pop("parent", None) or library(fields.pop("language", "en"))
    given = {"kind": "report", "published_on": date(2023, 5, 4)} | fields
    return put(parent, PublicationPage(title=title, **given))


def a_series(title: str = "The journal", **fields) -> SeriesPage:
    return put(fields.pop("parent", None) or library(), SeriesPage(title=title, **fields))


def an_issue(series: SeriesPage, **fields) -> IssuePage:
    given = {"title": "Sex Work", "number": 12, "published_on": date(2019, 4, 29)} | fields
    return put(series, IssuePage(**given))


def a_piece_of_news(title: str = "We met in Bangkok", **fields) -> NewsPage:
    parent = news_list(fields.pop("language", "en"))
    return put(parent, NewsPage(title=title, **({"told_on": date(2023, 6, 1)} | fields)))


def a_statement(title: str = "Domestic work is work", **fields) -> StatementPage:
    given = {
        "told_on": date(2023, 6, 2),
        "addressed_to": "International Labour Conference",
        "takes_signatures": True,
    }
    signed = fields.pop("signed", ())
    parent = news_list(fields.pop("language", "en"))
    page = StatementPage(title=title, **(given | fields))
    page.signatures = [
        Signature(organisation=name, country=country, sort_order=number)
        for number, (name, country) in enumerate(signed)
    ]
    return put(parent, page)
