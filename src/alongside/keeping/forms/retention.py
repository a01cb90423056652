"""How long files are kept, and which of those that are due are erased."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.casework.forms.fields import offer
from alongside.ui import forms as ui

if TYPE_CHECKING:
    from uuid import UUID

    from alongside.keeping.queries.retention import DueFile

MOST_YEARS = 100
A_NUMBER = _("Write a number of years between 1 and 100.")


class RuleForm(ui.PlainForm):
    """How many years, and why."""

    years = forms.IntegerField(
        label=_("How many years after it was closed?"),
        min_value=1,
        max_value=MOST_YEARS,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        help_text=_("Then two people look at it and decide. Nothing is erased by itself."),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), A_NUMBER),
    )
    reason = ui.TextField(
        label=_("Why so long?"),
        max_length=300,
        help_text=_("For example the law that says so. Nothing about anybody."),
        error_messages={"required": _("Say why files are kept so long.")},
    )


class DueForm(ui.PlainForm):
    """Which files are to be erased, and who decides with her."""

    chosen = ui.MultipleChoiceField(
        label=_("Which of these files shall be erased?"),
        error_messages={"required": _("Tick at least one file.")},
    )
    to = ui.ChoiceField(
        label=_("Who decides with you?"),
        error_messages={"required": _("Choose a coordinator.")},
    )

    def __init__(
        self,
        *args: Any,
        files: list[DueFile],
        coordinators: list[tuple[UUID, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["chosen"], [(str(one.id), one.words) for one in files])
        offer(self.fields["to"], [(str(key), name) for key, name in coordinators])


class ConfirmDueForm(ui.PlainForm):
    """Which files the second person lets be erased."""

    chosen = ui.MultipleChoiceField(
        label=_("Which of these files are erased for good?"),
        error_messages={"required": _("Tick at least one file.")},
    )

    def __init__(self, *args: Any, files: list[DueFile], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["chosen"], [(str(one.id), one.words) for one in files])
