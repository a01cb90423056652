"""`{% load directory %}`: words of members in the reader's language, names, days, numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language

from alongside.ui import components, names

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

    from alongside.alliance.published import Words

register = template.Library()


def _said(words: Words) -> tuple[str, str]:
    """Return the words in the reader's language, else in English, else in any; and which it is."""
    for language in (get_language() or "en", "en", *words):
        if words.get(language):
            return language, words[language]
    return "", ""


@register.filter
def said(words: Words) -> SafeString:
    """Return words in one line, isolated, marked with their language."""
    language, text = _said(words)
    if not text:
        return components.NOTHING
    return format_html('<bdi lang="{}">{}</bdi>', language, text)


@register.filter
def said_lines(words: Words) -> SafeString:
    """Return longer words as paragraphs, marked with their language."""
    language, text = _said(words)
    if not text:
        return components.NOTHING
    return format_html('<div lang="{}">{}</div>', language, components.isolate_lines(text))


@register.filter
def said_list(words: Words) -> SafeString:
    """Return words with one thing a line as a list, marked with their language."""
    language, text = _said(words)
    lines = [one.strip() for one in text.splitlines() if one.strip()]
    # The marks stand where the page's direction puts them; only the words go in their own.
    items = format_html_join(
        "", '<li><bdi lang="{}">{}</bdi></li>', ((language, one) for one in lines)
    )
    return format_html('<ul class="govuk-list govuk-list--bullet al-text">{}</ul>', items)


@register.filter
def country_name(code: str) -> SafeString:
    """Return a country's name."""
    return components.isolate(names.country(code))


@register.filter
def spoken(codes: tuple[str, ...]) -> SafeString:
    """Return languages by the names their speakers give them."""
    listed = [
        format_html('<bdi lang="{}">{}</bdi>', code, names.own_language(code)) for code in codes
    ]
    return components.words(format_html(" · ".join("{}" for _one in listed), *listed))


@register.filter
def whatsapp(number: str) -> str:
    """Return the address that opens a chat with a number."""
    return f"https://wa.me/{''.join(sign for sign in number if sign.isdecimal())}"
