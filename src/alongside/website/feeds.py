"""Atom feeds: what is new, for a feed reader. Nobody has to give an address for them."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING
from uuid import uuid5

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed

from alongside.website.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.http import HttpRequest

    from alongside.website.models import NewsPage, PublicationPage
    from alongside.website.models.base import SitePage

ENTRIES = 50


def publications(
    request: HttpRequest, *, title: str, of: SitePage, pages: Iterable[PublicationPage]
) -> str:
    """Return a feed (RFC 4287) of publications that stand on page `of`."""
    feed = _feed(request, title, of)
    for page in pages:
        _add(
            feed,
            request,
            page,
            day=page.published_on,
            updated=page.changed_at,
            authors=page.author_names(),
            categories=[str(page.get_kind_display()), *page.theme_words()],
        )
    return feed.writeString("utf-8")


def news(request: HttpRequest, *, title: str, of: SitePage, pages: Iterable[NewsPage]) -> str:
    """Return a feed (RFC 4287) of news."""
    feed = _feed(request, title, of)
    for page in pages:
        updated = page.last_published_at or datetime.combine(page.told_on, time.min, UTC)
        _add(
            feed,
            request,
            page,
            day=page.told_on,
            updated=updated,
            authors=[],
            categories=page.theme_words(),
        )
    return feed.writeString("utf-8")


def _feed(request: HttpRequest, title: str, of: SitePage) -> Atom1Feed:
    language = of.locale.language_code
    here = request.build_absolute_uri(request.path)
    return Atom1Feed(
        title=f"{printable(title)} · {settings.ALONGSIDE_APP_NAME}",
        link=request.build_absolute_uri(of.get_url(request)),
        description=None,
        language=language,
        author_name=settings.ALONGSIDE_APP_NAME,
        feed_url=here,
        feed_guid=here,
    )


def _add(
    feed: Atom1Feed,
    request: HttpRequest,
    page: SitePage,
    *,
    day: date,
    updated: datetime,
    authors: list[str],
    categories: list[str],
) -> None:
    feed.add_item(
        title=printable(page.title),
        link=request.build_absolute_uri(page.get_url(request)),
        description=printable(page.introduction or page.title),
        author_name=printable(", ".join(authors)) or settings.ALONGSIDE_APP_NAME,
        pubdate=datetime.combine(day, time.min, UTC),
        updateddate=updated,
        # The same for ever, wherever the page moves to, and its own in each language.
        unique_id=uuid5(page.translation_key, page.locale.language_code).urn,
        categories=categories,
    )
