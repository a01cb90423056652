"""Pages that answer for what lies below them without being pages of an editor's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from alongside.website.models.base import SitePage

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse


Answer = TypeVar("Answer", bound="Callable[..., HttpResponse]")


def at(pattern: str) -> Callable[[Answer], Answer]:
    """Let a method answer at an address below the page's own; Wagtail's `path`, with a type."""
    marked: Callable[[Answer], Answer] = path(pattern)
    return marked


class RoutedPage(RoutablePageMixin, SitePage):
    """A page with an introduction of the editors', and lists and sheets out of the export."""

    class Meta:
        """No table of its own."""

        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return what the template needs; the other languages lead to the same sheet and list."""
        context = super().get_context(request, *args, **kwargs)
        own = self.get_url(request) or ""
        below = request.get_full_path().removeprefix(own)
        for other in context["other_languages"]:
            other["url"] += below
        if request.path != own:
            context["trail"] = [*context["trail"], self]
        return context
