"""The library and what it is sorted into: series, and their issues."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail_localize.fields import SynchronizedField

from alongside.ui.dates import long_date
from alongside.website import finding
from alongside.website.forms.library import LibraryForm
from alongside.website.models.base import SitePage, Theme
from alongside.website.models.publications import ISSN, PublicationPage
from alongside.website.paging import page_of

if TYPE_CHECKING:
    from django.http import HttpRequest
    from wagtail.models import Page


class LibraryPage(SitePage):
    """Everything the alliance has published in one language, to search and to filter."""

    parent_page_types: ClassVar[list[str]] = ["website.HomePage"]
    subpage_types: ClassVar[list[str]] = ["website.PublicationPage", "website.SeriesPage"]
    template = "website/library/library.html"

    class Meta:
        """Django's options."""

        verbose_name = _("library")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return what was asked for and a page of what was found."""
        context = super().get_context(request, *args, **kwargs)
        form = LibraryForm(
            request.GET,
            years=finding.years(self.locale),
            spoken=finding.spoken(self.locale),
        )
        asked = form.asked()
        found = page_of(finding.find(asked, self.locale), request)
        context |= {
            "form": form,
            "is_asked": asked != finding.Asked(),
            "found": listed(found),
            "themes": Theme.choices,
            "series": list(SeriesPage.objects.child_of(self).live().public().order_by("path")),
        }
        return context


class SeriesPage(SitePage):
    """A series: a journal with issues, or publications that belong together."""

    issn = models.CharField("ISSN", max_length=9, blank=True, validators=[ISSN])

    parent_page_types: ClassVar[list[str]] = ["website.LibraryPage"]
    subpage_types: ClassVar[list[str]] = ["website.IssuePage", "website.PublicationPage"]
    content_panels: ClassVar[list[Any]] = [*SitePage.content_panels, FieldPanel("issn")]
    override_translatable_fields: ClassVar[list[Any]] = [SynchronizedField("issn")]
    template = "website/library/series.html"

    class Meta:
        """Django's options."""

        verbose_name = _("series")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return its issues and a page of what stands directly in it."""
        context = super().get_context(request, *args, **kwargs)
        issues = IssuePage.objects.child_of(self).live().public()
        own = finding.published(self.locale).child_of(self).defer("body")
        context["issues"] = list(issues.order_by("-published_on", "-number"))
        context["found"] = listed(page_of(own, request))
        return context


class IssuePage(SitePage):
    """One issue of a journal, on one theme."""

    number = models.PositiveIntegerField(_("Number"))
    published_on = models.DateField(_("Published on"))

    parent_page_types: ClassVar[list[str]] = ["website.SeriesPage"]
    subpage_types: ClassVar[list[str]] = ["website.PublicationPage"]
    content_panels: ClassVar[list[Any]] = [
        *SitePage.content_panels,
        FieldPanel("number"),
        FieldPanel("published_on"),
    ]
    template = "website/library/issue.html"

    class Meta:
        """Django's options."""

        verbose_name = _("issue")

    def day_words(self) -> str:
        """Return when it was published."""
        return long_date(self.published_on)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return its articles in the order editors gave them, with their authors' videos."""
        context = super().get_context(request, *args, **kwargs)
        articles = PublicationPage.objects.child_of(self).live().public()
        context["articles"] = list(
            articles.defer("body").prefetch_related("videos").order_by("path")
        )
        return context


def listed(found: Any) -> Any:
    """Return a page of publications, each with what it is part of as `part_of`."""
    found.object_list = list(found.object_list)
    parents: dict[str, Page] = finding.above(found.object_list)
    for page in found.object_list:
        parent = parents.get(page.path)
        is_part = parent is not None and parent.specific_class in {SeriesPage, IssuePage}
        page.part_of = parent if is_part else None
    return found
