"""The newsletter's archive, and its issues, written here and handed to the node for sending."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _now, gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.blocks import StructBlockValidationError
from wagtail.fields import StreamField

from alongside.ui.dates import long_date
from alongside.website.models.base import SitePage
from alongside.website.paging import page_of
from alongside.website.panels import MOST_ITEMS, NewSinceIssuePanel

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest


@dataclass(frozen=True)
class Item:
    """One thing an issue tells."""

    title: str
    text: str
    link: str


class ItemBlock(blocks.StructBlock):
    """Something to tell: a page of the site, or words and a link of one's own."""

    page = blocks.PageChooserBlock(label=_("Page of the site"), required=False)
    title = blocks.CharBlock(
        label=_("Title"), required=False, max_length=300, help_text=_("Empty: the page's own.")
    )
    text = blocks.TextBlock(
        label=_("Text"),
        required=False,
        max_length=1000,
        help_text=_("Empty: the page's introduction."),
    )
    link = blocks.URLBlock(label=_("Link"), required=False, max_length=300)

    class Meta:
        icon = "doc-full"

    def clean(self, value: Any) -> Any:
        """Return the item; raises where it would say nothing."""
        cleaned = super().clean(value)
        if not cleaned["page"] and not cleaned["title"]:
            raise StructBlockValidationError(
                block_errors={
                    "title": ValidationError(_now("Choose a page, or write a title and words."))
                }
            )
        return cleaned


class NewsletterPage(SitePage):
    """All issues in one language, newest first, to be read without giving an address."""

    parent_page_types: ClassVar[list[str]] = ["website.HomePage", "website.PlainPage"]
    subpage_types: ClassVar[list[str]] = ["website.NewsletterIssue"]
    template = "website/newsletter/archive.html"

    class Meta:
        """Django's options."""

        verbose_name = _("newsletter")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return a page of issues."""
        context = super().get_context(request, *args, **kwargs)
        issues = NewsletterIssue.objects.child_of(self).live().public().defer("body", "items")
        context["found"] = page_of(issues.order_by("-number", "-pk"), request)
        return context


class NewsletterIssue(SitePage):
    """One issue in one language; its translations are the same issue."""

    number = models.PositiveIntegerField(_("Number"))
    dated = models.DateField(_("Date"))
    items = StreamField(
        [("item", ItemBlock(label=_("Item")))],
        verbose_name=_("What it tells"),
        blank=True,
        max_num=MOST_ITEMS,
    )

    parent_page_types: ClassVar[list[str]] = ["website.NewsletterPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[Any]] = [
        *SitePage.content_panels[:1],
        FieldPanel("number"),
        FieldPanel("dated"),
        FieldPanel("introduction"),
        NewSinceIssuePanel(heading=_("New since the issue before")),
        FieldPanel("items"),
    ]
    template = "website/newsletter/issue.html"

    class Meta:
        """Django's options."""

        verbose_name = _("issue of the newsletter")

    def day_words(self) -> str:
        """Return its date."""
        return long_date(self.dated)

    def told(self) -> Iterable[Item]:
        """Yield what it tells, as it is read; what became of a page since is told as it is now."""
        for block in self.items:
            value = block.value
            page = value["page"] if value["page"] and value["page"].live else None
            title = value["title"] or (page.title if page else "")
            if not title:
                continue
            specific = page.specific if page and not value["text"] else None
            yield Item(
                title=title,
                text=value["text"] or getattr(specific, "introduction", ""),
                link=value["link"] or (page.url if page else ""),
            )
