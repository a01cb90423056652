"""What the site looks up beside its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef
from django.http import Http404
from django.shortcuts import get_object_or_404
from wagtail.documents.models import Document
from wagtail.models import Locale, Page

from alongside.website.models import (
    CampaignPage,
    Chapter,
    EpisodePage,
    PodcastPage,
    RightsPage,
    ToolkitPage,
)

if TYPE_CHECKING:
    from django.db.models import QuerySet

# Podcast apps read no more, and neither does anybody.
MOST_EPISODES = 300


def written_languages() -> set[str]:
    """Return the codes of the languages the site is written in."""
    return set(Locale.objects.values_list("language_code", flat=True))


def podcast(number: int) -> tuple[PodcastPage, QuerySet[EpisodePage]]:
    """Return a series and its newest episodes; raises Http404."""
    series = get_object_or_404(
        PodcastPage.objects.live().public().select_related("cover"), pk=number
    )
    has_chapters = Exists(Chapter.objects.filter(episode=OuterRef("pk")))
    return series, series.listed().annotate(has_chapters=has_chapters)[:MOST_EPISODES]


def episode(number: int) -> EpisodePage:
    """Return an episode that everybody may hear; raises Http404."""
    return get_object_or_404(EpisodePage.objects.live().public(), pk=number)


def recording(number: int) -> Document:
    """Return the recording of a page about rights that everybody may read; raises Http404."""
    pages = RightsPage.objects.live().public().filter(clip__isnull=False).select_related("clip")
    return get_object_or_404(pages, pk=number).clip


def kit(number: int) -> tuple[ToolkitPage, list[Document]]:
    """Return a kit and the files of its tools, in order; raises Http404."""
    page = get_object_or_404(ToolkitPage.objects.live().public(), pk=number)
    tools = page.tools.select_related("document").order_by("sort_order", "pk")
    return page, list({one.document_id: one.document for one in tools}.values())


def translatable(number: int) -> Page:
    """Return a campaign or a kit, whose files may be wanted in another language; raises Http404."""
    pages = Page.objects.live().public().type(CampaignPage, ToolkitPage)
    return get_object_or_404(pages, pk=number)


def document(number: int, name: str) -> Document:
    """Return a file by its number and its name; raises Http404."""
    found = get_object_or_404(Document, pk=number)
    if found.filename != name:
        raise Http404
    return found
