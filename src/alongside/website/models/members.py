"""The members: a list by country and theme, and a page of each with what it does and wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.http import Http404

from alongside.website import directory, finding
from alongside.website.models import projects
from alongside.website.models.base import Theme
from alongside.website.models.library import listed
from alongside.website.models.routed import RoutedPage, at
from alongside.website.paging import page_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

LONGEST = 100


class MembersPage(RoutedPage):
    """The members who wish to be seen."""

    parent_page_types: ClassVar[list[str]] = ["website.HomePage"]
    subpage_types: ClassVar[list[str]] = ["website.PlainPage"]
    template = "website/members/list.html"

    @at("")
    def index_route(self, request: HttpRequest) -> HttpResponse:
        """List members, all or those looked for."""
        known = directory.now()
        asked = {
            "name": request.GET.get("q", "")[:LONGEST].strip(),
            "country": request.GET.get("c", "")[:2].upper(),
            "theme": request.GET.get("t", "")[:LONGEST],
        }
        context: dict[str, Any] = {
            "found": page_of(known.find_members(**asked), request, each=30),
            **asked,
            "countries": known.member_countries(),
            "themes": Theme.choices,
            "is_asked": any(asked.values()),
        }
        return self.render(request, context_overrides=context)

    @at("<slug:slug>/")
    def member_route(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Show one member, what it offers, its projects and what was published of its work."""
        known = directory.now()
        member = known.member(slug)
        if member is None:
            raise Http404
        code = directory.short(member.id)
        context = {
            "member": member,
            "code": code,
            "themes": [words for code, words in Theme.choices if code in directory.themes(member)],
            "offers": known.of_member(member),
            "projects": list(projects.of_member(code, self.locale)),
            "found": listed(page_of(finding.of_member(code, self.locale), request, each=10)),
        }
        return self.render(
            request, template="website/members/member.html", context_overrides=context
        )
