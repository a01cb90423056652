"""What every page of the site has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from alongside.ui.names import own_language
from alongside.website import translating
from alongside.website.blocks import BODY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest


class Theme(models.TextChoices):
    """The alliance's thematic directions, and the space of self-organised groups."""

    ACCOUNTABILITY = "accountability", _("Accountability")
    JUSTICE = "justice", _("Access to justice")
    WORK = "work", _("Power in migration and work")
    GROUPS = "groups", _("Self-organised groups")


class SitePage(Page):
    """A page with an introduction and a body; every kind of page is one.

    `is_discreet` pages say nothing of themselves in a browser's history: their title there is the
    site's neutral name.
    """

    introduction = models.TextField(_("Introduction"), blank=True, max_length=1000)
    body = StreamField(BODY, verbose_name=_("Text"), blank=True)

    is_discreet: ClassVar[bool] = False

    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("introduction"),
        FieldPanel("body"),
    ]
    search_fields: ClassVar[Sequence[Any]] = [
        *Page.search_fields,
        index.SearchField("introduction"),
        index.SearchField("body"),
    ]

    class Meta:
        """No table of its own: each kind of page has all its columns."""

        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep it; visitors read no page that is all in the words of another language."""
        if translating.is_mirror(self):
            self.live = False
            if kwargs.get("update_fields") is not None:
                kwargs["update_fields"] = {*kwargs["update_fields"], "live"}
        super().save(*args, **kwargs)

    def publish(self, *args: Any, **kwargs: Any) -> None:
        """Publish it; raises HalfTranslated where visitors would read two languages."""
        translating.check(self)
        super().publish(*args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return what the page's template needs; other languages it is written in among it."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["other_languages"] = other_languages(self)
        context["trail"] = self.get_ancestors().filter(depth__gt=2).live().public()
        return context


def other_languages(page: Page) -> list[dict[str, str]]:
    """Return where the same page stands in other languages: code, its own name, address."""
    translations = page.get_translations().live().public().select_related("locale")
    return [
        {
            "code": one.locale.language_code,
            "name": own_language(one.locale.language_code),
            "url": one.url,
        }
        for one in translations.order_by("locale__language_code")
    ]
