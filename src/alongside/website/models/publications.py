"""What the alliance has written: reports, briefings, articles, and the files they come in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar

from django.core.validators import RegexValidator, URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.documents import get_document_model_string
from wagtail.models import Orderable
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from alongside.ui import names
from alongside.ui.dates import long_date
from alongside.website import citations, directory, segments
from alongside.website.models.base import SitePage, Theme
from alongside.website.models.codes import CodesField, MembersField

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest

# The title counts more than the text: it is written down this often for the search.
TITLE_COUNTS = 4
DOI = RegexValidator(
    re.compile(r"\A10\.\d{4,9}/[^\s\"<>]+\Z"),
    _("Write it without the address, for example 10.14197/atr.201219121"),
)
ISBN = RegexValidator(
    re.compile(r"\A(?:97[89][- ]?)?(?:\d[- ]?){9}[\dX]\Z"),
    _("An ISBN has 10 or 13 digits, for example 978-0-306-40615-7"),
)
ISSN = RegexValidator(
    re.compile(r"\A\d{4}-\d{3}[\dX]\Z"),
    _("An ISSN looks like 2286-7511"),
)


class Kind(models.TextChoices):
    """What a publication is."""

    REPORT = "report", _("Report")
    BRIEFING = "briefing", _("Briefing")
    POSITION = "position", _("Position paper")
    GUIDE = "guide", _("Guide")
    CONFERENCE = "conference", _("Conference story")
    ARTICLE = "article", _("Journal article")
    RESEARCH = "research", _("Research by women themselves")


class Region(models.TextChoices):
    """Where what is written happens."""

    AFRICA = "africa", _("Africa")
    AMERICAS = "americas", _("Americas")
    EAST_ASIA = "east-asia", _("East and Southeast Asia")
    SOUTH_ASIA = "south-asia", _("South Asia")
    EUROPE = "europe", _("Europe")
    MIDDLE_EAST = "middle-east", _("Middle East and North Africa")
    PACIFIC = "pacific", _("Pacific")
    WORLD = "world", _("Worldwide")


class PublicationPage(SitePage):
    """One publication in one language; below an issue it is an article of it.

    `authors` are one on each line, as each signs. `languages` are those it can be read in: its own
    and those of its files, worked out whenever it is saved. `changed_at` is when it was last
    published or withdrawn, which harvesters ask for.
    """

    kind = models.CharField(_("What it is"), max_length=20, choices=Kind.choices)
    published_on = models.DateField(_("Published on"))
    is_year_alone = models.BooleanField(_("Only the year is known"), default=False)
    authors = models.TextField(
        _("Authors"), blank=True, max_length=2000, help_text=_("One on each line, as each signs.")
    )
    themes = CodesField(_("Themes"), codes=Theme.choices)
    members = MembersField(_("Members"))
    region = models.CharField(_("Region"), max_length=20, choices=Region.choices, blank=True)
    languages = CodesField(_("Languages"), editable=False)
    doi = models.CharField("DOI", max_length=200, blank=True, validators=[DOI])
    isbn = models.CharField("ISBN", max_length=20, blank=True, validators=[ISBN])
    pages = models.CharField(
        _("Pages"), max_length=20, blank=True, help_text=_("In the issue, for example 13-29")
    )
    changed_at = models.DateTimeField(_("Changed"), auto_now=True, db_index=True)

    parent_page_types: ClassVar[list[str]] = [
        "website.LibraryPage",
        "website.SeriesPage",
        "website.IssuePage",
    ]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[Any]] = [
        *SitePage.content_panels[:2],
        FieldPanel("kind"),
        FieldRowPanel([FieldPanel("published_on"), FieldPanel("is_year_alone")]),
        FieldPanel("authors"),
        FieldPanel("themes"),
        MultiFieldPanel([FieldPanel("members")], heading=_("Members"), classname="collapsed"),
        FieldPanel("region"),
        *SitePage.content_panels[2:],
        InlinePanel("files", label=_("File"), heading=_("Files to take away")),
        InlinePanel("videos", label=_("Video"), heading=_("Videos of the authors")),
        MultiFieldPanel(
            [FieldPanel("doi"), FieldPanel("isbn"), FieldPanel("pages")], heading=_("Numbers")
        ),
    ]
    search_fields: ClassVar[Sequence[Any]] = [
        *SitePage.search_fields,
        index.SearchField("in_words"),
        index.FilterField("kind"),
        index.FilterField("published_on"),
        index.FilterField("themes"),
        index.FilterField("region"),
        index.FilterField("languages"),
    ]
    # What is a word of no language is the same in each.
    override_translatable_fields: ClassVar[list[Any]] = [
        SynchronizedField(name) for name in ("authors", "themes", "members", "doi", "isbn", "pages")
    ]
    template = "website/library/publication.html"

    class Meta:
        """Django's options."""

        verbose_name = _("publication")

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Check it, and work out the languages it can be read in."""
        super().full_clean(*args, **kwargs)
        own = self.locale.language_code
        others = sorted({one.language for one in self.files.all()} - {own})
        self.languages = (own, *others)

    def in_words(self) -> str:
        """Return all its words in the way the search compares them."""
        text = self._meta.get_field("body").get_searchable_content(self.body)
        around = " ".join([self.introduction, self.authors, self.doi, *map(str, text)])
        return " ".join(segments.words(self.title) * TITLE_COUNTS + segments.words(around))

    def day_words(self) -> str:
        """Return when it was published, as exactly as is known."""
        return str(self.published_on.year) if self.is_year_alone else long_date(self.published_on)

    def author_names(self) -> list[str]:
        """Return who wrote it."""
        return [line.strip() for line in self.authors.splitlines() if line.strip()]

    def theme_words(self) -> list[str]:
        """Return its themes as people say them."""
        return [str(Theme(code).label) for code in self.themes]

    def language_words(self) -> list[str]:
        """Return the languages it can be read in, each in its own words."""
        return [names.own_language(code) for code in self.languages]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return its files, its videos, and how to cite it."""
        context = super().get_context(request, *args, **kwargs)
        context["files"] = list(self.files.select_related("document").order_by("sort_order"))
        context["videos"] = list(self.videos.order_by("sort_order"))
        context["members"] = directory.now().named(self.members)
        context["citation"] = citations.plain(citations.source_of(self, request))
        return context


class PublicationFile(Orderable):
    """A file of a publication in one language."""

    page = ParentalKey(PublicationPage, on_delete=models.CASCADE, related_name="files")
    document = models.ForeignKey(
        get_document_model_string(), on_delete=models.PROTECT, related_name="+"
    )
    language = models.CharField(_("Language"), max_length=10, choices=names.languages)

    panels: ClassVar[list[Any]] = [FieldPanel("document"), FieldPanel("language")]

    @property
    def language_words(self) -> str:
        """Return its language in that language's own words."""
        return names.own_language(self.language)


class PublicationVideo(Orderable):
    """A video that an author made; it stays where it is, and opens there."""

    page = ParentalKey(PublicationPage, on_delete=models.CASCADE, related_name="videos")
    title = models.CharField(_("Title"), max_length=200)
    url = models.URLField(
        _("Address"), validators=[URLValidator(schemes=["https"])], max_length=300
    )

    panels: ClassVar[list[Any]] = [FieldPanel("title"), FieldPanel("url")]

    @property
    def host(self) -> str:
        """Return whose place it opens."""
        return self.url.split("/")[2]
