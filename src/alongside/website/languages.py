"""The languages of what is no page of an editor's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import translate_url
from django.utils.translation import get_language

from alongside.ui.names import own_language
from alongside.website import lookups

if TYPE_CHECKING:
    from django.http import HttpRequest


def same_page_elsewhere(request: HttpRequest) -> list[dict[str, str]]:
    """Return where the same stands in the site's other languages: code, its own name, address."""
    codes = sorted(lookups.written_languages() - {get_language() or "en"})
    return [
        {
            "code": code,
            "name": own_language(code),
            "url": translate_url(request.get_full_path(), code),
        }
        for code in codes
    ]
