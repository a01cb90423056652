"""Forms that ask for texts in one language at a time, beside what is the same in all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now, gettext_lazy as _

from alongside.alliance.labels import label_of, reads
from alongside.alliance.languages import LANGUAGES, WRITTEN
from alongside.alliance.numbers import in_plain_digits, is_number
from alongside.ui import forms as ui, names

if TYPE_CHECKING:
    from collections.abc import Mapping

    from alongside.alliance.given import Texts, Written


class TextsForm(ui.PlainForm):
    """A form whose `texts` are asked for in `language`; those in other languages stay as they are.

    `standing` is what stands now, by field; the texts of it by language.
    """

    texts: tuple[str, ...] = ()
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    language = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        language: str,
        standing: Mapping[str, Any] | None = None,
        version: int = 0,
    ) -> None:
        self.standing = dict(standing or {})
        self.spoken = language
        initial = {name: value for name, value in self.standing.items() if name not in self.texts}
        initial |= {name: self.standing.get(name, {}).get(language, "") for name in self.texts}
        super().__init__(data, initial=initial | {"version": version, "language": language})
        for name in self.texts:
            self.fields[name].widget.attrs["lang"] = language

    @property
    def written_in(self) -> list[tuple[str, str, bool]]:
        """Return the languages texts can be written in: code, name, whether there are any yet."""
        there = {code for name in self.texts for code in self.standing.get(name, {})}
        codes = dict.fromkeys((*WRITTEN, *sorted(there)))
        return [(code, names.own_language(code), code in there) for code in codes]

    def given_texts(self) -> Texts:
        """Return the texts that were typed, by field and language."""
        return {name: {self.spoken: self.cleaned_data[name].strip()} for name in self.texts}

    @classmethod
    def standing_of(cls, row: Written) -> dict[str, Any]:
        """Return what stands of a row, by the form's fields."""
        names = cls.base_fields.keys() - {"version"}
        return {name: getattr(row, name) for name in names if hasattr(row, name)}

    def meet(self, row: Written) -> list[tuple[str, str, str]]:
        """Return what was typed otherwise than it stands now, and let the next sending replace it.

        Each as label, typed, standing.
        """
        begin_again(self, version=row.version)
        found, standing = [], self.standing_of(row)
        for name in self.fields:
            if name not in standing or name not in self.cleaned_data:
                continue
            mine, theirs = self.cleaned_data[name], standing[name]
            if name in self.texts:
                theirs = theirs.get(self.spoken, "")
            mine_reads, theirs_reads = reads(name, mine), reads(name, theirs)
            if mine_reads != theirs_reads:
                found.append((label_of(name), mine_reads, theirs_reads))
        return found


def begin_again(form: forms.Form, **hidden: object) -> None:
    """Let the next sending be about what stands now, as hidden fields say it: she has seen it."""
    data: Any = form.data.copy()  # type: ignore[attr-defined]  # a QueryDict
    for name, value in hidden.items():
        data[name] = str(value)
    form.data = data


class NumberField(ui.TextField):
    """A phone number as people write it."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "tel", "dir": "ltr"})
        super().__init__(required=False, max_length=40, widget=widget, **kwargs)

    def clean(self, value: Any) -> str:
        """Return the number in digits of ours, without invisible marks."""
        plain = in_plain_digits(super().clean(value))
        if plain and not is_number(plain):
            raise ValidationError(_now("Put a number, such as +880 31 000 000, or a short one."))
        return plain


class WebsiteField(forms.URLField):
    """An address that begins with http or https."""

    default_error_messages = {"invalid": _("Put an address such as https://example.org.")}

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "url", "dir": "ltr"})
        super().__init__(
            required=False, max_length=300, assume_scheme="https", widget=widget, **kwargs
        )

    def clean(self, value: Any) -> str:
        """Return the address."""
        address: str = super().clean(value)
        if address and not address.startswith(("http://", "https://")):
            raise ValidationError(self.error_messages["invalid"])
        return address


def country_field(label: Any, required: Any, **kwargs: Any) -> ui.SelectField:
    """Return the question for a country; `required` is the sentence where it is left empty."""
    return ui.SelectField(
        label=label, choices=names.countries, error_messages={"required": required}, **kwargs
    )


def languages_field(**kwargs: Any) -> ui.MultipleChoiceField:
    """Return the question for languages."""
    return ui.MultipleChoiceField(
        label=label_of("languages"),
        required=False,
        choices=list(LANGUAGES.items()),
        inline=True,
        **kwargs,
    )
