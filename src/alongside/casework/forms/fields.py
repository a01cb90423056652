"""Fields whose cleaned values are what a sealed document holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.casework import vocabulary
from alongside.ui import forms as ui

if TYPE_CHECKING:
    from alongside.casework.reaching import Spoken

Options = list[tuple[str, str]]

YES = "yes"
NO = "no"
NONE = "none"
# Options a field adds by itself: nothing chosen, not now, none of these.
OWN_OPTIONS = frozenset({"", ui.NOT_NOW, NONE})


class YesNoField(ui.SkippableChoiceField):
    """Yes, no or not now; cleans to True, False or None."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("inline", True)
        super().__init__(choices=[(YES, _("Yes")), (NO, _("No"))], **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Return the option that stands for a stored value."""
        if isinstance(value, bool):
            return YES if value else NO
        return value

    def clean(self, value: Any) -> bool | None:
        """Return the answer; None where there is none."""
        return {YES: True, NO: False}.get(super().clean(value))


class LinesField(ui.LongTextField):
    """Several short texts, one on each line; cleans to a list without empty lines."""

    def __init__(self, *, rows: int = 3, **kwargs: Any) -> None:
        super().__init__(rows=rows, required=False, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Return the stored list as it would be typed."""
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> list[str]:
        """Return the lines that say something."""
        lines = super().clean(value).splitlines()
        return [line.strip() for line in lines if line.strip()]


class KnownListField(ui.MultipleChoiceField):
    """Any of several, or "none of these"; cleans to None where nothing was ticked (not known)."""

    default_error_messages = {
        "none_and_some": _("Tick what applies, or “None of these”, not both."),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, choices=[(NONE, _("None of these"))], **kwargs)

    def clean(self, value: Any) -> list[str] | None:
        """Return the codes; [] for none of these, None for not known.

        Raises ValidationError when both were ticked.
        """
        codes: list[str] = super().clean(value)
        if NONE in codes and len(codes) > 1:
            raise forms.ValidationError(self.error_messages["none_and_some"], code="none_and_some")
        return [] if codes == [NONE] else codes or None


class WholeNumberField(forms.IntegerField):
    """A small whole number, typed with digits of any script."""

    default_error_messages = {
        "invalid": _("Put a number in digits, such as 24."),
        "min_value": _("Put %(limit_value)s or more."),
        "max_value": _("Put %(limit_value)s or less."),
    }

    def __init__(self, *, width: int = 3, **kwargs: Any) -> None:
        attrs = {"inputmode": "numeric", "class": f"govuk-input--width-{width}"}
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
        kwargs.setdefault("min_value", 0)
        super().__init__(**kwargs)


class LanguagesField(LinesField):
    """Languages by name, one on each line; cleans to ISO 639 codes, or the words as typed."""

    def prepare_value(self, value: Any) -> Any:
        """Return the names of stored codes."""
        if isinstance(value, list | tuple):
            return "\n".join(vocabulary.language_name(code) for code in value)
        return value

    def clean(self, value: Any) -> list[str]:
        """Return codes where the name is known."""
        return [vocabulary.language_code(name) for name in super().clean(value)]


def offer(field: forms.Field, options: Options, current: Any = None) -> None:
    """Give a choice field its options.

    What is stored now stays on offer even where the list does not know it (an imported word), so
    that saving a form loses nothing; so do the options a field adds by itself.
    """
    own = [(key, label) for key, label in field.choices if key in OWN_OPTIONS]  # type: ignore[attr-defined]
    stored = [
        str(value) for value in (current if isinstance(current, list) else [current]) if value
    ]
    known = {key for key, _label in options} | OWN_OPTIONS
    extra = [(value, value) for value in stored if value not in known]
    first = [pair for pair in own if pair[0] == ""]
    last = [pair for pair in own if pair[0] != ""]
    field.choices = [*first, *options, *extra, *last]  # type: ignore[attr-defined]


def warn(field: forms.Field, spoken: Spoken) -> None:
    """Say beside each way of a choice field what she said of it."""
    # Choice fields of ours are asked with Radios, which have hints.
    field.widget.hints = spoken.hints
