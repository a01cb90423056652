"""The first page: whoever needs help finds it here before anything else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from alongside.website import situations
from alongside.website.models.base import SitePage

if TYPE_CHECKING:
    from django.http import HttpRequest


class HomePage(SitePage):
    """The first page in one language."""

    phone = models.CharField(_("Telephone or WhatsApp"), blank=True, max_length=40)

    is_discreet = True
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    content_panels: ClassVar[list[Any]] = [*SitePage.content_panels, FieldPanel("phone")]
    template = "website/home.html"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return the situations somebody may be in."""
        context = super().get_context(request, *args, **kwargs)
        context["situations"] = situations.SITUATIONS
        return context
