"""One line of Today."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from django.utils.safestring import SafeString


class Item(NamedTuple):
    """One line of what is to be done; `title` is escaped already."""

    icon: str
    url: str
    title: SafeString
    name: str
    hint: str
    chip: str
    kind: str
