"""What a supervisor approves, and who is one."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from alongside.casework import vocabulary
from alongside.casework.forms.closing import ClosingForm
from alongside.casework.forms.fields import offer
from alongside.ui import forms as ui


class ApprovalsForm(ui.PlainForm):
    """What an organisation wants approved; nothing unless it says so."""

    approves = ui.MultipleChoiceField(
        label=_("What does somebody else approve?"),
        required=False,
        help_text=_(
            "Whoever saves it asks for approval. Closing a file then waits for it; the rest goes "
            "on meanwhile. A later version is approved anew."
        ),
    )
    supervisors = ui.MultipleChoiceField(
        label=_("Who approves besides the coordinators?"),
        required=False,
        help_text=_("Each in the teams whose files she keeps. Nobody approves her own."),
    )

    def __init__(self, *args: Any, colleagues: list[tuple[str, str]], **kwargs: Any) -> None:
        """Offer these colleagues."""
        super().__init__(*args, **kwargs)
        offer(self.fields["approves"], vocabulary.listed("approvals"))
        offer(self.fields["supervisors"], colleagues)


class ClosingRequestForm(ClosingForm):
    """Why her file should be closed, and who is asked to approve it."""

    to = ui.ChoiceField(
        label=_("Who approves it?"),
        help_text=_("It waits on her or his Today page. Approved, the file is closed."),
        error_messages={"required": _("Choose who approves it.")},
    )

    def __init__(self, *args: Any, supervisors: list[tuple[str, str]], **kwargs: Any) -> None:
        """Offer these supervisors."""
        super().__init__(*args, **kwargs)
        offer(self.fields["to"], supervisors)
