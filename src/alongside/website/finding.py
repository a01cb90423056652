"""Finding publications: by words in any script, kind, theme, year, language and region."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Q
from wagtail.models import Page

from alongside.ui.names import own_languages
from alongside.website import segments
from alongside.website.models.codes import holding
from alongside.website.models.publications import PublicationPage

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from wagtail.models import Locale
    from wagtail.query import PageQuerySet
    from wagtail.search.backends.base import BaseSearchResults

STEP = Page.steplen
# How deep a section of the site stands: root, first page, section.
SECTION = 3
MOST_WORDS = 20


class Asked(NamedTuple):
    """What somebody looks for; an empty answer asks for all."""

    words: str = ""
    kind: str = ""
    theme: str = ""
    year: str = ""
    language: str = ""
    region: str = ""


def published(locale: Locale) -> PageQuerySet:
    """Return what everybody may read in this language, the newest first."""
    pages = PublicationPage.objects.live().public().filter(locale=locale).select_related("locale")
    return pages.order_by("-published_on", "-pk")


def of_member(code: str, locale: Locale) -> PageQuerySet:
    """Return what a member wrote or what tells of it, the newest first."""
    pages = published(locale).defer("body", "search_description")
    return pages.filter(members__contains=holding(code))


def find(asked: Asked, locale: Locale) -> PageQuerySet | BaseSearchResults:
    """Return what fits all that was asked: with words the best first, else the newest."""
    pages = published(locale).defer("body", "search_description")
    if asked.kind:
        pages = pages.filter(kind=asked.kind)
    if asked.theme:
        pages = pages.filter(themes__contains=holding(asked.theme))
    if asked.year:
        pages = pages.filter(published_on__year=int(asked.year))
    if asked.language:
        pages = pages.filter(_in_language(asked.language))
    if asked.region:
        pages = pages.filter(region=asked.region)
    if not asked.words.strip():
        return pages
    sought = " ".join(segments.asked(asked.words)[:MOST_WORDS])
    if not sought:
        return pages.none()
    return pages.search(sought, operator="and")


def _in_language(code: str) -> Q:
    """Return what is itself in a language, has a file in it, or stands in that part of the site."""
    there = PublicationPage.objects.live().filter(locale__language_code=code)
    return Q(languages__contains=holding(code)) | Q(
        translation_key__in=list(there.values_list("translation_key", flat=True))
    )


def years(locale: Locale) -> list[int]:
    """Return the years something was published in, the latest first."""
    return [day.year for day in published(locale).dates("published_on", "year", order="DESC")]


def spoken(locale: Locale) -> list[tuple[str, str]]:
    """Return the languages something can be read in: code and name."""
    found = published(locale).order_by().values_list("languages", flat=True).distinct()
    codes = {code for one in found for code in one}
    written = PublicationPage.objects.live().order_by()
    codes |= set(written.values_list("locale__language_code", flat=True).distinct())
    return own_languages(codes)


def paths_above(path: str) -> list[str]:
    """Return the paths of what stands above a page in the library, the nearest first."""
    return [path[:end] for end in range(len(path) - STEP, SECTION * STEP, -STEP)]


def above(pages: Iterable[Page]) -> dict[str, Page]:
    """Return what stands directly above each of these pages, by the path of the page itself."""
    pages = list(pages)
    parents: Sequence[Page] = Page.objects.filter(
        path__in={page.path[:-STEP] for page in pages}
    ).select_related("content_type")
    by_path = {parent.path: parent for parent in parents}
    return {page.path: by_path[page.path[:-STEP]] for page in pages if page.path[:-STEP] in by_path}
