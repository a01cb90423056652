"""Listening and watching: series with episodes, and films."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Orderable
from wagtail.search import index

from alongside.website import kinds
from alongside.website.models.base import SitePage
from alongside.website.models.lists import ListPage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet
    from django.http import HttpRequest

A_SECOND = timedelta(seconds=1)


class Category(models.TextChoices):
    """The categories of podcast apps that fit (Apple Podcasts categories); never translated."""

    SOCIETY = "Society & Culture", "Society & Culture"
    NEWS = "News", "News"
    EDUCATION = "Education", "Education"
    GOVERNMENT = "Government", "Government"
    HEALTH = "Health & Fitness", "Health & Fitness"


class EpisodeKind(models.TextChoices):
    """What an episode is to its series, in the words of podcast apps."""

    FULL = "full", _("Episode")
    TRAILER = "trailer", _("Trailer")
    BONUS = "bonus", _("Extra")


class MediaPage(ListPage):
    """Podcasts and films."""

    template = "website/media/all.html"
    subpage_types: ClassVar[list[str]] = ["website.PodcastPage", "website.VideoPage"]

    def listed(self, request: HttpRequest) -> QuerySet[Any]:  # noqa: ARG002
        """Return its series and films in the order editors gave them."""
        return self.get_children().live().public().order_by("path").specific()


class PodcastPage(ListPage):
    """A series, with a feed for podcast apps."""

    spoken_language = models.CharField(_("Language spoken"), max_length=20, default="en")
    author = models.CharField(_("Who makes it"), max_length=200)
    category = models.CharField(
        _("Category"), max_length=60, choices=Category.choices, default=Category.SOCIETY
    )
    cover = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("Cover"),
        help_text=_("Square, at least 1400 pixels wide, or podcast apps do not take it."),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    is_explicit = models.BooleanField(
        _("Not for children"), default=False, help_text=_("Podcast apps then say so.")
    )

    template = "website/media/podcast.html"
    parent_page_types: ClassVar[list[str]] = ["website.MediaPage"]
    subpage_types: ClassVar[list[str]] = ["website.EpisodePage"]
    content_panels: ClassVar[list[Any]] = [
        *SitePage.content_panels,
        FieldPanel("author"),
        FieldPanel("spoken_language"),
        FieldPanel("category"),
        FieldPanel("cover"),
        FieldPanel("is_explicit"),
    ]

    def clean(self) -> None:
        """Refuse a cover that podcast apps refuse, and a language no one could look up."""
        super().clean()
        self.spoken_language = clean_language("spoken_language", self.spoken_language)
        if self.cover and (self.cover.width != self.cover.height or self.cover.width < 1400):  # noqa: PLR2004  what podcast apps ask
            raise ValidationError(
                {"cover": _("The cover must be square and at least 1400 pixels wide.")}
            )

    def listed(self, request: HttpRequest | None = None) -> QuerySet[Any]:  # noqa: ARG002
        """Return its episodes, the newest first."""
        episodes = EpisodePage.objects.child_of(self).live().public().select_related("audio")
        return episodes.order_by("-aired_on", "-number", "path")


class EpisodePage(SitePage):
    """An episode: the recording, and its words for whoever cannot hear or play it."""

    audio = models.ForeignKey(
        "wagtaildocs.Document",
        verbose_name=_("Recording"),
        help_text=_("An MP3 file."),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    duration = models.DurationField(
        _("How long"), help_text=_("Such as 0:24:30."), validators=[MinValueValidator(A_SECOND)]
    )
    aired_on = models.DateField(_("Day"))
    season = models.PositiveIntegerField(_("Season"), null=True, blank=True)
    number = models.PositiveIntegerField(_("Number"), validators=[MinValueValidator(1)])
    kind = models.CharField(
        _("Kind"), max_length=10, choices=EpisodeKind.choices, default=EpisodeKind.FULL
    )
    spoken_languages = models.CharField(
        _("Languages spoken"),
        max_length=200,
        blank=True,
        help_text=_("Such as: en, fil. Leave it empty for the language of the series."),
    )
    transcript = models.TextField(_("What is said"), blank=True)

    template = "website/media/episode.html"
    parent_page_types: ClassVar[list[str]] = ["website.PodcastPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[Any]] = [
        *SitePage.content_panels,
        FieldPanel("audio"),
        FieldPanel("duration"),
        FieldPanel("aired_on"),
        FieldPanel("season"),
        FieldPanel("number"),
        FieldPanel("kind"),
        FieldPanel("spoken_languages"),
        InlinePanel("chapters", heading=_("Chapters")),
        FieldPanel("transcript"),
    ]
    search_fields: ClassVar[Sequence[Any]] = [
        *SitePage.search_fields,
        index.SearchField("transcript"),
    ]

    def clean(self) -> None:
        """Refuse a recording that is none."""
        super().clean()
        codes = [one.strip() for one in self.spoken_languages.split(",") if one.strip()]
        self.spoken_languages = ", ".join(clean_language("spoken_languages", one) for one in codes)
        _check(kinds.require_sound, "audio", self.audio)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return its chapters in the order they are heard."""
        context = super().get_context(request, *args, **kwargs)
        context["chapters"] = self.chapters.order_by("begins", "pk")
        return context


class Chapter(Orderable):
    """Where in an episode something begins."""

    episode = ParentalKey(EpisodePage, on_delete=models.CASCADE, related_name="chapters")
    begins = models.DurationField(
        _("Begins at"), help_text=_("Such as 0:05:30."), validators=[MinValueValidator(timedelta())]
    )
    title = models.CharField(_("What it is about"), max_length=200)

    panels: ClassVar[list[Any]] = [FieldPanel("begins"), FieldPanel("title")]


class VideoPage(SitePage):
    """A film of our own, or the way to one that lies on another site."""

    film = models.ForeignKey(
        "wagtaildocs.Document",
        verbose_name=_("Film"),
        help_text=_("An MP4 or WebM file."),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    elsewhere = models.URLField(
        _("Address on another site"),
        blank=True,
        help_text=_("Shown as a link that says where it leads; nothing of that site is loaded."),
    )
    duration = models.DurationField(
        _("How long"), null=True, blank=True, validators=[MinValueValidator(A_SECOND)]
    )
    spoken_language = models.CharField(_("Language spoken"), max_length=20, default="en")
    transcript = models.TextField(_("What is said and shown"), blank=True)

    template = "website/media/video.html"
    parent_page_types: ClassVar[list[str]] = ["website.MediaPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[Any]] = [
        *SitePage.content_panels,
        FieldPanel("film"),
        InlinePanel("captions", heading=_("Captions")),
        FieldPanel("elsewhere"),
        FieldPanel("duration"),
        FieldPanel("spoken_language"),
        FieldPanel("transcript"),
    ]
    search_fields: ClassVar[Sequence[Any]] = [
        *SitePage.search_fields,
        index.SearchField("transcript"),
    ]

    def clean(self) -> None:
        """Refuse a film that is none, two films, and a way that is not encrypted."""
        super().clean()
        self.spoken_language = clean_language("spoken_language", self.spoken_language)
        if bool(self.film) == bool(self.elsewhere):
            raise ValidationError(_("Choose a film, or write the address of one: one of the two."))
        if self.elsewhere and not self.elsewhere.startswith("https://"):
            raise ValidationError({"elsewhere": _("The address must begin with https://.")})
        _check(kinds.require_film, "film", self.film)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return the words under its pictures."""
        context = super().get_context(request, *args, **kwargs)
        context["captions"] = self.captions.select_related("document").order_by("sort_order", "pk")
        return context

    @property
    def host(self) -> str:
        """Return the site a film elsewhere lies on."""
        return urlsplit(self.elsewhere).hostname or ""


class Captions(Orderable):
    """A film's words under its pictures, in one language."""

    video = ParentalKey(VideoPage, on_delete=models.CASCADE, related_name="captions")
    language = models.CharField(_("Language"), max_length=20, choices=settings.LANGUAGES)
    document = models.ForeignKey(
        "wagtaildocs.Document",
        verbose_name=_("Captions"),
        help_text=_("A WebVTT file, its name ending in .vtt."),
        on_delete=models.PROTECT,
        related_name="+",
    )

    panels: ClassVar[list[Any]] = [FieldPanel("language"), FieldPanel("document")]

    def clean(self) -> None:
        """Refuse a file that holds no captions."""
        super().clean()
        _check(kinds.require_captions, "document", self.document)


def clean_language(field: str, code: str) -> str:
    """Return a language's code as feeds write it (RFC 5646); raises ValidationError."""
    parts = code.strip().replace("_", "-").split("-")
    if (
        not (parts[0].isascii() and parts[0].isalpha() and len(parts[0]) in {2, 3})
        or not all(
            one.isascii() and one.isalnum() and len(one) <= 8  # noqa: PLR2004  RFC 5646, 2.1
            for one in parts[1:]
        )
    ):
        raise ValidationError({field: _("Write the code of a language, such as en, es or fil.")})
    return "-".join([parts[0].lower(), *parts[1:]])


def _check(require: Any, field: str, document: Any) -> None:
    try:
        require(document)
    except ValidationError as wrong:
        raise ValidationError({field: wrong.messages}) from wrong
