"""Small pieces of markup made in Python: cheaper than a template per cell, escaped the same way."""

from __future__ import annotations

import unicodedata

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from alongside.ui import icons

CHIP_KINDS = frozenset({"blue", "yellow", "purple", "green", "red", "plain"})
NOTHING = SafeString("")
WHOLE = 100
VIRAMA = 9  # canonical combining class, Unicode standard annex 44


class UnknownKind(ValueError):
    """A chip has six kinds and this is none of them."""


def isolate(value: object) -> SafeString:
    """Return the value escaped inside <bdi>, so that its script cannot turn the line around it.

    None and an empty text give nothing at all.
    """
    text = "" if value is None else conditional_escape(value)  # type: ignore[arg-type]
    return mark_safe(f"<bdi>{text}</bdi>") if text else NOTHING  # noqa: S308 escaped above


def isolate_lines(value: object) -> SafeString:
    """Return a longer text as paragraphs in their own direction, line breaks kept."""
    text = "" if value is None else str(conditional_escape(value))  # type: ignore[arg-type]
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    parts = [part.strip("\n").replace("\n", "<br>") for part in text.split("\n\n")]
    return mark_safe("".join(f'<p dir="auto">{part}</p>' for part in parts if part))  # noqa: S308


def sentence(text: object, **values: object) -> SafeString:
    """Return our own sentence with each value escaped and isolated in it.

    `text` has places such as `%(name)s`; raises KeyError for a place without a value.
    """
    isolated = {name: isolate(value) for name, value in values.items()}
    return mark_safe(str(conditional_escape(text)) % isolated)  # type: ignore[arg-type]  # noqa: S308


def words(text: object) -> SafeString:
    """Return our own sentence escaped, and say in the template that it is one."""
    return conditional_escape(text)  # type: ignore[arg-type]


def chip(text: object, kind: str = "plain") -> SafeString:
    """Return a short coloured label.

    Raises UnknownKind.
    """
    if kind not in CHIP_KINDS:
        raise UnknownKind(kind)
    return format_html('<bdi class="al-chip al-chip--{}">{}</bdi>', kind, text)


def stat(number: object, label: object, url: str = "", *, late: bool = False) -> SafeString:
    """Return one tile of a row of figures, a link where there is something to look at."""
    words = format_html("<strong>{}</strong> <span>{}</span>", number, label)
    inner = format_html('<a href="{}">{}</a>', url, words) if url else words
    return format_html('<li class="al-stat{}">{}</li>', " al-stat--late" if late else "", inner)


def bar(value: float, largest: float, text: object = None) -> SafeString:
    """Return a bar as wide as `value` is of `largest`, with the number (or `text`) after it."""
    share = min(max(value / largest, 0), 1) if largest > 0 else 0
    words = value if text is None else text
    if not share:
        return format_html('<span class="al-bar al-bar--none"><bdi>{}</bdi></span>', words)
    return format_html(
        '<span class="al-bar"><span class="al-bar__fill al-w-{}"></span><bdi>{}</bdi></span>',
        max(round(share * WHOLE), 1),
        words,
    )


def progress(done: int, total: int) -> SafeString:
    """Return "3 of 5 steps done" under a bar."""
    words = _("%(done)d of %(total)d steps done") % {"done": done, "total": total}
    return format_html(
        '<div class="al-progress"><progress max="{}" value="{}" aria-hidden="true"></progress>'
        "<p>{}</p></div>",
        max(total, 1),
        done,
        words,
    )


def back_link(url: str, label: object = None) -> SafeString:
    """Return the way back, above the heading."""
    words = _("Back") if label is None else label
    return format_html('<a class="govuk-back-link" href="{}">{}</a>', url, isolate(words))


def start_button(url: str, icon: str, label: object) -> SafeString:
    """Return one of the large buttons something is started with."""
    return format_html('<li><a href="{}">{}<span>{}</span></a></li>', url, icons.svg(icon), label)


def initial(name: str) -> str:
    """Return the first letter of a name with the marks and joined letters it is written with."""
    first = next((place for place, char in enumerate(name) if char.isalpha()), None)
    if first is None:
        return ""
    end = first + 1
    while end < len(name) and (_is_mark(name[end]) or _joins(name[end - 1])):
        end += 1
    return name[first:end].upper()


def _is_mark(char: str) -> bool:
    return unicodedata.category(char).startswith("M")


def _joins(char: str) -> bool:
    """Return whether the next letter is written under this one: virama, coeng and their like."""
    return unicodedata.combining(char) == VIRAMA


def face(name: str) -> SafeString:
    """Return a round initial, or a figure where no name was given; screen readers skip it."""
    inner = initial(name) or icons.svg("person")
    return format_html('<span class="al-face" aria-hidden="true">{}</span>', inner)
