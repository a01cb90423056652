"""The advocacy tracker: bills, strategic litigation and international processes we follow.

The secretariat keeps them on the node, for members or for everybody; what is public comes in the
export.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.http import Http404
from django.utils import timezone

from alongside.website import tracker
from alongside.website.models.routed import RoutedPage, at
from alongside.website.paging import page_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

AT_ONCE = 12


class AdvocacyPage(RoutedPage):
    """What the alliance follows, by kind and by state, and a sheet of each."""

    subpage_types: ClassVar[list[str]] = []
    template = "website/advocacy/all.html"

    @at("")
    def index_route(self, request: HttpRequest) -> HttpResponse:
        """List what is followed, all or of one kind or state."""
        chosen = {name: request.GET.get(name, "") for name in ("kind", "state")}
        found = tracker.followed(today=timezone.localdate(), **chosen)
        context: dict[str, Any] = {
            "found": page_of(found, request, each=AT_ONCE),
            "kinds": tracker.AdvocacyKind.choices,
            "states": tracker.AdvocacyState.choices,
            "chosen": chosen,
        }
        return self.render(request, context_overrides=context)

    @at("<slug:slug>/")
    def entry_route(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Show one bill, case or process."""
        one = tracker.one_called(slug, today=timezone.localdate())
        if one is None:
            raise Http404
        return self.render(
            request, template="website/advocacy/entry.html", context_overrides={"one": one}
        )
