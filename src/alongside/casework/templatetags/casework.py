"""`{% load casework %}`: the little that file pages need beyond the components."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template

from alongside.ui.templatetags import ui

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.forms import BaseForm

register = template.Library()


@register.inclusion_tag("ui/form_errors.html")
def all_errors(forms: Iterable[BaseForm]) -> dict[str, Any]:
    """Return the summary of what is still to finish in several forms."""
    # A form with rows brings them along.
    everything = [one for form in forms for one in getattr(form, "all_forms", [form])]
    return ui.form_errors(*everything)
