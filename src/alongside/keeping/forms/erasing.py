"""Asking that a file be erased, and confirming it as the second person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from alongside.casework.forms.fields import offer
from alongside.keeping.enums import Ground
from alongside.ui import forms as ui

if TYPE_CHECKING:
    from uuid import UUID

# What somebody may ask for by herself; when its time is over a file is proposed by the machine.
ASKED_FOR = (Ground.HER_WISH, Ground.MISTAKE)


class AskForm(ui.PlainForm):
    """Why a file is to be erased, and who decides with her."""

    ground = ui.ChoiceField(
        label=_("Why shall this file be erased?"),
        choices=[(one.value, one.label) for one in ASKED_FOR],
        error_messages={"required": _("Choose why this file is to be erased.")},
    )
    reason = ui.LongTextField(
        label=_("What was said?"),
        rows=3,
        help_text=_("Your colleague reads it before she decides. It is erased with the file."),
        error_messages={"required": _("Say why, so that your colleague can decide.")},
    )
    to = ui.ChoiceField(
        label=_("Who decides with you?"),
        help_text=_("Two people decide. It waits on her or his Today page."),
        error_messages={"required": _("Choose a colleague.")},
    )

    def __init__(self, *args: Any, colleagues: list[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["to"], [(str(key), name) for key, name in colleagues])


class ConfirmForm(ui.PlainForm):
    """The second person's word, with the reference of the file written once more."""

    reference = ui.TextField(
        label=_("Write the reference of this file"),
        help_text=_("It stands at the top of this page. Erasing cannot be undone by anybody."),
        error_messages={"required": _("Write the reference of this file.")},
    )
