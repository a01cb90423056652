"""`{% load casework %}`: the little that file pages need beyond the components."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from alongside.ui import components
from alongside.ui.templatetags import ui

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.forms import BaseForm

    from alongside.casework.queries import Row

register = template.Library()


@register.inclusion_tag("ui/form_errors.html")
def all_errors(forms: Iterable[BaseForm]) -> dict[str, Any]:
    """Return the summary of what is still to finish in several forms."""
    # A form with rows brings them along.
    everything = [one for form in forms for one in getattr(form, "all_forms", [form])]
    return ui.form_errors(*everything)


@register.simple_tag
def people(rows: Iterable[Row], before: str, after: str) -> SafeString:
    """Return the lines of a list of people; `before` and `after` stand around the id in a link.

    Made here and not cell by cell in a template, because a list is what is opened most and 25
    lines cost less than half of what they cost there.
    """
    lines = "".join(_line(row, before, after) for row in rows)
    return mark_safe(f'<ul class="al-rows">{lines}</ul>')  # noqa: S308  escaped where it is put in


def _line(row: Row, before: str, after: str) -> str:
    name, reference = components.isolate(row.name), escape(row.reference)
    route = f" · {components.isolate(row.route)}" if row.route else ""
    chips = " ".join(components.chip(chip.text, chip.kind) for chip in row.chips)
    needs = f"<p>{components.isolate(row.needs)}</p>" if row.needs else ""
    matched = f'<p class="al-meta">{escape(row.matched)}</p>' if row.matched else ""
    return (
        '<li class="al-row"><div><h2 class="al-row__title">'
        f'<a href="{escape(before)}{escape(row.id)}{escape(after)}">'
        f'<span class="al-name">{name}</span></a></h2>'
        f"<p><bdi>{reference}</bdi>{route}</p>{matched}</div>"
        f"<div>{_next(row)}</div><div>{chips}{needs}</div></li>"
    )


def _next(row: Row) -> str:
    """Return what is next for her, when and by whom; or why that is not known."""
    if row.problem:
        return f"<p>{escape(row.problem)}</p>"
    what = f'<p class="al-row__next">{components.isolate(row.next)}</p>' if row.next else ""
    late = ' class="al-late"' if row.late else ""
    worker = f" · {components.isolate(row.worker)}" if row.worker else ""
    return f"{what}<p{late}>{escape(row.due.text)}{worker}</p>"
