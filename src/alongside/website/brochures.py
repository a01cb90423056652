"""A page about rights as a brochure to print: made once for each state of the page, then kept."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import get_language_bidi

from alongside.ui import names, pdf
from alongside.ui.dates import long_date
from alongside.website import situations
from alongside.website.models import HomePage, RightsPage

if TYPE_CHECKING:
    from django.core.files import File

FOLDER = "brochures"


class NoLetters(Exception):
    """No font here has letters for the page's language."""


def of_page(page_id: int) -> File[bytes]:
    """Return the brochure of a page that anybody may read.

    Raises RightsPage.DoesNotExist, pdf.Unavailable, NoLetters.
    """
    page = RightsPage.objects.live().public().select_related("locale").get(pk=page_id)
    # The number to call stands on it, too.
    home = HomePage.objects.ancestor_of(page).get()
    states = f"{page.live_revision_id or 0}-{home.live_revision_id or 0}"
    name = f"{FOLDER}/{page.pk}-{states}.pdf"
    if not default_storage.exists(name):
        made = _made(page, phone=home.phone)
        _forget(page)
        default_storage.save(name, ContentFile(made))
    kept: File[bytes] = default_storage.open(name)
    return kept


def _made(page: RightsPage, *, phone: str) -> bytes:
    language = page.locale.language_code
    if language in pdf.missing_letters():
        raise NoLetters
    with translation.override(language):
        context = {
            "page": page,
            "language_code": language,
            "direction": "rtl" if get_language_bidi() else "ltr",
            "situation": situations.of_code(page.situation),
            "country_name": names.country(page.country) if page.country else "",
            "phone": phone,
            "printed": long_date(page.last_published_at) if page.last_published_at else "",
        }
        html = render_to_string("website/rights/brochure.html", context)
    return pdf.from_page(html, style=_style())


def _forget(page: RightsPage) -> None:
    """Delete the brochures of states that are past."""
    if not default_storage.exists(FOLDER):
        return
    _folders, files = default_storage.listdir(FOLDER)
    for name in files:
        if name.startswith(f"{page.pk}-"):
            default_storage.delete(f"{FOLDER}/{name}")


def _style() -> str:
    folder = resources.files("alongside.website") / "data"
    return (folder / "brochure.css").read_text(encoding="utf-8")
