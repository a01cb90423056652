"""Fields whose cleaned values are what a sealed document holds."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.ui import forms as ui, names

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Options = list[tuple[str, str]]

YES = "yes"
NO = "no"
NONE = "none"
# Options a field adds by itself: nothing chosen, not now, none of these.
OWN_OPTIONS = frozenset({"", ui.NOT_NOW, NONE})
# A comma before one or two last digits is a decimal comma.
CENTS = re.compile(r",(\d{1,2})$")
HOUR = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?")
HOURS, MINUTES = 24, 60
MOST_HOURS = Decimal(1000)


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


class AmountField(forms.DecimalField):
    """An amount of money, with a point or a comma before at most two digits; never a float."""

    default_error_messages = {
        "invalid": _("Put an amount in digits, such as 1200 or 12.50."),
        "min_value": _("Put an amount that is not less than nothing."),
        "max_digits": _("This amount is too large. Look at it again."),
        "max_whole_digits": _("This amount is too large. Look at it again."),
        "max_decimal_places": _("Put at most two digits after the point, such as 12.50."),
    }

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "decimal", "class": "govuk-input--width-10"}
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
        super().__init__(min_value=Decimal(0), max_digits=12, decimal_places=2, **kwargs)

    def to_python(self, value: Any) -> Any:
        """Return the amount; a comma that parts thousands is refused, because it says two things.

        Raises ValidationError.
        """
        if isinstance(value, str):
            value = CENTS.sub(r".\1", value.strip())
        return super().to_python(value)


class HourField(ui.TextField):
    """An hour of the day, cleaned to "14:30"."""

    default_error_messages = {"invalid": _("Put an hour such as 14:30.")}

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"class": "govuk-input--width-5"}
        super().__init__(required=False, widget=forms.TextInput(attrs=attrs), **kwargs)

    def clean(self, value: Any) -> str:
        """Return the hour in digits everybody reads, "" where none was given.

        Raises ValidationError.
        """
        text: str = super().clean(value)
        if not text:
            return ""
        found = HOUR.fullmatch(text)
        hour, minute = (int(found[1]), int(found[2] or 0)) if found else (-1, 0)
        if not (0 <= hour < HOURS and 0 <= minute < MINUTES):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return f"{hour:02}:{minute:02}"


class HoursField(forms.DecimalField):
    """How many hours something took."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "decimal", "class": "govuk-input--width-4"}
        kwargs.setdefault("label", _("How many hours?"))
        super().__init__(
            required=False,
            min_value=Decimal(0),
            max_value=MOST_HOURS,
            max_digits=6,
            decimal_places=2,
            widget=forms.TextInput(attrs=attrs),
            error_messages={"invalid": _("Put a number, such as 1.5.")},
            **kwargs,
        )


class LanguagesField(LinesField):
    """Languages by name, one on each line; cleans to ISO 639 codes, or the words as typed."""

    def prepare_value(self, value: Any) -> Any:
        """Return the names of stored codes."""
        if isinstance(value, list | tuple):
            return "\n".join(names.language(code) for code in value)
        return value

    def clean(self, value: Any) -> list[str]:
        """Return codes where the name is known."""
        return [names.language_code(name) or name for name in super().clean(value)]


def offer(
    field: forms.Field,
    options: Options,
    current: Any = None,
    word: Callable[[str], str] = str,
) -> None:
    """Give a choice field its options.

    What is stored now stays on offer even where the list does not offer it any more (a retired
    word, an imported one), so that saving a form loses nothing; `word` says what it is called. So
    do the options a field adds by itself.
    """
    own = [(key, label) for key, label in field.choices if key in OWN_OPTIONS]  # type: ignore[attr-defined]
    stored = [
        str(value) for value in (current if isinstance(current, list) else [current]) if value
    ]
    known = {key for key, _label in options} | OWN_OPTIONS
    extra = [(value, word(value)) for value in stored if value not in known]
    first = [pair for pair in own if pair[0] == ""]
    last = [pair for pair in own if pair[0] != ""]
    field.choices = [*first, *options, *extra, *last]  # type: ignore[attr-defined]


def warn(field: forms.Field, hints: Mapping[str, str] | None) -> None:
    """Say beside each way of a choice field what she said of it, before it is chosen."""
    # Choice fields of ours are asked with Radios, which have hints.
    field.widget.hints = dict(hints or {})
