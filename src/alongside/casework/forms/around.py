"""Somebody around her."""

from __future__ import annotations

import re
from functools import partial
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now, gettext_lazy as _

from alongside.casework import vocabulary
from alongside.casework.contents import Relation
from alongside.casework.forms.content import ContentForm
from alongside.casework.forms.fields import WholeNumberField, YesNoField
from alongside.core.ids import ALPHABET, LENGTH
from alongside.ui import forms as ui

OLDEST = 120
REFERENCE = re.compile(rf"AL-[{ALPHABET}]{{{LENGTH}}}")


class RelationForm(ContentForm):
    """One person around her: who it is, whether we may speak with her or him, and harm."""

    content = Relation
    vocabularies: ClassVar = {
        "is_to_her": partial(vocabulary.listed, "kinds_of_relation"),
        "contact": partial(vocabulary.listed, "may_contacts"),
        "harm": partial(vocabulary.listed, "harms"),
    }

    name = ui.TextField(
        label=_("What is this person called?"),
        required=False,
        help_text=_("As she says it. Where somebody may decide with her, write the full name."),
    )
    is_to_her = ui.SelectField(label=_("Who is it to her?"), required=False)
    relation_words = ui.TextField(
        label=_("In her words"),
        required=False,
        help_text=_("For example: the uncle who brought her to the city."),
    )
    age = WholeNumberField(label=_("How old, about?"), required=False, max_value=OLDEST)
    is_child = YesNoField(label=_("Is this person under 18?"))
    lives_with_her = YesNoField(label=_("Do they live together?"))
    depends_on_her = YesNoField(
        label=_("Does this person depend on her?"),
        help_text=_("For example a child, or a parent she cares for: help for her is theirs too."),
    )
    contact = ui.SkippableChoiceField(
        label=_("May we speak with this person?"),
        help_text=_("Ask her. Until she has said yes, we do not."),
    )
    contact_words = ui.TextField(
        label=_("How, and about what?"),
        required=False,
        help_text=_("For example: only at the market, and not about the case."),
    )
    harm = ui.SkippableChoiceField(
        label=_("May this person be involved in what was done to her?"),
        help_text=_(
            "It is asked for her safety and proves nothing. Somebody marked here can never decide "
            "for her."
        ),
    )
    file_reference = ui.TextField(
        label=_("Reference of another file"),
        required=False,
        help_text=_(
            "If this person has a file and it helps to know: such as AL-7K3QX. It is kept as you "
            "write it; nothing looks whether there is such a file."
        ),
    )
    text = ui.LongTextField(label=_("What else should be known?"), required=False, rows=3)

    # What keeps her safe is asked before what helps to know.
    field_order = (
        "name",
        "is_to_her",
        "relation_words",
        "contact",
        "contact_words",
        "harm",
        "lives_with_her",
        "depends_on_her",
        "is_child",
        "age",
        "file_reference",
        "text",
    )

    def clean_file_reference(self) -> str:
        """Return the reference as it is written everywhere.

        Raises ValidationError for what cannot be one; whether there is such a file is never asked.
        """
        typed: str = self.cleaned_data["file_reference"]
        reference = typed.upper()
        if typed and not REFERENCE.fullmatch(reference):
            raise ValidationError(_now("Look at it again. A reference looks like AL-7K3QX."))
        return reference

    def clean(self) -> dict[str, object]:
        """Ask for a name or for who it is, so that the line says whom it is about."""
        values = super().clean()
        told = (values.get("name"), values.get("is_to_her"), values.get("relation_words"))
        if not any(told) and not self.errors:
            self.add_error("name", _now("Say what this person is called, or who it is to her."))
        return values
