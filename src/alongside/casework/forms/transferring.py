"""Giving a file to a colleague of another team."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from alongside.casework.forms.fields import offer
from alongside.ui import forms as ui


class TransferForm(ui.PlainForm):
    """Who of another team walks with her from now on, and what she said to it."""

    to = ui.ChoiceField(
        label=_("Who walks with her from now on?"),
        error_messages={"required": _("Choose a colleague.")},
    )
    her_words = ui.LongTextField(
        label=_("What did she say to it?"),
        rows=3,
        help_text=_("Ask her first: another team comes to know what is in her file."),
        error_messages={"required": _("Ask her first, and write down what she said.")},
    )
    words = ui.LongTextField(
        label=_("What should your colleague know first?"),
        required=False,
        rows=4,
        help_text=_("It is kept in her file."),
    )
    joint_until = ui.DayField(
        label=_("Should your team still read it for a while? Until when?"),
        required=False,
        help_text=_("Only if she wants it. Left empty, your team can no longer open it at once."),
    )

    def __init__(self, *args: Any, targets: list[tuple[str, str]], **kwargs: Any) -> None:
        """Offer colleagues of other teams."""
        super().__init__(*args, **kwargs)
        offer(self.fields["to"], targets)
