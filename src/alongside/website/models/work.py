"""Our work: the thematic directions and the groups' own space, and who works on each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from alongside.website import directory
from alongside.website.models.base import SitePage, Theme
from alongside.website.paging import page_of

if TYPE_CHECKING:
    from django.http import HttpRequest


class WorkPage(SitePage):
    """What the alliance does, with a page for each theme below it."""

    parent_page_types: ClassVar[list[str]] = ["website.HomePage"]
    subpage_types: ClassVar[list[str]] = ["website.ThemePage", "website.PlainPage"]
    template = "website/plain.html"


class ThemePage(SitePage):
    """A thematic direction, or the space of self-organised groups."""

    theme = models.CharField(_("Theme"), max_length=20, choices=Theme.choices)

    parent_page_types: ClassVar[list[str]] = ["website.WorkPage"]
    content_panels: ClassVar[list[Any]] = [*SitePage.content_panels, FieldPanel("theme")]
    template = "website/members/theme.html"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return the members who work on it."""
        context = super().get_context(request, *args, **kwargs)
        found = directory.now().find_members(theme=self.theme)
        return context | {"found": page_of(found, request, each=30)}
