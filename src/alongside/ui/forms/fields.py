"""The fields pages use. Any Django field works too; these say less and ask more gently."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from alongside.ui.forms.widgets import Checkboxes, Radios, Suggestions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from django.utils.functional import _StrPromise

    from alongside.ui.forms.widgets import Hints

    Label = str | _StrPromise
    Choices = Iterable[tuple[str, Label | Iterable[tuple[str, Label]]]]

NOT_NOW = "not-now"


class TextField(forms.CharField):
    """One line of text in any script."""


class SuggestField(TextField):
    """One line of text that offers words and takes any other."""

    widget = Suggestions

    def suggest(self, words: Iterable[str]) -> None:
        """Offer these words, each once."""
        self.widget.words = list(dict.fromkeys(words))


class LongTextField(forms.CharField):
    """Several lines of text in any script."""

    def __init__(self, *, rows: int = 5, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(**kwargs)


class TickField(forms.BooleanField):
    """One statement that may be ticked; never ticked beforehand."""

    def __init__(self, *, required: bool = False, **kwargs: Any) -> None:
        super().__init__(required=required, **kwargs)


class ChoiceField(forms.ChoiceField):
    """One of several as radios, with a hint under those that need one."""

    def __init__(
        self,
        *,
        choices: Choices = (),
        hints: Hints | None = None,
        cards: bool = False,
        inline: bool = False,
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("widget", Radios(hints=hints, cards=cards, inline=inline))
        super().__init__(choices=list(choices), **kwargs)


class SkippableChoiceField(ChoiceField):
    """One of several, or "Not now". Both "Not now" and no answer become an empty text."""

    def __init__(self, *, choices: Choices = (), **kwargs: Any) -> None:
        kwargs["required"] = False
        super().__init__(choices=[*choices, (NOT_NOW, _("Not now"))], **kwargs)

    def clean(self, value: Any) -> Any:
        """Return the chosen value, or an empty text."""
        chosen = super().clean(value)
        return "" if chosen == NOT_NOW else chosen


class MultipleChoiceField(forms.MultipleChoiceField):
    """Any of several as checkboxes, with a hint under those that need one."""

    def __init__(
        self,
        *,
        choices: Choices = (),
        hints: Hints | None = None,
        cards: bool = False,
        inline: bool = False,
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("widget", Checkboxes(hints=hints, cards=cards, inline=inline))
        super().__init__(choices=list(choices), **kwargs)


class SelectField(forms.ChoiceField):
    """One of many as a drop-down that starts with nothing chosen.

    `choices` may be a function: it is asked when a page is made, so in the page's language.
    """

    def __init__(
        self,
        *,
        choices: Choices | Callable[[], Choices] = (),
        empty: Label = "—",
        **kwargs: Any,
    ) -> None:
        def offered() -> Choices:
            return [("", empty), *(choices() if callable(choices) else choices)]

        super().__init__(choices=offered if callable(choices) else offered(), **kwargs)


class FileField(forms.FileField):
    """One file from the device, as large as the upload handler lets through."""

    widget = forms.FileInput
    default_error_messages = {
        "too_large": _("This file is larger than 25 MB. Choose a smaller one."),
        "empty": _("This file is empty. Choose another one."),
    }

    def to_python(self, data: Any) -> Any:
        """Return the uploaded file.

        Raises ValidationError where the upload handler had to give it up, or for an empty one.
        """
        if getattr(data, "too_large", False):
            raise ValidationError(self.error_messages["too_large"], code="too_large")
        return super().to_python(data)
