"""A readable page as a PDF, made in this process.

WeasyPrint is imported only when a PDF is made: it takes a second and 40 MB. It lays out with Pango,
which joins and shapes Bengali, Burmese, Arabic as they are written, and is a package of the system.
Nothing is fetched, neither from the network nor from the disk, and nothing is written to it.
"""

from __future__ import annotations

import ctypes
import logging
import re
import shutil
import subprocess
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any
from unicodedata import bidirectional

if TYPE_CHECKING:
    from collections.abc import Sequence

# The shared libraries that are opened, and the Debian packages they come in.
LIBRARIES = {
    "libgobject-2.0.so.0": "libglib2.0-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libharfbuzz.so.0": "libharfbuzz0b",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
}
PYTHON_PACKAGE = "weasyprint"
# One language for each script people here write.
SCRIPTS = ("en", "bn", "ne", "th", "my", "km", "vi", "ar", "el")
# The Debian package that has letters for all of them.
LETTERS = "fonts-noto-core"
# First strong isolate, and pop directional isolate: what <bdi> does, in letters.
ISOLATE, END = "\u2068", "\u2069"
BDI = re.compile(r"<bdi[^>]*>(.*?)</bdi>", re.DOTALL)
AUTO = re.compile(r'<p dir="auto">(.*?)</p>', re.DOTALL)
TAG = re.compile(r"<[^>]+>|&[^;]+;")


class Unavailable(Exception):
    """No PDF can be made here; `missing` names the packages."""

    def __init__(self, missing: Sequence[str]) -> None:
        super().__init__(", ".join(missing))
        self.missing = tuple(missing)


@cache
def missing() -> tuple[str, ...]:
    """Return the packages that are missing for a PDF, () where one can be made."""
    absent = [package for name, package in LIBRARIES.items() if not _opens(name)]
    if find_spec(PYTHON_PACKAGE) is None:
        absent.append(PYTHON_PACKAGE)
    return tuple(absent)


@cache
def missing_letters() -> tuple[str, ...]:
    """Return the languages no font of the system has letters for, as far as it can be asked."""
    listing = shutil.which("fc-list")
    if listing is None:
        return ()
    return tuple(code for code in SCRIPTS if not _fonts_for(listing, code))


def from_page(html: str, *, style: str) -> bytes:
    """Return a readable page as a PDF with tags for screen readers; raises Unavailable.

    `style` is a style sheet.
    """
    if missing():
        raise Unavailable(missing())
    import weasyprint  # noqa: PLC0415  see above
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415

    # It tells its log of the text it could not lay out; that text may be about a person.
    logging.getLogger("weasyprint").disabled = True
    logging.getLogger("weasyprint.progress").disabled = True
    fonts = FontConfiguration()
    fetcher = _refusing()
    style = weasyprint.CSS(string=style, url_fetcher=fetcher, font_config=fonts)
    page = weasyprint.HTML(string=_with_directions(html), url_fetcher=fetcher, media_type="print")
    made: bytes = page.write_pdf(
        stylesheets=[style], font_config=fonts, finisher=_say_nothing, pdf_tags=True
    )
    return made


def _with_directions(html: str) -> str:
    """Return the page with the direction of each text said outright: `auto` is not known here."""
    isolated = BDI.sub(f"{ISOLATE}\\1{END}", html)
    return AUTO.sub(lambda found: f'<p dir="{_direction(found[1])}">{found[1]}</p>', isolated)


def _direction(text: str) -> str:
    """Return the direction of the first letter that has one, as a browser finds it."""
    for sign in TAG.sub("", text):
        kind = bidirectional(sign)
        if kind in {"L", "R", "AL"}:
            return "ltr" if kind == "L" else "rtl"
    return "ltr"


def _fonts_for(listing: str, language: str) -> bool:
    asked = [listing, f":lang={language}", "family"]
    found = subprocess.run(asked, capture_output=True, check=False, timeout=20)  # noqa: S603  no shell, no input
    return bool(found.stdout.strip())


def _opens(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _refusing() -> Any:
    """Return what refuses every address but what stands in the page itself."""
    from weasyprint.urls import URLFetcher  # noqa: PLC0415  see above

    class Refusing(URLFetcher):  # type: ignore[misc]  # it has no types
        def fetch(self, url: str, *more: Any, **named: Any) -> Any:
            if not url.startswith("data:"):
                raise ValueError("A PDF fetches nothing.")
            return super().fetch(url, *more, **named)

    return Refusing(allowed_protocols=("data",))


def _say_nothing(_document: Any, pdf: Any) -> None:
    """Take out what the file would say about itself: with what, from what, when it was made."""
    pdf.info.clear()
