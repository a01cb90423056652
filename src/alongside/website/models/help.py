"""Find help: what happened, which language or where, and the number to call."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.http import Http404
from django.utils.http import urlencode
from django.utils.translation import get_language

from alongside.ui import names
from alongside.website import directory, situations
from alongside.website.models.routed import RoutedPage, at
from alongside.website.paging import page_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from alongside.website.directory import Directory, Wanted


class HelpPage(RoutedPage):
    """The services somebody may ask for help; nothing in an address tells what she looks for."""

    is_discreet = True
    parent_page_types: ClassVar[list[str]] = ["website.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    template = "website/help/choose.html"

    @at("")
    def index_route(self, request: HttpRequest) -> HttpResponse:
        """Ask which language or where; once that is said, show the services."""
        known = directory.now()
        wanted = _wanted(request, known)
        context: dict[str, Any] = {
            "situation": situations.of_code(wanted.situation),
            "situations": situations.SITUATIONS,
            "wanted": wanted,
            "is_empty": not known.offers,
        }
        if not known.offers or not _is_said(request, wanted, known):
            return self.render(request, context_overrides=context | _choices(wanted, known))
        found = known.find(wanted)
        context |= {
            "language": names.own_language(wanted.language) if wanted.language else "",
            "country": names.country(wanted.country) if wanted.country else "",
            "nearness": found.nearness,
            "all_languages": known.languages(directory.Wanted()),
            "all_countries": known.countries(directory.Wanted()),
            "all_places": known.places(wanted.country),
            "found": page_of(found.exact or found.nearest, request),
        }
        return self.render(request, template="website/help/found.html", context_overrides=context)

    @at("<slug:code>/")
    def service_route(self, request: HttpRequest, code: str) -> HttpResponse:
        """Show one service, with all there is to know before calling it."""
        offered = directory.now().offer(code)
        if offered is None:
            raise Http404
        return self.render(
            request, template="website/help/service.html", context_overrides={"one": offered}
        )


def _wanted(request: HttpRequest, known: Directory) -> Wanted:
    situation = situations.of_key(request.GET.get("s", ""))
    country = request.GET.get("c", "")[:2].upper()
    place = known.place(request.GET.get("t", ""))
    if place and country not in {"", place.country}:
        place = None
    return directory.Wanted(
        situation=situation.code if situation else "",
        language=request.GET.get("l", "")[:20],
        country=place.country if place else country,
        place=place,
    )


def _is_said(request: HttpRequest, wanted: Wanted, known: Directory) -> bool:
    """Say whether there is nothing left to choose."""
    chosen = wanted.language or wanted.country or "a" in request.GET
    return bool(chosen) or not known.languages(wanted)


def _choices(wanted: Wanted, known: Directory) -> dict[str, Any]:
    situation = situations.of_code(wanted.situation)
    key = {"s": situation.key} if situation else {}
    here = get_language() or "en"
    # What she reads she may well speak.
    spoken = sorted(known.languages(wanted), key=lambda one: one[0] != here)
    return {
        "languages": [(code, name, _address(key | {"l": code})) for code, name in spoken],
        "countries": [
            (name, _address(key | {"c": code})) for code, name in known.countries(wanted)
        ],
        "anywhere": _address(key | {"a": "1"}),
    }


def _address(asked: dict[str, str]) -> str:
    return f"?{urlencode(asked)}"
