"""`{% load website %}`: where things are on the site in the page's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

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


@register.simple_tag
def menu() -> list[Page]:
    """Return the sections in this language: what lies below its first page and is in the menu."""
    home = _home()
    return list(home.get_children().live().public().in_menu()) if home else []


@register.simple_tag
def demo_code() -> str:
    """Return the code that opens the editors' part of the demonstration just now."""
    return factors.demo_code()
