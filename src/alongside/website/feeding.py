"""A podcast's feed, as podcast apps read it (RSS 2.0, with Apple's and the Podcasting 2.0 tags)."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any
from uuid import uuid5

from django.urls import reverse
from django.utils.feedgenerator import Enclosure, Rss201rev2Feed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date, timedelta

    from django.http import HttpRequest
    from django.utils.xmlutils import SimplerXMLGenerator

NAMESPACES = {
    "xmlns:itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "xmlns:podcast": "https://podcastindex.org/namespace/1.0",
}
# XML 1.0 has no way to write these.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
COVER = "fill-1400x1400|format-jpeg|bgcolor-ffffff"
NOON = time(12, tzinfo=UTC)


class PodcastFeed(Rss201rev2Feed):
    """Django's feed with the tags that podcast apps require."""

    def rss_attributes(self) -> dict[str, str]:
        """Return the names of what the tags belong to."""
        return super().rss_attributes() | NAMESPACES

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        """Write what is said of the series."""
        super().add_root_elements(handler)
        feed = self.feed
        handler.addQuickElement("itunes:author", feed["author"])
        handler.addQuickElement("itunes:category", None, {"text": feed["category"]})
        handler.addQuickElement("itunes:image", None, {"href": feed["cover"]})
        handler.addQuickElement("itunes:explicit", feed["explicit"])
        handler.addQuickElement("itunes:type", "episodic")
        handler.addQuickElement("podcast:guid", feed["series"])

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        """Write what is said of an episode."""
        super().add_item_elements(handler, item)
        handler.addQuickElement("itunes:duration", item["seconds"])
        handler.addQuickElement("itunes:explicit", item["explicit"])
        handler.addQuickElement("itunes:episodeType", item["kind"])
        handler.addQuickElement("itunes:episode", item["number"])
        if item["season"]:
            handler.addQuickElement("itunes:season", item["season"])
        for name, address, kind in item["beside"]:
            handler.addQuickElement(name, None, {"url": address, "type": kind})


def clean(text: str) -> str:
    """Return a text without the signs that no XML can hold."""
    return UNWRITABLE.sub("", text)


def feed(podcast: Any, episodes: Iterable[Any], request: HttpRequest) -> str:
    """Return the feed of a series, its addresses whole as they were asked for.

    An episode keeps its guid, whatever happens to its title, address or recording.
    """
    absolute = request.build_absolute_uri
    explicit = "true" if podcast.is_explicit else "false"
    found = PodcastFeed(
        title=clean(podcast.title),
        link=absolute(podcast.get_url(request)),
        description=clean(podcast.introduction or podcast.title),
        language=podcast.spoken_language,
        feed_url=absolute(reverse("podcast_feed", args=[podcast.pk])),
        author=clean(podcast.author),
        category=podcast.category,
        cover=absolute(podcast.cover.get_rendition(COVER).url) if podcast.cover else "",
        explicit=explicit,
        # A series in two languages is two feeds, and each has a number of its own.
        series=str(uuid5(podcast.translation_key, podcast.locale.language_code)),
    )
    for one in episodes:
        if one.audio is None:
            continue
        found.add_item(
            title=clean(one.title),
            link=absolute(one.get_url(request)),
            description=clean(one.introduction or one.title),
            unique_id=f"urn:uuid:{one.translation_key}-{one.locale_id}",
            unique_id_is_permalink=False,
            pubdate=_noon(one.aired_on),
            enclosures=[
                Enclosure(
                    absolute(one.audio.url),
                    str(one.audio.get_file_size() or 0),
                    one.audio.content_type,
                )
            ],
            seconds=str(_seconds(one.duration)),
            explicit=explicit,
            kind=one.kind,
            number=str(one.number),
            season=str(one.season or ""),
            beside=_beside(one, absolute),
        )
    return str(found.writeString("utf-8"))


def chapters(episode: Any) -> dict[str, Any]:
    """Return an episode's chapters (JSON Chapters Format 1.2.0)."""
    return {
        "version": "1.2.0",
        "chapters": [
            {"startTime": _seconds(one.begins), "title": one.title}
            for one in episode.chapters.order_by("begins", "pk")
        ],
    }


def _beside(episode: Any, absolute: Callable[[str], str]) -> list[tuple[str, str, str]]:
    found = []
    if episode.transcript:
        address = absolute(reverse("podcast_transcript", args=[episode.pk]))
        found.append(("podcast:transcript", address, "text/plain"))
    if episode.has_chapters:
        address = absolute(reverse("podcast_chapters", args=[episode.pk]))
        found.append(("podcast:chapters", address, "application/json+chapters"))
    return found


def _noon(day: date) -> datetime:
    return datetime.combine(day, NOON)


def _seconds(length: timedelta) -> int:
    return int(length.total_seconds())
