"""The innermost markup of forms, made in Python: a template for each option cost half of a page."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from django.utils.safestring import SafeString, mark_safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def attributes(attrs: Mapping[str, Any]) -> SafeString:
    """Return HTML attributes, escaped; True is one without a value, False none at all.

    `class` is left out: each template writes it together with its own.
    """
    return mark_safe(  # noqa: S308  escaped below
        "".join(
            f" {_escaped(name)}" if value is True else f' {_escaped(name)}="{_escaped(value)}"'
            for name, value in attrs.items()
            if value is not False and name != "class"
        )
    )


def options(groups: Iterable[tuple[str | None, list[dict[str, Any]], int]]) -> SafeString:
    """Return the lines of a drop-down from a widget's `optgroups`, escaped."""
    return mark_safe("".join(_group(name, lines) for name, lines, _number in groups))  # noqa: S308


def _group(name: str | None, lines: list[dict[str, Any]]) -> str:
    text = "".join(_option(line) for line in lines)
    return f'<optgroup label="{_escaped(name)}">{text}</optgroup>' if name else text


def _option(option: Mapping[str, Any]) -> str:
    words = f"{attributes(option['attrs'])}>{_escaped(option['label'])}</option>"
    return f'<option value="{_escaped(option["value"])}"{words}'


def _escaped(value: Any) -> str:
    """Escape as Django's `conditional_escape` does, without its check of every argument."""
    text = str(value)
    return text if isinstance(text, SafeString) else escape(text)
