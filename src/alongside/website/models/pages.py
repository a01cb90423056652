"""Pages of words alone."""

from __future__ import annotations

from typing import ClassVar

from alongside.website.models.base import SitePage


class PlainPage(SitePage):
    """A page of text, and a place for others below it."""

    template = "website/plain.html"


class TakePartPage(SitePage):
    """The ways in which somebody may take part; the first is to write."""

    parent_page_types: ClassVar[list[str]] = ["website.HomePage"]
    template = "website/take_part.html"
