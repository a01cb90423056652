"""The section of events, and what is told of one afterwards; the events come from the export."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from alongside.website import agenda
from alongside.website.models.base import SitePage
from alongside.website.paging import page_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest

PAST_ON_A_PAGE = 12


class ChapterBlock(blocks.StructBlock):
    """Where in a recording something begins."""

    at = blocks.RegexBlock(
        label=_("Begins at"),
        regex=r"^(\d{1,2}:)?[0-5]?\d:[0-5]\d$",
        help_text=_("Minutes and seconds, as 4:05 or 1:04:05."),
        error_messages={"invalid": _("Write minutes and seconds, as 4:05 or 1:04:05.")},
    )
    title = blocks.CharBlock(label=_("What it is about"))


class EventsPage(SitePage):
    """What comes and what was."""

    template = "website/events/index.html"
    subpage_types: ClassVar[list[str]] = ["website.EventStory"]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return the events that come, and a page of those that are over."""
        context = super().get_context(request, *args, **kwargs)
        now = timezone.now()
        over = page_of(agenda.past(now), request, each=PAST_ON_A_PAGE)
        context["coming"] = [agenda.card(one) for one in agenda.coming(now)]
        context["past"] = [agenda.card(one) for one in over]
        context["found"] = over
        return context


class EventStory(SitePage):
    """What is told of one event: words, a recording, what was said in it and where.

    Shown on the event's own page.
    """

    template = "website/plain.html"

    event = models.SlugField(
        _("Event"), max_length=80, help_text=_("The last part of the event's address on this site.")
    )
    recording = models.URLField(
        _("Recording"),
        blank=True,
        max_length=500,
        help_text=_("Linked, never shown inside the page: only a touch leads there."),
    )
    chapters = StreamField([("chapter", ChapterBlock(label=_("Chapter")))], blank=True)
    transcript = models.TextField(
        _("Transcript"), blank=True, help_text=_("What is said, for those who read it.")
    )

    parent_page_types: ClassVar[list[str]] = ["website.EventsPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[Any]] = [
        *SitePage.content_panels,
        FieldPanel("event"),
        FieldPanel("recording"),
        FieldPanel("chapters"),
        FieldPanel("transcript"),
    ]
    search_fields: ClassVar[Sequence[Any]] = [
        *SitePage.search_fields,
        index.SearchField("transcript"),
    ]

    def clean(self) -> None:
        """Refuse a story of an event that nobody published."""
        super().clean()
        if agenda.find(self.event) is None:
            raise ValidationError({"event": _("No event has this address. Look at its page.")})

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[Any, Any, Any] | None:
        """Return the address of the event's own page, which shows what is told here."""
        parts = super().get_url_parts(request)
        if parts is None:
            return None
        return parts[0], parts[1], f"/{self.locale.language_code}/events/{self.event}/"
