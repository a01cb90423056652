"""The follow-up clock: from which day, on which days, in which way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _now, gettext_lazy as _

from alongside.casework import clock, vocabulary
from alongside.casework.clock import Start
from alongside.casework.forms.fields import offer, warn
from alongside.ui import forms as ui
from alongside.ui.forms.plain import keep_unremembered

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from django.forms import BoundField


class ClockForm(ui.PlainForm):
    """A day to count from, and for each mark whether and on which day she is asked."""

    since = ui.ChoiceField(
        label=_("What is it counted from?"),
        error_messages={"required": _("Choose what it is counted from.")},
    )
    start = ui.DayField(
        label=_("On which day was that?"), error_messages={"required": _("Put the day.")}
    )
    how = ui.ChoiceField(
        label=_("How do you ask her?"),
        error_messages={"required": _("Choose how you will be in touch.")},
    )

    def __init__(
        self,
        *args: Any,
        today: date,
        until: date | None,
        hints: Mapping[str, str],
        start: Start | None = None,
        how: str = "",
        is_counting: bool = False,
        **kwargs: Any,
    ) -> None:
        """Fill in the days of a start, ticked where they lie ahead and within her yes.

        `is_counting` means that only the days are to be worked out, and nothing planned yet.
        """
        initial: dict[str, Any] = {"how": how}
        days = clock.days(start.day) if start else {}
        if start:
            initial |= {"since": start.since, "start": start.day}
        for mark, day in days.items():
            ahead = day >= today and until is not None and day <= until
            initial |= {f"ask_{mark}": ahead, f"on_{mark}": day}
        super().__init__(*args, initial=initial, **kwargs)
        self.today, self.until, self.is_counting = today, until, is_counting
        self.has_days = bool(start) or f"on_{next(iter(clock.MONTHS))}_day" in self.data
        self.fields["how"].required = not is_counting
        offer(self.fields["since"], vocabulary.listed("clock_starts"))
        offer(self.fields["how"], vocabulary.follow_up_hows())
        warn(self.fields["how"], hints)
        for mark, label in vocabulary.listed("clock_marks"):
            self.fields[f"ask_{mark}"] = ui.TickField(label=label)
            words = _now("%(mark)s, on") % {"mark": label}
            self.fields[f"on_{mark}"] = ui.DayField(label=words, required=False)
        for field in self.fields.values():
            keep_unremembered(field.widget)

    @property
    def first_fields(self) -> list[BoundField]:
        """Return what the days are counted from, and how she is asked."""
        return [self[name] for name in ("since", "start", "how")]

    @property
    def days(self) -> list[tuple[BoundField, BoundField]]:
        """Return for each mark the tick and the day."""
        return [(self[f"ask_{mark}"], self[f"on_{mark}"]) for mark in clock.MONTHS]

    def clean(self) -> dict[str, Any]:
        """Ask for a day to come, and covered by her yes, of every mark that is kept."""
        values = super().clean() or self.cleaned_data
        if self.is_counting:
            return values
        kept = [mark for mark in clock.MONTHS if values.get(f"ask_{mark}")]
        for mark in kept:
            name = f"on_{mark}"
            if name not in self.errors and (wrong := self._wrong(values.get(name))):
                self.add_error(name, wrong)
        if not kept:
            self.add_error(None, _now("Keep at least one of the days."))
        return values

    def _wrong(self, day: date | None) -> str:
        if day is None:
            return _now("Put the day, or take the tick away.")
        if day < self.today:
            return _now("This day is over. Choose a later one, or take the tick away.")
        if self.until is not None and day > self.until:
            return clock.ends_before(self.until)
        return ""

    def counted_from(self) -> Start:
        """Return what was chosen to count from."""
        return Start(self.cleaned_data["since"], self.cleaned_data["start"])

    def planned(self) -> dict[str, date]:
        """Return the days that were kept, by mark."""
        said = self.cleaned_data
        return {mark: said[f"on_{mark}"] for mark in clock.MONTHS if said[f"ask_{mark}"]}
