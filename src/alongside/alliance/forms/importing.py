"""A spreadsheet of services as a file."""

from django.utils.translation import gettext_lazy as _

from alongside.ui import forms as ui


class SheetForm(ui.PlainForm):
    """The services as a file."""

    sheet = ui.FileField(
        label=_("Your list of services"),
        help_text=_("A workbook (.xlsx) or a table (.csv) with one service on each row."),
        error_messages={
            "required": _("Choose the file that holds your services."),
            "empty": _("This file is empty. Choose another."),
        },
    )
