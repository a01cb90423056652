"""Bringing a form, and saying who may read what is answered to it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from alongside.questionnaires.enums import Readers
from alongside.ui import forms as ui


class BringForm(ui.PlainForm):
    """A workbook with a form in it."""

    workbook = ui.FileField(
        label=_("The workbook with your form"),
        help_text=_("An XLSForm (.xlsx) as ODK and KoboToolbox use them."),
        error_messages={"required": _("Choose the workbook.")},
    )


class ReadersForm(ui.PlainForm):
    """Who may read the answers."""

    readers = ui.ChoiceField(
        label=_("Who may read the answers?"),
        choices=Readers.choices,
        error_messages={"required": _("Choose who may read the answers.")},
    )
