"""A copy of one file as a page to read: by itself, or as what the PDF is made from."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING

from django.template.loader import render_to_string
from django.utils.translation import get_language, get_language_bidi

from alongside.ui.dates import long_date

if TYPE_CHECKING:
    from alongside.casework.copying.document import FileCopy


def html(copy: FileCopy) -> str:
    """Return the copy as a page that needs nothing beside itself."""
    context = {
        "reference": copy.case.reference,
        "opened": long_date(copy.case.opened_on),
        "sections": copy.sections,
        "mark": copy.mark.lines(copy.case.reference),
        "recipient": copy.mark.recipient,
        "language": get_language() or "en",
        "direction": "rtl" if get_language_bidi() else "ltr",
    }
    return render_to_string("casework/exported_file.html", context)


def style() -> str:
    """Return how the copy is laid out on paper."""
    return (resources.files("alongside.casework.copying") / "data" / "copy.css").read_text("utf-8")
