"""Taking a copy out: in which form, and why."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from alongside.ui import forms as ui

FILE_FORMATS = [("html", _("To read and print")), ("json", _("For another program (JSON)"))]
REGISTER_FORMATS = [
    ("xlsx", _("Workbook (.xlsx): your own columns and those of the HTCDS standard")),
    ("csv", _("Table (.csv) in the same columns")),
    (
        "htcds.xlsx",
        _("HTCDS 2.0 (Excel): its 83 fields and nothing else, as in its template"),
    ),
    ("htcds.csv", _("HTCDS 2.0 (CSV): the same, in names and codes for another program")),
]

INCIDENT_FORMATS = [
    ("xlsx", _("Workbook (.xlsx) in the columns of the Incident Recorder")),
    ("csv", _("Table (.csv) in the same columns")),
]


class ExportForm(ui.PlainForm):
    """In which form a copy leaves, and why; it is encrypted unless a coordinator says otherwise."""

    format = ui.ChoiceField(
        label=_("In which form?"),
        error_messages={"required": _("Choose in which form you need it.")},
    )
    reason = ui.TextField(
        label=_("What is it for?"),
        help_text=_("It is written into the journal, so that she can be told."),
        error_messages={"required": _("Say what the copy is for.")},
    )
    plain = ui.TickField(
        label=_("Without encryption"),
        help_text=_("Whoever finds this copy can read it. Only if there is no other way."),
    )

    def __init__(
        self, data: Any = None, *, formats: list[tuple[str, Any]], may_plain: bool
    ) -> None:
        super().__init__(data)
        self.fields["format"].choices = formats  # type: ignore[attr-defined]
        if not may_plain:
            del self.fields["plain"]

    @property
    def encrypted(self) -> bool:
        """Return whether the copy is locked with a passphrase."""
        return not self.cleaned_data.get("plain", False)
