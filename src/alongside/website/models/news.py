"""News, and statements that organisations put their names under."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Orderable
from wagtail_localize.fields import SynchronizedField

from alongside.ui import names
from alongside.ui.dates import long_date
from alongside.website.exchange import published
from alongside.website.models.base import SitePage, Theme
from alongside.website.models.codes import CodesField
from alongside.website.paging import page_of

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpRequest


class NewsListPage(SitePage):
    """All news and statements in one language, the newest first."""

    parent_page_types: ClassVar[list[str]] = ["website.HomePage"]
    subpage_types: ClassVar[list[str]] = ["website.NewsPage", "website.StatementPage"]
    template = "website/news/list.html"

    class Meta:
        """Django's options."""

        verbose_name = _("news")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return a page of news."""
        context = super().get_context(request, *args, **kwargs)
        news = NewsPage.objects.child_of(self).live().public().select_related("statementpage")
        news = news.defer("body").order_by("-told_on", "-pk")
        context["found"] = page_of(news, request)
        return context


class NewsPage(SitePage):
    """One piece of news."""

    told_on = models.DateField(_("Date"))
    themes = CodesField(_("Themes"), codes=Theme.choices)

    parent_page_types: ClassVar[list[str]] = ["website.NewsListPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[Any]] = [
        *SitePage.content_panels[:2],
        FieldPanel("told_on"),
        FieldPanel("themes"),
        *SitePage.content_panels[2:],
    ]
    override_translatable_fields: ClassVar[list[Any]] = [SynchronizedField("themes")]
    template = "website/news/news.html"

    class Meta:
        """Django's options."""

        verbose_name = _("piece of news")

    def day_words(self) -> str:
        """Return its date."""
        return long_date(self.told_on)

    @property
    def as_statement(self) -> StatementPage | None:
        """Return it as a statement, if it is one."""
        return getattr(self, "statementpage", None)

    def theme_words(self) -> list[str]:
        """Return its themes as people say them."""
        return [str(Theme(code).label) for code in self.themes]


@dataclass(frozen=True, slots=True)
class Signed:
    """An organisation as it stands under a statement."""

    organisation: str
    country: str

    def country_words(self) -> str:
        """Return its country in the reader's language."""
        return names.country(self.country)


class StatementPage(NewsPage):
    """A position addressed to an international process, and who stands behind it.

    Organisations ask to sign through a letter; whom the node checked comes with its export, and
    editors may write down others that somebody checked.
    """

    addressed_to = models.CharField(
        _("Addressed to"), max_length=200, help_text=_("A body, for example a commission.")
    )
    process = models.CharField(
        _("Process"), max_length=200, blank=True, help_text=_("Its session or its bill.")
    )
    takes_signatures = models.BooleanField(_("Organisations may sign on"), default=False)
    closes_on = models.DateField(_("Last day to sign on"), null=True, blank=True)

    content_panels: ClassVar[list[Any]] = [
        *NewsPage.content_panels[:2],
        FieldPanel("addressed_to"),
        FieldPanel("process"),
        *NewsPage.content_panels[2:],
        FieldPanel("takes_signatures"),
        FieldPanel("closes_on"),
        InlinePanel("signatures", label=_("Organisation"), heading=_("Who signed on, as checked")),
    ]
    template = "website/news/statement.html"

    class Meta:
        """Django's options."""

        verbose_name = _("statement")

    def closing_words(self) -> str:
        """Return the last day to sign on, if there is one."""
        return long_date(self.closes_on) if self.closes_on else ""

    def is_open(self, today: date) -> bool:
        """Say whether an organisation may still sign on."""
        return self.takes_signatures and (self.closes_on is None or today <= self.closes_on)

    def signed(self) -> list[Signed]:
        """Return who signed on, by name: whom editors wrote down and whom the node published.

        The node knows one statement in all its languages; a name in both stands there once.
        """
        written = [Signed(one.organisation, one.country) for one in self.signatures.all()]
        known = published()
        there = {one.organisation.casefold() for one in written}
        checked = [
            Signed(one.name, one.country)
            for one in (known.sign_ons if known else ())
            if one.statement == self.translation_key and one.name.casefold() not in there
        ]
        return sorted((*written, *checked), key=lambda one: one.organisation.casefold())

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return who signed on."""
        context = super().get_context(request, *args, **kwargs)
        context["signatures"] = self.signed()
        context["is_open"] = self.is_open(timezone.localdate())
        return context


class Signature(Orderable):
    """An organisation that signed on, after somebody checked that it did."""

    page = ParentalKey(StatementPage, on_delete=models.CASCADE, related_name="signatures")
    organisation = models.CharField(_("Organisation"), max_length=200)
    country = models.CharField(_("Country"), max_length=2, choices=names.countries, blank=True)

    panels: ClassVar[list[Any]] = [FieldPanel("organisation"), FieldPanel("country")]
