"""What is noted of a visitor's letter, and the name that goes under a statement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.alliance.forms.texts import country_field
from alongside.alliance.labels import LABELS
from alongside.ui import forms as ui

if TYPE_CHECKING:
    from collections.abc import Iterable

    from alongside.alliance.enums.post import PostState


class SettleForm(ui.PlainForm):
    """What became of a letter; what was noted when it was opened comes back with it."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    state = ui.ChoiceField(
        label=_("What became of it?"),
        error_messages={"required": _("Choose what became of it.")},
    )
    remark = ui.LongTextField(
        label=_("A remark for your team"),
        required=False,
        max_length=2_000,
        rows=3,
        help_text=_("Sealed like the letter. Skip it if there is nothing to say."),
    )

    def __init__(
        self, data: Any = None, *, ends: Iterable[PostState], seen: str, remark: str = ""
    ) -> None:
        super().__init__(data, initial={"seen": seen, "remark": remark})
        field = self.fields["state"]
        field.choices = [(one.value, one.label) for one in ends]  # type: ignore[attr-defined]  # a ChoiceField


class NameForm(ui.PlainForm):
    """An organisation's name as it shall stand under a statement."""

    name = ui.TextField(
        label=_("Name of the organisation or group"),
        max_length=200,
        help_text=_("It becomes public. Never the name of a person who wrote for it."),
        error_messages={"required": _("Write which organisation signs.")},
    )
    country = country_field(LABELS["country"], _("Choose the country where it works."))
