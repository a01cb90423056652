"""The field for each kind of question; what it cleans to is the text of the answer."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now, gettext_lazy as _

from alongside.questionnaires.definition import Kind
from alongside.ui import forms as ui
from alongside.ui.forms.approximate import ApproximateDateField
from alongside.ui.forms.dates import digits
from alongside.ui.forms.widgets import number_box

if TYPE_CHECKING:
    from collections.abc import Callable

    from alongside.questionnaires.definition import Question

OK = "OK"
# Beyond this a number no longer keeps its digits.
MOST = 1e15
MANY_OPTIONS = 12
# What a form says of a date that need not be exact.
APPROXIMATE = ("approximate", "month-year", "year")
SEARCHED = ("minimal", "autocomplete", "quick", "search", "compact")


class NumberField(forms.CharField):
    """A number typed with digits of any script; cleans to it as text."""

    default_error_messages = {
        "whole": _("Put a number in digits, such as 24."),
        "decimal": _("Put a number, such as 1.5."),
        "least": _("Put %(limit)s or more."),
        "most": _("Put %(limit)s or less."),
    }

    def __init__(self, *, question: Question, **kwargs: Any) -> None:
        self._whole = question.kind is Kind.WHOLE
        self._least, self._most = question.smallest, question.largest
        attrs = {
            "inputmode": "numeric" if self._whole else "decimal",
            "class": "govuk-input--width-5",
        }
        super().__init__(max_length=30, widget=forms.TextInput(attrs=attrs), **kwargs)

    def clean(self, value: Any) -> str:
        """Return the number as an expression reads it.

        Raises ValidationError for anything else, and beyond what the form allows.
        """
        text = super().clean(value).replace(" ", "").replace("\u00a0", "")
        if not text:
            return ""
        plain = "".join(_digit(sign) for sign in text).replace(",", ".").replace("٫", ".")
        number = self._read(plain)
        if self._least is not None and number < self._least:
            raise self._refused("least", self._least)
        if self._most is not None and number > self._most:
            raise self._refused("most", self._most)
        return plain.lstrip("+") if self._whole else f"{number:.10g}"

    def _read(self, plain: str) -> float:
        kind = "whole" if self._whole else "decimal"
        try:
            number = int(plain) if self._whole else float(plain)
        except ValueError as fault:
            raise self._refused(kind) from fault
        if not -MOST < number < MOST:
            raise self._refused(kind)
        return number

    def _refused(self, code: str, limit: float | None = None) -> ValidationError:
        words = {} if limit is None else {"limit": f"{limit:g}"}
        return ValidationError(self.error_messages[code], code=code, params=words)


def _digit(sign: str) -> str:
    return str(digits(sign)) if sign.isdigit() else sign


class DayField(ui.DayField):
    """A day; cleans to it as text."""

    def prepare_value(self, value: Any) -> Any:
        """Return the day that a text stands for."""
        return _day(value) if isinstance(value, str) else value

    def clean(self, value: Any) -> str:
        """Return the day as text."""
        day: date | None = super().clean(value)
        return day.isoformat() if day else ""


class TimeField(forms.CharField):
    """A time of day; cleans to it as text."""

    default_error_messages = {"invalid": _("Put a time, such as 14:30.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=10, widget=number_box(5), **kwargs)

    def clean(self, value: Any) -> str:
        """Return the time as text; raises ValidationError."""
        text = super().clean(value)
        if not text:
            return ""
        plain = "".join(_digit(sign) for sign in text).replace(".", ":").replace("h", ":")
        try:
            hour, _mark, minute = plain.partition(":")
            return time(int(hour), int(minute or 0)).isoformat("minutes")
        except ValueError as fault:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from fault


class MomentField(forms.MultiValueField):
    """A day and a time; cleans to both as text."""

    def __init__(self, **kwargs: Any) -> None:
        parts = (DayField(required=False), TimeField(required=False))
        widget = MomentBoxes(parts)
        super().__init__(parts, require_all_fields=False, widget=widget, **kwargs)

    def compress(self, data_list: list[str]) -> str:
        """Return "2026-11-22T14:30"; without a time the day begins it."""
        day, hour = [*data_list, "", ""][:2]
        if hour and not day:
            raise ValidationError(_now("Put the day as well."), code="no_day")
        return f"{day}T{hour or '00:00'}" if day else ""


class MomentBoxes(forms.MultiWidget):
    """The boxes of a day, and one for the time."""

    use_fieldset = True

    def __init__(self, parts: tuple[forms.Field, ...]) -> None:
        super().__init__({"day": parts[0].widget, "time": parts[1].widget})

    def decompress(self, value: Any) -> list[Any]:
        """Return the day and the time that a text stands for."""
        day, _mark, hour = str(value or "").partition("T")
        return [_day(day), hour[:5]]


class OneField(ui.SkippableChoiceField):
    """One option; cleans to its name, "" for not now."""


class OneOfManyField(ui.SelectField):
    """One of many options as a drop-down; cleans to its name."""


class SeveralField(ui.MultipleChoiceField):
    """Any options; cleans to their names, parted by blanks as forms write them."""

    def prepare_value(self, value: Any) -> Any:
        """Return the names one by one."""
        return value.split() if isinstance(value, str) else value

    def clean(self, value: Any) -> str:
        """Return the chosen names in the order of the options."""
        chosen = set(super().clean(value))
        offered: Any = self.choices
        return " ".join(name for name, _label in offered if name in chosen)


class OkField(ui.TickField):
    """Something that was said and heard; cleans to "OK" or ""."""

    def prepare_value(self, value: Any) -> Any:
        """Return whether it was ticked."""
        return value == OK if isinstance(value, str) else value

    def clean(self, value: Any) -> str:
        """Return "OK" where it is ticked."""
        return OK if super().clean(value) else ""


def field_for(question: Question, options: list[tuple[str, str]], **said: Any) -> forms.Field:
    """Return the field of a question; nothing is required by it, the form's own rules are."""
    made: Callable[..., forms.Field] = MADE[question.kind]
    if question.kind in {Kind.ONE, Kind.SEVERAL}:
        if question.kind is Kind.ONE and _as_drop_down(question, options):
            made = OneOfManyField
        said["choices"] = options
    elif question.kind in {Kind.WHOLE, Kind.DECIMAL}:
        said["question"] = question
    elif question.kind is Kind.TEXT and "multiline" in question.appearance:
        made = ui.LongTextField
    elif is_approximate(question):
        made = ApproximateDateField
    return made(required=False, **said)


def is_approximate(question: Question) -> bool:
    """Return whether the form asks for a date that need not be exact."""
    words = question.appearance.split()
    return question.kind is Kind.DATE and any(word in APPROXIMATE for word in words)


def _as_drop_down(question: Question, options: list[tuple[str, str]]) -> bool:
    searched = any(word in SEARCHED for word in question.appearance.split())
    return len(options) > MANY_OPTIONS or (searched and len(options) > MANY_OPTIONS // 2)


def _text(**kwargs: Any) -> forms.Field:
    return ui.TextField(max_length=5000, **kwargs)


def _one(**kwargs: Any) -> forms.Field:
    kwargs.pop("required")
    return OneField(**kwargs)


MADE: dict[Kind, Callable[..., forms.Field]] = {
    Kind.TEXT: _text,
    Kind.WHOLE: NumberField,
    Kind.DECIMAL: NumberField,
    Kind.DATE: DayField,
    Kind.TIME: TimeField,
    Kind.MOMENT: MomentField,
    Kind.ONE: _one,
    Kind.SEVERAL: SeveralField,
    Kind.TICK: OkField,
}


def _day(text: str) -> Any:
    try:
        return datetime.strptime(text[:10], "%Y-%m-%d").date() if text else None  # noqa: DTZ007
    except ValueError:
        return None
