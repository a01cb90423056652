"""A form that shows a part of a file and puts what was typed over what is saved.

Fields are called as in the document they fill, so that a conflict can name them.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from pydantic import BaseModel, ValidationError as BadContent

from alongside.casework.forms.fields import NONE, KnownListField, YesNoField, offer
from alongside.casework.forms.resumed import ResumableForm
from alongside.casework.vocabulary import label
from alongside.casework.vocabulary.dangerous import is_asked
from alongside.casework.vocabulary.fields import group_of
from alongside.core.approximate import ApproximateDate
from alongside.ui import dates, forms as ui

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from django.forms import BoundField
    from django.utils.functional import _StrPromise

    from alongside.casework.contents import Content
    from alongside.casework.forms.fields import Options


# Before the name of a field: the box that takes out what is not asked any more.
TAKE_OUT = "take_out_"
# What says nothing.
NOTHING: tuple[object, ...] = (None, "", [])


class ContentForm(ResumableForm):
    """Fields of one kind of content; `version` is what it was when she began to type."""

    content: ClassVar[type[Content]]
    # Field name → a vocabulary; asked each time, because its words are in the reader's language.
    vocabularies: ClassVar[Mapping[str, Callable[[], Options]]] = {}
    # What fields of the document are called that are no single field here.
    other_labels: ClassVar[Mapping[str, str | _StrPromise]] = {}
    # What a field is called where its answer is only read, and the question would sound odd.
    short_labels: ClassVar[Mapping[str, str | _StrPromise]] = {}

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, today: date, saved: Content | None = None, **kwargs: Any
    ) -> None:
        initial = {**self.shown(saved), **(kwargs.pop("initial", None) or {})}
        super().__init__(*args, initial=initial, **kwargs)
        self.today = today
        self.saved = saved
        self.not_asked = self._taken_out()
        for name, vocabulary in self.vocabularies.items():
            if name not in self.fields:
                continue
            offer(self.fields[name], vocabulary(), initial.get(name), partial(self.word_for, name))

    def _taken_out(self) -> dict[str, forms.Field]:
        """Take out what the organisation does not ask; offer to take out what was written before.

        Nothing that is saved is lost by it: only a tick puts a blank in its place.
        """
        kind = self.content.kind_of
        known = self.content.model_fields
        names = [one for one in self.fields if one in known and not is_asked(kind, one)]
        taken = {name: self.fields.pop(name) for name in names}
        for name, field in taken.items():
            value = getattr(self.saved, name, None)
            if _says_something(field, value):
                words = {"field": field.label, "words": self.in_words(name, value)}
                self.fields[f"{TAKE_OUT}{name}"] = ui.TickField(
                    label=_("Take this out: “%(field)s: %(words)s”") % words,
                    help_text=_(
                        "It is not asked any more. Earlier versions keep it until her file is "
                        "erased."
                    ),
                )
        return taken

    @property
    def to_take_out(self) -> list[BoundField]:
        """Return the boxes that take out what is not asked any more."""
        return [self[name] for name in self.fields if name.startswith(TAKE_OUT)]

    @classmethod
    def shown(cls, saved: Content | None) -> dict[str, Any]:
        """Return the initial values that show a saved content."""
        if saved is None:
            return {}
        known = type(saved).model_fields
        return {
            name: _as_shown(field, getattr(saved, name))
            for name, field in cls.base_fields.items()
            if name in known
        }

    @property
    def base_version(self) -> int | None:
        """Return the version she began from; None where there was none."""
        return self.cleaned_data["version"] or None

    def result(self) -> Any:
        """Return the saved content, a `self.content`, with what was typed in its place."""
        known = self.content.model_fields
        values = {name: getattr(self.saved, name) for name in known} if self.saved else {}
        values |= {name: value for name, value in self.typed().items() if name in known}
        for name in self.not_asked:
            if self.cleaned_data.get(f"{TAKE_OUT}{name}"):
                values[name] = known[name].get_default(call_default_factory=True)
        return self.content.model_validate(values)

    def typed(self) -> dict[str, Any]:
        """Return what was typed, by the names of the document's fields."""
        return dict(self.cleaned_data)

    def clean(self) -> dict[str, Any]:
        """Put the document's own objections beside their fields."""
        values = self.cleaned_data
        if not self.errors:
            try:
                self.result()
            except BadContent as objections:
                for objection in objections.errors(include_input=False):
                    self.add_error(*self._placed(objection["loc"], objection.get("ctx", {})))
        return values

    def _placed(
        self, where: tuple[int | str, ...], context: Mapping[str, Any]
    ) -> tuple[str | None, str]:
        """Return the field an objection belongs to, and its sentence."""
        name = next((part for part in where if part in self.fields), None)
        if "max_length" in context:
            sentence = _("This is too long. At most %(number)d letters fit here.")
            return (str(name) if name else None), sentence % {"number": context["max_length"]}
        return (str(name) if name else None), _("Look at this again. It does not fit.")

    def rows(self) -> list[tuple[str, str]]:
        """Return what is saved and says something, as (label, words) in the order of the form."""
        if self.saved is None:
            return []
        found = [
            (name, getattr(self.saved, name))
            for name in (*self.fields, *self.not_asked)
            if name in self.content.model_fields
        ]
        return [
            (str(self.short_labels.get(name) or self.label_of(name)), self._read(name, value))
            for name, value in found
            if _says_something(self.fields.get(name) or self.not_asked.get(name), value)
        ]

    def _read(self, name: str, value: Any) -> str:
        words = self.in_words(name, value)
        return "\n".join([words, _("Not asked any more.")]) if name in self.not_asked else words

    def label_of(self, name: str) -> str:
        """Return what a field of the document is called on this page."""
        field = self.fields.get(name) or self.not_asked.get(name)
        return str(field.label if field is not None else self.other_labels.get(name, name))

    def in_words(self, name: str, value: Any) -> str:
        """Return a value as it is read, for the page that shows two of them."""
        if value == [] and isinstance(self.fields.get(name), KnownListField):
            return _("None of these")
        if value is None or value in ("", []):
            return _("Nothing")
        if isinstance(value, bool):
            return _("Yes") if value else _("No")
        if isinstance(value, list | tuple):
            return "\n".join(self.in_words(name, item) for item in value)
        return self.word_for(name, value)

    def word_for(self, name: str, value: Any) -> str:
        """Return one value that is there as text."""
        if isinstance(value, ApproximateDate):
            return dates.approximate(value)
        if hasattr(value, "isoformat"):
            return dates.long_date(value)
        if isinstance(value, BaseModel):
            return str(getattr(value, "text", ""))
        group = group_of(self.content.kind_of, name)
        if group:
            return label(group, str(value))
        options = dict(getattr(self.fields.get(name), "choices", ()))
        return str(options.get(str(value), value))


def _as_shown(field: forms.Field, value: Any) -> Any:
    """Return a stored value as its field shows it."""
    return [NONE] if isinstance(field, KnownListField) and value == [] else value


def _says_something(field: forms.Field | None, value: Any) -> bool:
    """Return whether a value is an answer: a no is one where blank means "not known"."""
    if value is False:
        return isinstance(field, YesNoField)
    return value not in NOTHING
