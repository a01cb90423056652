"""Know your rights: short pages for one situation, in one country or in any."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from alongside.ui import names
from alongside.website import situations, sound
from alongside.website.blocks import PLAIN
from alongside.website.models.base import SitePage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest


class StepBlock(blocks.StructBlock):
    """One thing to do, and how."""

    title = blocks.CharBlock(label=_("What to do"), max_length=200)
    text = blocks.RichTextBlock(label=_("How"), features=PLAIN, required=False)

    class Meta:
        icon = "tick"


class RightsIndexPage(SitePage):
    """All pages about rights, by situation and country."""

    is_discreet = True
    parent_page_types: ClassVar[list[str]] = ["website.HomePage"]
    subpage_types: ClassVar[list[str]] = ["website.RightsPage", "website.PlainPage"]
    template = "website/rights/list.html"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return the pages, those of one situation together; those of any country first."""
        context = super().get_context(request, *args, **kwargs)
        below = RightsPage.objects.child_of(self).live().public()
        pages = list(below.select_related("locale").order_by("path"))
        country = request.GET.get("c", "")[:2].upper()
        shown = [one for one in pages if not country or one.country in {"", country}]
        shown.sort(key=lambda one: (one.country != "", names.country(one.country)))
        context["groups"] = [
            (words, found)
            for code, words in (*situations.choices(), ("", _("In any situation")))
            if (found := [one for one in shown if one.situation == code])
        ]
        context["countries"] = names.countries({one.country for one in pages} - {""})
        context["country"] = country
        return context


class RightsPage(SitePage):
    """What somebody may demand and what she can do, step by step; also to hear and on paper."""

    situation = models.CharField(
        _("Situation"), max_length=20, blank=True, choices=situations.choices
    )
    country = models.CharField(
        _("Country"),
        max_length=2,
        blank=True,
        choices=names.countries,
        help_text=_("Where this is the law. Empty where it holds everywhere."),
    )
    steps = StreamField([("step", StepBlock(label=_("Step")))], verbose_name=_("Steps"), blank=True)
    clip = models.ForeignKey(
        "wagtaildocs.Document",
        verbose_name=_("Read aloud"),
        help_text=_("A recording of this page in its language: mp3 or ogg."),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    is_discreet = True
    parent_page_types: ClassVar[list[str]] = ["website.RightsIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "website/rights/page.html"
    content_panels: ClassVar[list[Any]] = [
        *SitePage.content_panels[:-1],
        FieldPanel("situation"),
        FieldPanel("country"),
        FieldPanel("steps"),
        FieldPanel("clip"),
        FieldPanel("body"),
    ]
    search_fields: ClassVar[Sequence[Any]] = [*SitePage.search_fields, index.SearchField("steps")]
    # A recording is in one language.
    override_translatable_fields: ClassVar[list[Any]] = [
        SynchronizedField("clip", overridable=True),
    ]

    def clean(self) -> None:
        """Refuse a clip that is no recording."""
        super().clean()
        if self.clip and sound.kind(self.clip.file) is None:
            raise ValidationError({"clip": _("This is no mp3 or ogg. Choose a recording.")})

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return the page's situation in words, its country, and where help is for it."""
        context = super().get_context(request, *args, **kwargs)
        context["situation"] = situations.of_code(self.situation)
        context["country_name"] = names.country(self.country) if self.country else ""
        return context
