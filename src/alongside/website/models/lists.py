"""Pages that list what lies below them, a page at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from alongside.website.models.base import SitePage
from alongside.website.paging import page_of

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest

AT_ONCE = 12


class ListPage(SitePage):
    """A page above others; what it lists stands in `listed`, in an order that is said."""

    class Meta:
        """No table of its own."""

        abstract = True

    def listed(self, request: HttpRequest) -> QuerySet[Any]:
        """Return what is listed, in order."""
        raise NotImplementedError

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return the page of the list that was asked for."""
        context = super().get_context(request, *args, **kwargs)
        context["found"] = page_of(self.listed(request), request, each=AT_ONCE)
        return context
