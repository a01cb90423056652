"""Widgets with hints beside their options, and dates in boxes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.utils.functional import _StrPromise

    Hints = Mapping[str, str | _StrPromise]


class OptionsMixin(forms.widgets.ChoiceWidget):
    """Options that may carry a hint, stand in a line, or each look like a card."""

    def __init__(
        self,
        attrs: dict[str, Any] | None = None,
        choices: Any = (),
        *,
        hints: Hints | None = None,
        cards: bool = False,
        inline: bool = False,
    ) -> None:
        super().__init__(attrs, choices)
        self.hints = dict(hints or {})
        self.cards = cards
        self.inline = inline

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"] |= {"cards": self.cards, "inline": self.inline}
        return context

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)
        option["hint"] = self.hints.get(str(value), "")
        if option["hint"] and "id" in option["attrs"]:
            option["attrs"]["aria-describedby"] = f"{option['attrs']['id']}_hint"
        return option


class Radios(OptionsMixin, forms.RadioSelect):
    """One of several, nothing ticked beforehand."""


class Checkboxes(OptionsMixin, forms.CheckboxSelectMultiple):
    """Any of several, nothing ticked beforehand."""


class Suggestions(forms.TextInput):
    """A line of text with words to choose from; whatever else is typed is as good."""

    template_name = "ui/forms/suggestions.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.words: list[str] = []

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        widget = context["widget"]
        widget["words"] = self.words
        if self.words:
            widget["attrs"]["list"] = f"{widget['attrs'].get('id', name)}_words"
        return context


class Boxes(forms.MultiWidget):
    """Several small inputs for one value, each with its own label."""

    labels: tuple[str | _StrPromise, ...] = ()

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        for label, part in zip(self.labels, context["widget"]["subwidgets"], strict=True):
            part["label"] = label
        return context


def number_box(width: int) -> forms.TextInput:
    """Return an input for a few digits; text, because a number input spins and hides mistakes."""
    return forms.TextInput(
        attrs={"inputmode": "numeric", "class": f"govuk-input--width-{width}", "maxlength": "6"}
    )


class DayBoxes(Boxes):
    """Day, month and year in three boxes."""

    template_name = "ui/forms/day.html"
    labels = (_("Day"), _("Month"), _("Year"))

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        parts: dict[str, forms.Widget | type[forms.Widget]]
        parts = {"day": number_box(2), "month": number_box(2), "year": number_box(4)}
        super().__init__(parts, attrs)

    def decompress(self, value: Any) -> list[Any]:
        """Return [day, month, year] of a date."""
        return [value.day, value.month, value.year] if value else ["", "", ""]
