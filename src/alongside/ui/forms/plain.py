"""The form every page starts from."""

from __future__ import annotations

from typing import Any

from django import forms

TYPED = (forms.TextInput, forms.Textarea)


class MissingMessage(TypeError):
    """A required field has no sentence of its own that says what to do."""


class PlainForm(forms.Form):
    """A form the browser neither remembers nor spell-checks, with its own words for each error.

    Raises MissingMessage, when the class is made, for a required field that would only say
    "This field is required."
    """

    use_required_attribute = False

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        # The metaclass sets `base_fields` later; what this class itself declares is here already.
        for name, field in cls.declared_fields.items():
            require_own_message(f"{cls.__name__}.{name}", field)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            keep_unremembered(field.widget)


def require_own_message(name: str, field: forms.Field) -> None:
    """Raise MissingMessage where a required field has only Django's general sentence."""
    general: dict[str, object] = {}
    for ancestor in reversed(type(field).__mro__):
        general.update(getattr(ancestor, "default_error_messages", {}))
    if field.required and field.error_messages["required"] == general["required"]:
        msg = f"{name} needs error_messages={{'required': …}} that says what to do."
        raise MissingMessage(msg)


def keep_unremembered(widget: forms.Widget) -> None:
    """Tell the browser to store no typed words; with autocomplete on, Chromium wrote them down."""
    for part in getattr(widget, "widgets", [widget]):
        if not isinstance(part, TYPED) or part.is_hidden:
            continue
        part.attrs.setdefault("autocomplete", "off")
        part.attrs.setdefault("spellcheck", "false")
        # Her name may run the other way than the page does.
        part.attrs.setdefault("dir", "auto")
