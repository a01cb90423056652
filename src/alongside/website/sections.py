"""Pages by what stands in the addresses of feeds, citations and forms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from alongside.website import finding
from alongside.website.models import (
    IssuePage,
    LibraryPage,
    NewsListPage,
    NewsPage,
    PublicationPage,
    SeriesPage,
    StatementPage,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from wagtail.query import PageQuerySet


def library(language: str) -> LibraryPage | None:
    """Return the library in a language."""
    return _open(LibraryPage, language).order_by("path").first()


def series(language: str, slug: str) -> SeriesPage | None:
    """Return a series in a language."""
    return _open(SeriesPage, language).filter(slug=slug).order_by("path").first()


def in_series(page: SeriesPage) -> PageQuerySet:
    """Return what stands in a series or in an issue of it, the newest first."""
    return finding.published(page.locale).descendant_of(page)


def news_list(language: str) -> NewsListPage | None:
    """Return the news in a language."""
    return _open(NewsListPage, language).order_by("path").first()


def news(page: NewsListPage) -> PageQuerySet:
    """Return all news and statements, the newest first."""
    found = NewsPage.objects.child_of(page).live().public().select_related("locale")
    return found.order_by("-told_on", "-pk")


def publication(key: UUID, language: str) -> PublicationPage | None:
    """Return a publication in a language."""
    return _open(PublicationPage, language).filter(translation_key=key).first()


def statement(key: UUID, language: str) -> StatementPage | None:
    """Return a statement in a language."""
    return _open(StatementPage, language).filter(translation_key=key).first()


def _open(kind: type[Any], language: str) -> PageQuerySet:
    pages = kind.objects.live().public().filter(locale__language_code=language)
    return pages.select_related("locale")


def series_by_key(key: UUID | None, language: str) -> SeriesPage | None:
    """Return a series by what is the same for it in each language."""
    return _open(SeriesPage, language).filter(translation_key=key).first()


class Shelf(NamedTuple):
    """What a publication is part of."""

    series: SeriesPage | None = None
    issue: IssuePage | None = None

    def words(self, pages: str = "") -> str:
        """Return it as a citation says it: series, number of the issue, pages."""
        number = str(self.issue.number) if self.issue else ""
        return ", ".join(one for one in (self.series and self.series.title, number, pages) if one)


def shelves(pages: Iterable[PublicationPage]) -> dict[str, Shelf]:
    """Return what each of some publications is part of, by its path; two queries for all."""
    above = {page.path: finding.paths_above(page.path) for page in pages}
    wanted = {path for paths in above.values() for path in paths}
    series = {one.path: one for one in SeriesPage.objects.filter(path__in=wanted).order_by("path")}
    issues = {one.path: one for one in IssuePage.objects.filter(path__in=wanted).order_by("path")}
    return {
        path: Shelf(
            series=next((series[one] for one in paths if one in series), None),
            issue=next((issues[one] for one in paths if one in issues), None),
        )
        for path, paths in above.items()
    }
