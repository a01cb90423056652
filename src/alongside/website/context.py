"""What every page of the site needs around its content."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation

if TYPE_CHECKING:
    from django.http import HttpRequest


def page(request: HttpRequest) -> dict[str, Any]:
    """Return names, language, direction and the sections of the site in this language."""
    own = f"{request.scheme}://{request.get_host()}"
    return {
        "site_address": settings.ALONGSIDE_SITE_ADDRESS or own,
        "app_name": settings.ALONGSIDE_APP_NAME,
        "is_demo": settings.ALONGSIDE_DEMO,
        "language_code": translation.get_language() or settings.LANGUAGE_CODE,
        "direction": "rtl" if translation.get_language_bidi() else "ltr",
        "leave_url": reverse("leave"),
        "page_path": request.path,
    }
