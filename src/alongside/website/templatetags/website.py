"""`{% load website %}`: where things are on the site in the page's language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template
from django.utils.translation import get_language

from alongside.website import factors
from alongside.website.models import HomePage

if TYPE_CHECKING:
    from wagtail.models import Page

register = template.Library()


def _home() -> HomePage | None:
    pages = HomePage.objects.live().filter(locale__language_code=get_language() or "en")
    return pages.order_by("path").first()


@register.simple_tag
def home_url() -> str:
    """Return the address of the first page in this language."""
    return f"/{get_language() or 'en'}/"


@register.simple_tag
def section_url(slug: str) -> str:
    """Return the address of one of the sections by its name in English."""
    return f"/{get_language() or 'en'}/{slug}/"


@register.filter
def telephone(number: str) -> str:
    """Return a number as a link dials it."""
    return "".join(one for one in number if one.isdigit() or one == "+")


@register.inclusion_tag("website/sections.html", takes_context=True)
def sections(context: dict[str, Any]) -> dict[str, Any]:
    """Return the sections of the site: what lies below the first page and is in its menu."""
    home = _home()
    pages: list[Page] = list(home.get_children().live().public().in_menu()) if home else []
    return {"pages": pages, "path": context.get("page_path", "")}


@register.simple_tag
def demo_code() -> str:
    """Return the code that opens the editors' part of the demonstration just now."""
    return factors.demo_code()
