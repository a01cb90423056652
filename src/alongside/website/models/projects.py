"""Learning journeys: programmes whose partners do a project each, year after year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from alongside.website import comparing, consents, directory
from alongside.website.models.base import SitePage
from alongside.website.models.codes import MembersField, holding
from alongside.website.models.lists import ListPage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet
    from django.http import HttpRequest
    from wagtail.models import Locale

FIRST_YEAR, LAST_YEAR = 1900, 2100
YEARS = [MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)]


class ProgrammePage(ListPage):
    """A programme: its projects by year, and two or three of them side by side."""

    template = "website/projects/programme.html"
    subpage_types: ClassVar[list[str]] = ["website.ProjectPage"]

    def listed(self, request: HttpRequest) -> QuerySet[Any]:  # noqa: ARG002
        """Return its projects, the newest year first."""
        return self.projects().order_by("-year", "partner", "path")

    def projects(self) -> QuerySet[Any]:
        """Return its projects that everybody may see."""
        return ProjectPage.objects.child_of(self).live().public()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return what was chosen to be compared, if anything was."""
        context = super().get_context(request, *args, **kwargs)
        context["comparison"] = comparing.compare(self.projects(), request.GET.getlist("project"))
        return context


class ProjectPage(SitePage):
    """What one partner does in one year, told in the same order by everybody."""

    partner = models.CharField(_("Partner"), max_length=200)
    members = MembersField(_("Members"))
    country = models.CharField(_("Country or region"), max_length=120)
    established = models.PositiveIntegerField(
        _("Partner exists since"), null=True, blank=True, validators=YEARS
    )
    mission = models.TextField(_("What the partner is there for"), blank=True, max_length=2000)
    year = models.PositiveIntegerField(_("Year"), validators=YEARS)
    aims = models.TextField(_("Aims"), blank=True, max_length=5000)
    people = models.TextField(_("Who it is for"), blank=True, max_length=5000)
    origin = models.TextField(_("How it came about"), blank=True, max_length=5000)
    activities = models.TextField(_("What is done"), blank=True, max_length=5000)
    learnt = models.TextField(_("What was learnt"), blank=True, max_length=5000)

    # What is a word of no language is the same in each.
    override_translatable_fields: ClassVar[list[Any]] = [SynchronizedField("members")]
    template = "website/projects/project.html"
    parent_page_types: ClassVar[list[str]] = ["website.ProgrammePage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[Any]] = [
        *SitePage.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("partner"),
                FieldPanel("country"),
                FieldPanel("established"),
                FieldPanel("mission"),
                FieldPanel("year"),
            ],
            heading=_("Partner"),
        ),
        MultiFieldPanel([FieldPanel("members")], heading=_("Members"), classname="collapsed"),
        FieldPanel("aims"),
        FieldPanel("people"),
        FieldPanel("origin"),
        FieldPanel("activities"),
        FieldPanel("learnt"),
        InlinePanel(
            "photos",
            heading=_("Photos"),
            help_text=_("A photo is shown while each consent recorded for it holds: see Consents."),
        ),
    ]
    search_fields: ClassVar[Sequence[Any]] = [
        *SitePage.search_fields,
        index.SearchField("partner"),
        index.SearchField("aims"),
        index.SearchField("activities"),
        index.SearchField("learnt"),
    ]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return what is told of the project, and the photos that may be shown today."""
        context = super().get_context(request, *args, **kwargs)
        context["parts"] = comparing.parts(self)
        context["members"] = directory.now().named(self.members)
        context["photos"] = consents.shown(
            self.photos.select_related("image")
            .prefetch_related("image__renditions")
            .order_by("sort_order", "pk")
        )
        return context


def of_member(code: str, locale: Locale) -> QuerySet[ProjectPage]:
    """Return the projects of a member in a language, the newest first."""
    pages = (
        ProjectPage.objects.live().public().filter(locale=locale, members__contains=holding(code))
    )
    return pages.defer("body").order_by("-year", "path")


class ProjectPhoto(Orderable):
    """A photo of a project."""

    page = ParentalKey(ProjectPage, on_delete=models.CASCADE, related_name="photos")
    image = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("Photo"),
        on_delete=models.PROTECT,
        related_name="project_photos",
    )
    alternative = models.CharField(
        _("What it shows"), max_length=300, help_text=_("For those who do not see it.")
    )
    caption = models.CharField(_("Caption"), max_length=300, blank=True)

    panels: ClassVar[list[Any]] = [
        FieldPanel("image"),
        FieldPanel("alternative"),
        FieldPanel("caption"),
    ]
