"""A date as she remembers it: exact, a month, a year, about … ago, before or after something."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _, ngettext, pgettext_lazy

from alongside.core.approximate import ApproximateDate
from alongside.core.dates import Precision, Unit
from alongside.ui.forms.dates import digits
from alongside.ui.forms.widgets import Boxes, number_box

if TYPE_CHECKING:
    from collections.abc import Callable

YEARS = range(1900, 2101)
RELATIONS = (
    ("", "—"),
    (Precision.BEFORE.value, pgettext_lazy("a date before an event", "Before")),
    (Precision.AFTER.value, pgettext_lazy("a date after an event", "After")),
)
UNITS = (
    ("", "—"),
    (Unit.DAYS.value, _("days ago")),
    (Unit.WEEKS.value, _("weeks ago")),
    (Unit.MONTHS.value, _("months ago")),
    (Unit.YEARS.value, _("years ago")),
)


class ApproximateDateBoxes(Boxes):
    """Day, month, year, and what can be said when they are not known."""

    template_name = "ui/forms/approximate_date.html"
    labels = (
        _("Day"),
        _("Month"),
        _("Year"),
        _("About then, not exactly"),
        _("How long ago, about"),
        _("Counted in"),
        _("Before or after something"),
        _("In her words, or what happened then"),
    )

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        parts: dict[str, forms.Widget | type[forms.Widget]] = {
            "day": number_box(2),
            "month": number_box(2),
            "year": number_box(4),
            "about": forms.CheckboxInput(),
            "number": number_box(3),
            "unit": forms.Select(choices=UNITS),
            "relation": forms.Select(choices=RELATIONS),
            "words": forms.TextInput(),
        }
        super().__init__(parts, attrs)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        parts = value if isinstance(value, list) else self.decompress(value)
        context["widget"]["is_open"] = any(parts[3:])
        return context

    def decompress(self, value: ApproximateDate | None) -> list[Any]:
        """Return what would have to be typed to give this value again."""
        if value is None:
            return ["", "", "", False, "", "", "", ""]
        relation = value.precision if value.precision in _ENDS else ""
        about = value.precision is Precision.ABOUT
        return [*_boxes(value), about, "", "", relation, value.words]


_ENDS = (Precision.BEFORE, Precision.AFTER)
A_DAY = 7
A_MONTH = 31


def _boxes(value: ApproximateDate) -> list[Any]:
    """Return [day, month, year] with only as much as is known."""
    if value.precision in _ENDS:
        day = value.start or value.end
        return _boxes_of_end(day, value.precision) if day else ["", "", ""]
    start, end = value.start or value.sort_key, value.end or value.sort_key
    middle, width = start + (end - start) / 2, (end - start).days + 1
    if width <= A_DAY:
        return [middle.day, middle.month, middle.year]
    return ["", middle.month, middle.year] if width <= A_MONTH else ["", "", middle.year]


def _boxes_of_end(day: date, precision: Precision) -> list[Any]:
    """Return the boxes for the day it was before or after, coarse where it is a whole year."""
    edge = (12, 31) if precision is Precision.BEFORE else (1, 1)
    if (day.month, day.day) == edge:
        return ["", "", day.year]
    return [day.day, day.month, day.year]


class ApproximateDateField(forms.Field):
    """A date as she remembers it; cleans to ApproximateDate or None.

    `today` is asked when "… ago" is counted.
    """

    widget = ApproximateDateBoxes
    default_error_messages = {
        "invalid": _("Put a real date, or only the year, such as 2019."),
        "no_year": _("Put at least the year, or choose before or after something."),
        "no_unit": _("Choose days, weeks, months or years."),
        "no_event": _("Say what it was before or after."),
        "both": _("Put either a date or how long ago, not both."),
    }

    def __init__(self, *, today: Callable[[], date] = timezone.localdate, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.today = today

    def _refuse(self, code: str) -> ValidationError:
        return ValidationError(self.error_messages[code], code=code)

    def to_python(self, value: Any) -> ApproximateDate | None:
        """Return the date of the eight boxes.

        Raises ValidationError with a sentence for what does not fit together.
        """
        if value is None or isinstance(value, ApproximateDate):
            return value
        try:
            return self._understand(list(value))
        except (ValueError, OverflowError) as error:
            raise self._refuse("invalid") from error

    def _understand(self, boxes: list[Any]) -> ApproximateDate | None:
        """Return what the boxes say; raises ValueError or OverflowError for what cannot be."""
        day, month, year, number = (digits(boxes[place]) for place in (0, 1, 2, 4))
        about, unit, relation, words = (boxes[place] or "" for place in (3, 5, 6, 7))
        words = words.strip()
        known = self._known(year, month, day)
        if number is not None or unit:
            return self._ago(number, unit, words, known)
        if relation:
            return self._beside(Precision(relation), words, known)
        if known is None:
            if words or about:
                raise self._refuse("no_year")
            return None
        if about:
            return ApproximateDate.about(known.sort_key.year, month, day, words=words)
        return known.model_copy(update={"words": words})

    def _known(
        self, year: int | None, month: int | None, day: int | None
    ) -> ApproximateDate | None:
        if year is None:
            if month is not None or day is not None:
                raise self._refuse("no_year")
            return None
        if year not in YEARS or (day is not None and month is None):
            raise self._refuse("invalid")
        if month is None:
            return ApproximateDate.year(year)
        if day is None:
            return ApproximateDate.month(year, month)
        return ApproximateDate.day(date(year, month, day))

    def _ago(
        self, number: int | None, unit: str, words: str, known: ApproximateDate | None
    ) -> ApproximateDate:
        if known is not None:
            raise self._refuse("both")
        if number is None or not unit:
            raise self._refuse("no_unit")
        counted = Unit(unit)
        said = words or _said(number, counted)
        return ApproximateDate.ago(number, counted, today=self.today(), words=said)

    def _beside(
        self, precision: Precision, words: str, known: ApproximateDate | None
    ) -> ApproximateDate:
        if precision not in _ENDS:
            raise self._refuse("invalid")
        if not words and known is None:
            raise self._refuse("no_event")
        if precision is Precision.BEFORE:
            return ApproximateDate.before(words, on=known.end if known else None)
        return ApproximateDate.after(words, on=known.start if known else None)


def _said(number: int, unit: Unit) -> str:
    """Return "3 years ago" in the active language, kept as what was said."""
    phrases = {
        Unit.DAYS: ngettext("%(number)d day ago", "%(number)d days ago", number),
        Unit.WEEKS: ngettext("%(number)d week ago", "%(number)d weeks ago", number),
        Unit.MONTHS: ngettext("%(number)d month ago", "%(number)d months ago", number),
        Unit.YEARS: ngettext("%(number)d year ago", "%(number)d years ago", number),
    }
    return phrases[unit] % {"number": number}
