"""Campaigns with their materials, and kits of several tools."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Orderable

from alongside.website import counting, packing
from alongside.website.models.base import SitePage
from alongside.website.models.lists import ListPage

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest


class MaterialKind(models.TextChoices):
    """What a material is."""

    POSTER = "poster", _("Poster")
    LEAFLET = "leaflet", _("Leaflet")
    BILLBOARD = "billboard", _("Billboard")
    FILM = "film", _("Film")
    SCHOOL_KIT = "school_kit", _("School kit")
    OTHER = "other", _("Other")


class Place(models.TextChoices):
    """Where materials were handed out or put up."""

    SCHOOL = "school", _("Schools")
    UNIVERSITY = "university", _("Universities")
    ORGANISATION = "organisation", _("Organisations")
    BILLBOARD = "billboard", _("Billboards")
    STREET = "street", _("Streets and markets")
    OTHER = "other", _("Other places")


class CampaignsPage(ListPage):
    """Campaigns and kits."""

    template = "website/campaigns/all.html"
    subpage_types: ClassVar[list[str]] = ["website.CampaignPage", "website.ToolkitPage"]

    def listed(self, request: HttpRequest) -> QuerySet[Any]:  # noqa: ARG002
        """Return its campaigns and kits in the order editors gave them."""
        return self.get_children().live().public().order_by("path").specific()


class File(Orderable):
    """A file of a campaign or a kit, in one language and one version."""

    title = models.CharField(_("What it is called"), max_length=200)
    about = models.TextField(_("What it is for"), blank=True, max_length=1000)
    language = models.CharField(
        _("Language"), max_length=60, help_text=_("By its own name, such as Español.")
    )
    version = models.CharField(_("Version"), max_length=40, blank=True)
    document = models.ForeignKey(
        "wagtaildocs.Document",
        verbose_name=_("File"),
        on_delete=models.PROTECT,
        related_name="%(class)s_uses",
    )

    panels: ClassVar[list[Any]] = [
        FieldPanel("title"),
        FieldPanel("about"),
        FieldPanel("language"),
        FieldPanel("version"),
        FieldPanel("document"),
    ]

    class Meta(Orderable.Meta):
        """No table of its own."""

        abstract = True


class CampaignPage(SitePage):
    """A campaign: what it says, its materials, and where they went."""

    begun_on = models.DateField(_("Since"), null=True, blank=True)
    ended_on = models.DateField(_("Until"), null=True, blank=True)

    template = "website/campaigns/campaign.html"
    parent_page_types: ClassVar[list[str]] = ["website.CampaignsPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[Any]] = [
        *SitePage.content_panels,
        FieldPanel("begun_on"),
        FieldPanel("ended_on"),
        InlinePanel("materials", heading=_("Materials")),
        InlinePanel(
            "print_runs",
            heading=_("Printed"),
            help_text=_("Enter it on the page that was written first; translations show the same."),
        ),
        InlinePanel(
            "handouts",
            heading=_("Handed out or put up"),
            help_text=_("Enter it on the page that was written first; translations show the same."),
        ),
    ]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return its materials with how often each was taken, and where they went."""
        context = super().get_context(request, *args, **kwargs)
        context["materials"] = counting.with_downloads(
            self.materials.select_related("document").order_by("sort_order", "pk")
        )
        context["reach"] = counting.reach(self)
        return context


class Material(File):
    """A poster, a leaflet, a film: something a campaign gives away."""

    page = ParentalKey(CampaignPage, on_delete=models.CASCADE, related_name="materials")
    kind = models.CharField(_("Kind"), max_length=20, choices=MaterialKind.choices)

    panels: ClassVar[list[Any]] = [FieldPanel("kind"), *File.panels]


class PrintRun(Orderable):
    """How many copies of a material were printed."""

    page = ParentalKey(CampaignPage, on_delete=models.CASCADE, related_name="print_runs")
    what = models.CharField(_("What"), max_length=200)
    copies = models.PositiveIntegerField(_("Copies"), validators=[MinValueValidator(1)])
    printed_on = models.DateField(_("Day"))

    panels: ClassVar[list[Any]] = [
        FieldPanel("what"),
        FieldPanel("copies"),
        FieldPanel("printed_on"),
    ]


class Handout(Orderable):
    """Where materials were handed out or put up, and how many."""

    page = ParentalKey(CampaignPage, on_delete=models.CASCADE, related_name="handouts")
    place = models.CharField(_("Where"), max_length=20, choices=Place.choices)
    places = models.PositiveIntegerField(
        _("How many places"), default=1, validators=[MinValueValidator(1)]
    )
    copies = models.PositiveIntegerField(_("Copies"), validators=[MinValueValidator(1)])
    town = models.CharField(_("Town"), max_length=120)
    given_on = models.DateField(_("Day"))

    panels: ClassVar[list[Any]] = [
        FieldPanel("place"),
        FieldPanel("places"),
        FieldPanel("copies"),
        FieldPanel("town"),
        FieldPanel("given_on"),
    ]


class ToolkitPage(SitePage):
    """A kit of several tools, each to be taken alone or all of them at once."""

    template = "website/campaigns/toolkit.html"
    parent_page_types: ClassVar[list[str]] = ["website.CampaignsPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[Any]] = [
        *SitePage.content_panels,
        InlinePanel("tools", heading=_("Tools")),
    ]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return its tools with how often each was taken, and how large they are together."""
        context = super().get_context(request, *args, **kwargs)
        tools = counting.with_downloads(
            self.tools.select_related("document").order_by("sort_order", "pk")
        )
        context["tools"] = tools
        context["size"] = packing.size([one.document for one in tools])
        context["fits"] = packing.fits([one.document for one in tools])
        return context


class Tool(File):
    """One of a kit's tools."""

    page = ParentalKey(ToolkitPage, on_delete=models.CASCADE, related_name="tools")
