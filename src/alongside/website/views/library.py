"""What the library and the news give to programs: feeds, and how to cite."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from django.http import Http404, HttpResponse
from django.utils.translation import override
from django.views.decorators.http import require_safe

from alongside.website import citations, feeds, finding, sections
from alongside.website.models.base import Theme

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest

Found = TypeVar("Found")
ATOM = "application/atom+xml; charset=utf-8"
WAYS = {
    "bib": (citations.bibtex, "application/x-bibtex; charset=utf-8"),
    "ris": (citations.ris, "application/x-research-info-systems; charset=utf-8"),
}


@require_safe
def feed_publications(request: HttpRequest, language: str) -> HttpResponse:
    """Send the newest publications in a language."""
    library = _there(sections.library(language))
    with override(language):
        pages = finding.published(library.locale)[: feeds.ENTRIES]
        return _atom(feeds.publications(request, title=library.title, of=library, pages=pages))


@require_safe
def feed_theme(request: HttpRequest, language: str, theme: str) -> HttpResponse:
    """Send the newest publications on a theme in a language."""
    library = _there(sections.library(language))
    if theme not in Theme.values:
        raise Http404
    with override(language):
        pages = finding.find(finding.Asked(theme=theme), library.locale)[: feeds.ENTRIES]
        title = str(Theme(theme).label)
        return _atom(feeds.publications(request, title=title, of=library, pages=pages))


@require_safe
def feed_series(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """Send the newest of a series in a language."""
    series = _there(sections.series(language, slug))
    with override(language):
        pages = sections.in_series(series)[: feeds.ENTRIES]
        return _atom(feeds.publications(request, title=series.title, of=series, pages=pages))


@require_safe
def feed_news(request: HttpRequest, language: str) -> HttpResponse:
    """Send the newest news and statements in a language."""
    page = _there(sections.news_list(language))
    with override(language):
        pages = sections.news(page)[: feeds.ENTRIES]
        return _atom(feeds.news(request, title=page.title, of=page, pages=pages))


@require_safe
def cite(request: HttpRequest, key: UUID, language: str, way: str) -> HttpResponse:
    """Send how a publication is cited, for a program that keeps citations."""
    page = _there(sections.publication(key, language))
    if way not in WAYS:
        raise Http404
    written, kind = WAYS[way]
    with override(language):
        response = HttpResponse(written(citations.source_of(page, request)), content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{page.slug}.{way}"'
    return response


def _there(found: Found | None) -> Found:
    if found is None:
        raise Http404
    return found


def _atom(written: str) -> HttpResponse:
    return HttpResponse(written, content_type=ATOM)
