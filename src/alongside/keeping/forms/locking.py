"""Legal holds, and locking away who she is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _now, gettext_lazy as _

from alongside.casework.forms.fields import offer
from alongside.keeping.enums import HoldGround
from alongside.ui import forms as ui

if TYPE_CHECKING:
    from uuid import UUID

    People = list[tuple[UUID, str]]

LOOK_AGAIN = _("Say on which day you look at it again.")


class HoldForm(ui.PlainForm):
    """Why nothing of a file may be erased, and who could open it if it has to be closed."""

    ground = ui.ChoiceField(
        label=_("Why must nothing of this file be erased?"),
        choices=HoldGround.choices,
        error_messages={"required": _("Choose why.")},
    )
    reason = ui.LongTextField(
        label=_("Who asked for it, and what is it about?"),
        rows=3,
        error_messages={"required": _("Say who asked for it.")},
    )
    first = ui.SelectField(
        label=_("Who may open the file if she wants it erased?"),
        help_text=_("Then it is closed to everybody else until the hold ends."),
        error_messages={"required": _("Choose a coordinator.")},
    )
    second = ui.SelectField(
        label=_("And who else?"), error_messages={"required": _("Choose a second coordinator.")}
    )
    review_on = ui.DayField(
        label=_("When do you look at it again?"),
        help_text=_("It does not end by itself."),
        error_messages={"required": LOOK_AGAIN},
    )

    def __init__(self, *args: Any, coordinators: People, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("first", "second"):
            offer(self.fields[name], [("", "—"), *((str(k), who) for k, who in coordinators)])

    def clean(self) -> dict[str, Any]:
        """Ask for two different people."""
        values = super().clean() or self.cleaned_data
        if values.get("first") and values.get("first") == values.get("second"):
            self.add_error("second", _now("Choose somebody else as the second."))
        return values


class ReviewForm(ui.PlainForm):
    """Until when a hold stands on."""

    review_on = ui.DayField(
        label=_("When do you look at it again?"), error_messages={"required": LOOK_AGAIN}
    )


class MaskForm(ui.PlainForm):
    """Why her name is locked away."""

    reason = ui.LongTextField(
        label=_("Why shall nobody here see who she is?"),
        rows=3,
        help_text=_("For example: a relative or a neighbour works here."),
        error_messages={"required": _("Say why, so that it is understood later.")},
    )


class AskBackForm(ui.PlainForm):
    """Why her name is needed again, and which coordinator decides."""

    reason = ui.LongTextField(
        label=_("What is her name needed for?"),
        rows=3,
        error_messages={"required": _("Say what it is needed for.")},
    )
    to = ui.ChoiceField(
        label=_("Which coordinator decides with you?"),
        error_messages={"required": _("Choose a coordinator.")},
    )

    def __init__(self, *args: Any, coordinators: People, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["to"], [(str(key), name) for key, name in coordinators])
