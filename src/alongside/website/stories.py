"""Which pages editors wrote belong to an event."""

from __future__ import annotations

from wagtail.models import Page

from alongside.website.models import EventStory


def story_of(slug: str, language: str) -> EventStory | None:
    """Return what is told of an event in a language, None where nothing is."""
    stories = EventStory.objects.live().public().filter(event=slug)
    return stories.filter(locale__language_code=language).order_by("path").first()


def section(slug: str, language: str) -> Page | None:
    """Return the page of a section in a language."""
    pages = Page.objects.live().filter(depth=3, slug=slug, locale__language_code=language)
    return pages.order_by("path").first()
