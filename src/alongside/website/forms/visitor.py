"""The form every visitor's form starts from."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.ui.forms import PlainForm, TextField

if TYPE_CHECKING:
    from django.forms.boundfield import BoundField


def _one_line(value: str) -> None:
    """Refuse line breaks and control signs: what is typed here may stand in the head of a mail."""
    if any(unicodedata.category(sign) in {"Cc", "Zl", "Zp"} for sign in value):
        raise forms.ValidationError(_("Write this in one line."), code="one_line")


class VisitorForm(PlainForm):
    """A form that anybody may send: with a field only robots fill in, and a number of its own.

    The number (`cleaned_data["once"]`, a UUID) is made with the empty form and comes back with what
    was typed, so that what is sent twice counts once: use it as the letter's id. Nobody sees the
    robots' field (`trap`) unless something stands in it; show the others with
    `{% include "website/forms/visitor.html" %}`, which puts all of it where it belongs. What is
    asked as one line is refused where it is more.
    """

    once = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)
    # A name that robots like and browsers fill in for nobody.
    contact_page = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"tabindex": "-1"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, TextField):
                field.validators.append(_one_line)

    def clean_contact_page(self) -> str:
        """Refuse what a robot filled in; a person sees the field then, and can empty it."""
        if self.cleaned_data["contact_page"]:
            raise forms.ValidationError(
                _("This field is there for robots only. Empty it and send again."), code="robot"
            )
        return ""

    def clean_once(self) -> Any:
        """Return the form's number; a form that was sent without one gets one."""
        return self.cleaned_data["once"] or uuid4()

    @property
    def trap(self) -> BoundField:
        """Return the field that only robots fill in."""
        return self["contact_page"]

    @property
    def asked(self) -> list[BoundField]:
        """Return the fields a person fills in, in their order."""
        return [field for field in self.visible_fields() if field.name != "contact_page"]
