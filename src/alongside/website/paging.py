"""Long lists, a page at a time; which page stands in the address as `p`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.paginator import Page, Paginator

if TYPE_CHECKING:
    from django.http import HttpRequest


def page_of(found: Any, request: HttpRequest, *, each: int = 20) -> Page[Any]:
    """Return the page of a list that was asked for.

    That is the last one for a number beyond either end, the first for none and for no number.

    :param found: a queryset, the results of a search, or any other sequence
    """
    return Paginator(found, each).get_page(request.GET.get("p"))
