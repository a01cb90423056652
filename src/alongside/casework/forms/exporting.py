"""Taking a copy out: in which form, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _now, gettext_lazy as _

from alongside.casework import vocabulary
from alongside.casework.forms.fields import offer
from alongside.casework.vocabulary.everyday import SAYS_NOTHING
from alongside.ui import forms as ui
from alongside.vault.compartments import Compartment

if TYPE_CHECKING:
    from collections.abc import Iterable

PDF = ("pdf", _("To read and print (PDF)"))
FILE_FORMATS = [
    ("html", _("To read in a browser (HTML)")),
    ("json", _("For another program (JSON)")),
]
# What a copy of one file may hold; nobody sees a part here that she may not read.
PARTS = {
    Compartment.IDENTITY: _("Who she is"),
    Compartment.LOCATION: _("Where she is, how to reach her, her safety, the people around her"),
    Compartment.STORY: _("What happened to her"),
    Compartment.CASEWORK: _("Notes, plan, services, decisions, her way, the list of documents"),
    Compartment.HEALTH: _("Health and how she feels"),
}
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


class FileCopyForm(ExportForm):
    """What of one file leaves, in which form, why and for whom; nothing is chosen beforehand."""

    parts = ui.MultipleChoiceField(
        label=_("What shall it hold?"),
        help_text=_("Only what they need. What you do not choose is not in the copy."),
        error_messages={"required": _("Choose what the copy shall hold.")},
    )
    recipient = ui.TextField(
        label=_("For whom is it?"),
        help_text=_("It stands on every page, so that a page that is found says whose it was."),
        max_length=100,
        error_messages={"required": _("Say for whom the copy is.")},
    )
    why = ui.ChoiceField(
        label=_("Why does it leave?"),
        error_messages={"required": _("Choose why the copy leaves.")},
    )
    reason = ui.TextField(
        label=_("Why, in your own words"),
        required=False,
        help_text=_("It is kept sealed with the copy’s number, so that she can be told."),
    )

    field_order = ("parts", "format", "recipient", "why", "reason", "plain")

    def __init__(self, data: Any = None, *, parts: Iterable[str], pdf: bool, **rights: Any) -> None:
        super().__init__(data, formats=[*([PDF] if pdf else []), *FILE_FORMATS], **rights)
        hers = frozenset(parts)
        offer(self.fields["parts"], [(code, str(PARTS[code])) for code in PARTS if code in hers])
        offer(self.fields["why"], vocabulary.listed("copy_reasons"))
        if not pdf:
            self.fields["format"].help_text = _(
                "No PDF can be made on this node now: parts of its system are missing. Whoever "
                "looks after it finds out which with “alongside doctor”."
            )

    def clean(self) -> dict[str, Any]:
        """Ask for words where the reason chosen says nothing by itself."""
        values = super().clean() or {}
        if values.get("why") == SAYS_NOTHING and not values.get("reason"):
            self.add_error("reason", _now("Say what the copy is for."))
        return values
