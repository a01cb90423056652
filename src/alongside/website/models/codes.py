"""Several choices in one column."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from alongside.website import directory

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from django.utils.functional import _StrPromise

    Codes = Iterable[tuple[str, str | _StrPromise]]
    CharField = models.CharField[tuple[str, ...], tuple[str, ...]]
else:
    CharField = models.CharField


class CodesField(CharField):
    """Codes out of a list, kept as `,en,th,`: one of them is found with `contains=",th,"`.

    :param codes: code and words of each, or what returns them when a form asks
    """

    def __init__(self, *args: Any, codes: Codes | Callable[[], Codes] = (), **kwargs: Any) -> None:
        self.codes = codes if callable(codes) else tuple(codes)
        given: dict[str, Any] = {"max_length": 200, "blank": True, "default": tuple} | kwargs
        super().__init__(*args, **given)

    def from_db_value(self, value: str | None, *_args: Any) -> tuple[str, ...]:
        """Return the codes of a column."""
        return _parted(value)

    def to_python(self, value: Any) -> tuple[str, ...]:
        """Return the codes of a column, a form or a revision."""
        return _parted(value)

    def get_prep_value(self, value: Any) -> str:
        """Return the column's text."""
        codes = _parted(value)
        return f",{','.join(codes)}," if codes else ""

    def value_to_string(self, obj: models.Model) -> str:
        """Return the column's text of a row."""
        return self.get_prep_value(self.value_from_object(obj))

    def formfield(self, **kwargs: Any) -> forms.Field:
        """Return boxes to tick, none ticked beforehand."""
        return forms.MultipleChoiceField(
            choices=self.codes,
            required=False,
            label=kwargs.get("label", str(self.verbose_name).capitalize()),
            help_text=self.help_text,
            widget=forms.CheckboxSelectMultiple,
        )


class MembersField(CodesField):
    """Members whose work a page is or tells of.

    Whoever is not published while an editor saves the page is not offered, and stays tied to it.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        given: dict[str, Any] = {
            "codes": _published,
            "max_length": 6000,  # characters: five hundred members
            "help_text": _("Whose work this is or tells of; it stands on their pages as well."),
        }
        super().__init__(*args, **given | kwargs)

    def save_form_data(self, instance: models.Model, data: Any) -> None:
        """Put what was chosen on a page, beside whom one could not choose."""
        offered = {code for code, _name in _published()}
        kept = [code for code in self.value_from_object(instance) if code not in offered]
        super().save_form_data(instance, (*data, *kept))


def _published() -> list[tuple[str, str]]:
    return directory.now().choices()


def holding(code: str) -> str:
    """Return what a column contains that holds this code."""
    return f",{code},"


def _parted(value: Any) -> tuple[str, ...]:
    parts = value.split(",") if isinstance(value, str) else value or ()
    return tuple(part for part in parts if part)
