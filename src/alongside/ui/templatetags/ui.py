"""`{% load ui %}`: the components as template tags."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template
from django.conf import settings
from django.utils.translation import ngettext

from alongside.ui import components, dates, icons
from alongside.ui.forms import markup

if TYPE_CHECKING:
    from django.forms import BaseForm
    from django.utils.safestring import SafeString

register = template.Library()

register.simple_tag(components.isolate, name="bdi")
register.filter("bdi", components.isolate)
register.filter("bdi_lines", components.isolate_lines)
register.filter("words", components.words)
register.filter("attributes", markup.attributes)
register.filter("options", markup.options)
register.filter("long_date", dates.long_date, expects_localtime=True)
register.filter("month", dates.month, expects_localtime=True)
register.simple_tag(icons.svg, name="icon")
register.simple_tag(components.chip)
register.simple_tag(components.stat)
register.simple_tag(components.bar)
register.simple_tag(components.progress)
register.simple_tag(components.back_link)
register.simple_tag(components.start_button)
register.simple_tag(components.face)


@register.inclusion_tag("ui/form_errors.html")
def form_errors(*forms: BaseForm) -> dict[str, Any]:
    """Return the summary of what is still to finish, each line a link to its field."""
    items = [item for form in forms for item in _errors(form)]
    title = ngettext("One thing to finish", "%(count)d things to finish", len(items))
    return {"items": items, "title": title % {"count": len(items)}}


def _errors(form: BaseForm) -> list[tuple[str, str]]:
    """Return (link, message) of every error; a form's own errors link to nothing."""
    found = [("", str(message)) for message in form.non_field_errors()]
    for field in form:
        # A group has no control of its own name: its first control is numbered 0.
        target = field.id_for_label or f"{field.auto_id}_0"
        found += [(f"#{target}", str(message)) for message in field.errors]
    return found


@register.simple_tag
def fields(form: BaseForm) -> SafeString:
    """Return every field of a form in order, with labels, hints and errors."""
    return form.render("ui/forms/fields.html")


@register.simple_tag
def app_name() -> str:
    """Return the neutral name, for pages that are made without a context."""
    return str(settings.ALONGSIDE_APP_NAME)


@register.inclusion_tag("ui/veil.html")
def veil() -> dict[str, Any]:
    """Return the switch that hides names on a list from whoever stands behind."""
    return {}


@register.inclusion_tag("ui/autosave_status.html")
def autosave_status() -> dict[str, Any]:
    """Return the line in which an autosaved form says when it was last saved."""
    return {}
