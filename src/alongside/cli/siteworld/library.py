"""The demonstration's library and news: short summaries of what organisations told of their work.

Every author is invented; what is told is in the organisations' own public texts.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from wagtail.models import Locale

from alongside.cli.siteworld import members, writings
from alongside.website.models import (
    IssuePage,
    LibraryPage,
    NewsListPage,
    NewsPage,
    PublicationPage,
    PublicationVideo,
    SeriesPage,
    Signature,
    StatementPage,
)

if TYPE_CHECKING:
    from alongside.website.models import HomePage
    from alongside.website.models.base import SitePage


def build(home: HomePage) -> None:
    """Fill the library and the news below a first page, and what is translated below the others."""
    library = LibraryPage.objects.child_of(home).get()
    news = NewsListPage.objects.child_of(home).get()
    for one in writings.PUBLICATIONS:
        page = _put(library, PublicationPage, one)
        if "es" in one:
            _in_spanish(page, one["es"])
    series = _put(library, SeriesPage, writings.SERIES)
    issue = _put(series, IssuePage, writings.ISSUE)
    for number, one in enumerate(writings.ARTICLES, start=1):
        _put(
            issue, PublicationPage, one | {"kind": "article", "day": writings.ISSUE["day"]}, number
        )
    for one in writings.NEWS:
        _put(news, NewsPage, one)
    _put(news, StatementPage, writings.STATEMENT)


def _put(parent: SitePage, kind: type[SitePage], told: dict[str, Any], number: int = 0) -> SitePage:
    fields = {name: value for name, value in told.items() if name not in writings.APART}
    when = "told_on" if issubclass(kind, NewsPage) else "published_on"
    if "day" in told:
        fields[when] = date.fromisoformat(told["day"])
    if "members" in told:
        fields["members"] = members.codes(told["members"])
    page = kind(locale=parent.locale, body=_body(told.get("text", ())), **fields)
    if video := told.get("video"):
        address = f"https://example.org/videos/{number}"
        page.videos = [PublicationVideo(title=video, url=address, sort_order=0)]
    page_signed = told.get("signed", ())
    if page_signed:
        page.signatures = [
            Signature(organisation=name, country=country, sort_order=place)
            for place, (name, country) in enumerate(page_signed)
        ]
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page


def _in_spanish(page: SitePage, told: dict[str, Any]) -> None:
    there = page.copy_for_translation(Locale.objects.get(language_code="es"))
    there.title, there.introduction = told["title"], told["introduction"]
    there.body = _body(told["text"])
    there.save_revision().publish()


def _body(paragraphs: tuple[str, ...]) -> list[tuple[str, str]]:
    return [("paragraph", f"<p>{one}</p>") for one in paragraphs]
