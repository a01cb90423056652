"""What editors are told while they write a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wagtail.admin.panels import Panel
from wagtail.models import Page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wagtail.models import Locale

# As `letters.Issue` takes them.
MOST_ITEMS = 12
# The root and the home pages, which are no news.
FIRST_PAGES = 2
UNTOLD = ("newsletterpage", "newsletterissue")


class NewSinceIssuePanel(Panel):
    """Suggests for an issue of the newsletter what is new on the site since the one before."""

    class BoundPanel(Panel.BoundPanel):
        """The panel of one issue."""

        template_name = "website/panels/new_since.html"

        def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> Any:
            """Return what is suggested."""
            context = super().get_context_data(parent_context)
            return context | {"suggested": new_since(self.instance)}


def new_since(issue: Any) -> list[Page]:
    """Return what was published since the issue before this one, newest first, in its language.

    Without an issue before it is everything there is. What this one tells already is left out.
    """
    locale: Locale | None = issue.locale if issue.locale_id else None
    if locale is None:
        return []
    others = type(issue).objects.live().filter(locale=locale, first_published_at__isnull=False)
    before = others.exclude(pk=issue.pk).order_by("-first_published_at").first()
    told = [page.pk for one in issue.items if (page := one.value["page"])]
    pages = (
        Page.objects.live()
        .public()
        .filter(locale=locale, depth__gt=FIRST_PAGES)
        .exclude(pk__in=told)
    )
    if before is not None:
        pages = pages.filter(first_published_at__gt=before.first_published_at)
    pages = pages.exclude(content_type__model__in=UNTOLD).exclude(first_published_at=None)
    return list(pages.order_by("-first_published_at", "-pk")[:MOST_ITEMS])
