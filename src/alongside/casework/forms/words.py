"""What an organisation calls things: a new word, another name for one, the day one ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _now, gettext_lazy as _

from alongside.casework.forms.fields import offer
from alongside.ui import forms as ui, names

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

RENAMED, MENDED = "renamed", "mended"


class LabelsForm(ui.PlainForm):
    """What a word is called in each language of the organisation; only its own must be given."""

    def __init__(
        self,
        *args: Any,
        languages: Iterable[str],
        labels: Mapping[str, str] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.languages = list(languages)
        for place, language in enumerate(self.languages):
            field = ui.TextField(
                label=_now("In %(language)s") % {"language": names.language(language)},
                required=place == 0,
                initial=(labels or {}).get(language, ""),
                error_messages={"required": _now("Say what it is called.")},
                widget=forms.TextInput(attrs={"lang": language}),
            )
            ui.keep_unremembered(field.widget)
            self.fields[f"label_{language}"] = field
        self.order_fields([f"label_{one}" for one in self.languages])

    def labels(self) -> dict[str, str]:
        """Return what was typed, by language."""
        return {one: self.cleaned_data[f"label_{one}"] for one in self.languages}


class NewWordForm(LabelsForm):
    """A word of the organisation's own."""

    counts_as = ui.SelectField(
        label=_("It counts as"),
        help_text=_(
            "The word that figures and other organisations see, so that they stay comparable."
        ),
        error_messages={"required": _("Choose the word that it counts as.")},
    )
    from_on = ui.DayField(
        label=_("From which day on is it offered?"),
        required=False,
        help_text=_("Leave it empty if it is from today."),
    )

    def __init__(self, *args: Any, standard: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if standard:
            offer(self.fields["counts_as"], standard)
        else:
            del self.fields["counts_as"]


class ChangeWordForm(LabelsForm):
    """Another name for a word from a day on, or its spelling put right."""

    how = ui.ChoiceField(
        label=_("What do you change?"),
        error_messages={"required": _("Choose what you change.")},
    )
    from_on = ui.DayField(
        label=_("From which day on is it called so?"),
        required=False,
        help_text=_("For another name only. Leave it empty if it is from today."),
    )

    def __init__(self, *args: Any, can_mend: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        options = [
            (RENAMED, _now("It has another name: what was written before keeps the old one"))
        ]
        if can_mend:
            options.append((MENDED, _now("It was misspelt: it is put right everywhere")))
        offer(self.fields["how"], options)


class RetireWordForm(ui.PlainForm):
    """From which day on a word is not offered."""

    from_on = ui.DayField(
        label=_("From which day on is it not offered?"),
        required=False,
        help_text=_("Leave it empty if it is from today."),
    )
