"""Our own line drawings on a 24 × 24 grid, stroke 2, drawn into the page: no request, no font."""

from __future__ import annotations

from functools import lru_cache

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

_HOUSE = '<path d="M3 11 12 4l9 7v9H3zM9 20v-6h6v6"/>'

DRAWINGS = {
    "arrow": '<path d="M4 12h16M14 6l6 6-6 6"/>',
    "bed": '<path d="M3 5v14M3 16h18M21 19v-5a3 3 0 0 0-3-3h-8v5M3 11h3"/>',
    "book": '<path d="M12 6C10 4.6 7 4 3 4v14c4 0 7 .6 9 2 2-1.4 5-2 9-2V4c-4 0-7 .6-9 2z'
    'M12 6v14"/>',
    "calendar": '<path d="M4 6h16v14H4zM4 11h16M8 3v5M16 3v5"/>',
    "chart": '<path d="M3 20h18M7 20v-7M12 20V5M17 20V10"/>',
    "check": '<path d="M5 13l4.5 4.5L19 7"/>',
    "clock": '<circle cx="12" cy="12" r="9"/><path d="M12 7v5l3.5 2.5"/>',
    "download": '<path d="M12 4v11M7 10.5l5 5 5-5M4 20h16"/>',
    "edit": '<path d="M4 20v-4L15.5 4.5l4 4L8 20zM13 7l4 4"/>',
    "eye": '<path d="M2 12c2.5-4.5 6-7 10-7s7.5 2.5 10 7c-2.5 4.5-6 7-10 7s-7.5-2.5-10-7z"/>'
    '<circle cx="12" cy="12" r="3"/>',
    "file": '<path d="M6 3h8l4 4v14H6zM14 3v5h4"/>',
    "film": '<path d="M4 5h16v14H4zM10 9.5v5l4.5-2.5z"/>',
    "filter": '<path d="M4 6h16M7 12h10M10 18h4"/>',
    "flag": '<path d="M5 21V4h14l-4 4.5 4 4.5H5"/>',
    "gear": '<path d="M4 7h8M18 7h2M4 17h2M12 17h8"/><circle cx="15" cy="7" r="3"/>'
    '<circle cx="9" cy="17" r="3"/>',
    "globe": '<circle cx="12" cy="12" r="9"/>'
    '<path d="M3 12h18M12 3c5 5 5 13 0 18M12 3c-5 5-5 13 0 18"/>',
    "heart": '<path d="M12 20C7 16.5 3 13 3 9a4.5 4.5 0 0 1 9-1 4.5 4.5 0 0 1 9 1'
    'c0 4-4 7.5-9 11z"/>',
    "home": _HOUSE,
    "key": '<circle cx="8" cy="15" r="4.5"/><path d="M11.5 11.5 20 3M16 7l4 4"/>',
    "leave": '<path d="M13 4H5v16h8M10 12h11M17 8l4 4-4 4"/>',
    "lock": '<path d="M5 11h14v10H5zM8 11V8a4 4 0 0 1 8 0v3"/>',
    "message": '<path d="M4 4h16v12h-9l-5 4v-4H4z"/>',
    "more": '<path stroke-width="3" d="M5 12h.01M12 12h.01M19 12h.01"/>',
    "note": '<path d="M5 3h14v18H5zM9 8h6M9 12h6M9 16h3"/>',
    "pause": '<path d="M8 5v14M16 5v14"/>',
    "people": '<circle cx="9" cy="8" r="3.5"/><path d="M2.5 20c0-4 2.7-6 6.5-6s6.5 2 6.5 6'
    'M15.5 4.8a3.5 3.5 0 0 1 0 6.4M18 14.6c2.3.8 3.5 2.6 3.5 5.4"/>',
    "person": '<circle cx="12" cy="8" r="4"/><path d="M4 21c.4-4.4 3.3-7 8-7s7.6 2.6 8 7"/>',
    "phone": '<path d="M5 3h4l2 5-2.5 2c1.2 2.5 3 4.3 5.5 5.5l2-2.5 5 2v4c0 1.2-.8 2-2 2'
    'C10.5 21 3 13.5 3 5c0-1.2.8-2 2-2z"/>',
    "picture": (
        '<path d="M4 5h16v14H4zM4 16l4.5-4.5 4 4L15 13l5 4.5"/><circle cx="15.5" cy="9" r="1.4"/>'
    ),
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "scales": '<path d="M12 3v18M8 21h8M5 7l7-2 7 2M5 7l-3 7c1.5 2.3 4.5 2.3 6 0zM19 7l-3 7c1.5'
    ' 2.3 4.5 2.3 6 0z"/>',
    "search": '<circle cx="11" cy="11" r="7"/><path d="M16 16l5 5"/>',
    "shield": '<path d="M12 3l8 3v5c0 5-3 8-8 10-5-2-8-5-8-10V6z"/>',
    "sound": '<path d="M5 9.5v5h3l4.5 4v-13l-4.5 4zM15.5 9a4 4 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11"/>',
    "today": _HOUSE,
    "upload": '<path d="M12 16V5M7 9.5l5-5 5 5M4 20h16"/>',
    "x": '<path d="M6 6l12 12M18 6 6 18"/>',
}

# These point along the line of reading and are mirrored where that runs from the right.
DIRECTED = frozenset({"arrow", "leave"})


class UnknownIcon(KeyError):
    """Nobody drew an icon of that name."""


@lru_cache(maxsize=len(DRAWINGS))
def svg(name: str) -> SafeString:
    """Return the drawing as inline SVG, hidden from screen readers.

    Raises UnknownIcon.
    """
    try:
        drawing = DRAWINGS[name]
    except KeyError as error:
        raise UnknownIcon(name) from error
    return format_html(
        '<svg class="al-icon{}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{}</svg>',
        " al-icon--directed" if name in DIRECTED else "",
        mark_safe(drawing),  # noqa: S308 our own drawings
    )
