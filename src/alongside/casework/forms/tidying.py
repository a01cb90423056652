"""Which second file is about her, and which of two answers stands."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any, NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now, gettext_lazy as _

from alongside.casework.contents import Identity, SafeContact, SafetyPlan, Whereabouts
from alongside.casework.forms.contact import SafeContactForm, SafetyPlanForm
from alongside.casework.forms.person import AddressForm, IdentityForm
from alongside.casework.joining import is_blank
from alongside.core.ids import ALPHABET, LENGTH
from alongside.ui import forms as ui

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date

    from alongside.casework.forms.content import ContentForm
    from alongside.casework.joining import Differing
    from alongside.casework.queries.joining import PartOfBoth

REFERENCE = re.compile(rf"(?:AL\W*)?([{ALPHABET}]{{{LENGTH}}})", re.IGNORECASE)
# In whose words the parts are read, in the order of the page.
FORMS: dict[str, type[ContentForm]] = {
    Identity.kind_of: IdentityForm,
    SafeContact.kind_of: SafeContactForm,
    Whereabouts.kind_of: AddressForm,
    SafetyPlan.kind_of: SafetyPlanForm,
}


class SecondFileForm(ui.PlainForm):
    """The number of a second file."""

    reference = ui.TextField(
        label=_("What is the number of the other file?"),
        help_text=_("It stands below her name, for example AL-7K3QX."),
        error_messages={"required": _("Write the number of the other file.")},
    )

    def clean_reference(self) -> str:
        """Return the number as files have it; raises ValidationError for anything else."""
        text = unicodedata.normalize("NFKC", self.cleaned_data["reference"])
        digits = "".join(str(unicodedata.digit(one, one)) for one in text)
        found = REFERENCE.fullmatch("".join(digits.split()))
        if found is None:
            raise ValidationError(_now("This is not the number of a file. It looks like AL-7K3QX."))
        return f"AL-{found[1].upper()}"


class ChoiceRow(NamedTuple):
    """One field of which two files say different things, in words."""

    key: str
    label: str
    first: str
    second: str
    is_open: bool
    is_held_back: bool
    takes_second: bool
    may_both: bool
    chosen: str
    error: str


class ChoicePart(NamedTuple):
    """One part of both files: what differs, and what both say."""

    title: str
    rows: list[ChoiceRow]
    same: list[tuple[str, str]]


def choice_part(
    part: PartOfBoth,
    title: str,
    *,
    today: date,
    sent: Mapping[str, str],
    undecided: Collection[str],
) -> ChoicePart:
    """Return one part of both files to choose from; nothing is chosen beforehand."""
    form = FORMS[part.kind](None, saved=part.first, today=today)
    differ = {one.name for one in part.differing}
    same = [
        (_label(form, name), form.in_words(name, value))
        for name in form.fields
        if name in type(part.first).model_fields and name not in differ
        for value in [getattr(part.first, name)]
        if not is_blank(value) and value is not False
    ]
    rows = [_row(form, one, sent, undecided) for one in part.differing]
    return ChoicePart(title, rows, same)


def _label(form: ContentForm, name: str) -> str:
    """Return what a field is called where its answer is only read."""
    return str(form.short_labels.get(name) or form.label_of(name))


def _row(
    form: ContentForm, one: Differing, sent: Mapping[str, str], undecided: Collection[str]
) -> ChoiceRow:
    values: dict[str, Any] = {"first": one.first, "second": one.second}
    words = {side: form.in_words(one.name, value) for side, value in values.items()}
    return ChoiceRow(
        key=one.key,
        label=_label(form, one.name),
        **words,
        is_open=one.is_open,
        is_held_back=one.is_held_back,
        takes_second=is_blank(one.first) and not one.is_held_back,
        may_both=one.may_both,
        chosen=sent.get(one.key, ""),
        error=_now("Choose which of the two stands.") if one.key in undecided else "",
    )
