"""What a coordinator says about colleagues."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.forms import CharField, HiddenInput, IntegerField, TextInput
from django.utils.translation import gettext_lazy as _

from alongside.organisations.enums import TeamKind
from alongside.organisations.models import LARGEST_DOCUMENT
from alongside.organisations.policy import WORKING_ROLES
from alongside.ui import forms as ui

if TYPE_CHECKING:
    from alongside.organisations.models import Team

ROLE_HINTS = {
    "coordinator": _("Invites people, sees who works here, holds every team's keys."),
    "caseworker": _("Walks with people from first contact to an independent life."),
    "shelter_worker": _("Works in the safe house."),
    "lawyer": _("Counsels and represents."),
    "researcher": _("Sees figures, never a file."),
    "volunteer": _("Helps with files that others keep."),
}
ROLES = [(role.value, role.label) for role in WORKING_ROLES]


def role_field(**kwargs: Any) -> ui.ChoiceField:
    """Return the field for a role."""
    return ui.ChoiceField(
        label=_("What does she do here?"),
        choices=ROLES,
        hints=ROLE_HINTS,
        error_messages={"required": _("Choose what she does here.")},
        **kwargs,
    )


class TeamsForm(ui.PlainForm):
    """Which teams somebody is in. Offered are only teams whose keys the asker holds."""

    teams = ui.MultipleChoiceField(
        label=_("Which teams is she in?"),
        help_text=_("Being in a team means being able to open what the team keeps."),
        required=False,
    )

    def __init__(self, *args: Any, teams: list[Team], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["teams"].choices = [(str(team.id), team.name) for team in teams]  # type: ignore[attr-defined]


class InviteForm(TeamsForm):
    """Whom to invite."""

    display_name = ui.TextField(
        label=_("What do colleagues call her?"),
        max_length=100,
        error_messages={"required": _("Say what colleagues call her.")},
    )
    role = role_field()

    field_order = ("display_name", "role", "teams")


class RoleForm(ui.PlainForm):
    """Another role."""

    role = role_field()


class ConfirmForm(ui.PlainForm):
    """That the numbers were compared, and which ones were shown."""

    compared = CharField(
        widget=HiddenInput,
        error_messages={"required": _("Open this page again and compare the numbers once more.")},
    )
    same = ui.TickField(
        label=_("She read me the same numbers, and I know her voice"),
        required=True,
        error_messages={"required": _("Compare the numbers with her before you confirm.")},
    )


class NewTeamForm(ui.PlainForm):
    """A team to be."""

    name = ui.TextField(
        label=_("What is the team called?"),
        max_length=100,
        error_messages={"required": _("Give the team a name.")},
    )
    kind = ui.ChoiceField(
        label=_("What is it for?"),
        help_text=_("This decides which parts of a file it may be given."),
        choices=[choice for choice in TeamKind.choices if choice[0] != TeamKind.COORDINATION],
        error_messages={"required": _("Choose what the team is for.")},
    )


class OrganisationForm(ui.PlainForm):
    """What the organisation is called."""

    name = ui.TextField(
        label=_("Name of the organisation"),
        max_length=200,
        error_messages={"required": _("Give the name of the organisation.")},
    )
    app_name = ui.TextField(
        label=_("What browsers call these pages"),
        help_text=_(
            "It stands in tabs and in the history. Choose a word that tells a stranger nothing, "
            "such as “Notes”. Left empty, it is the name of the software."
        ),
        max_length=40,
        required=False,
    )
    largest_document = IntegerField(
        label=_("How large may a document be, in megabytes?"),
        help_text=_(
            "At most 200. A photo has about 5, a minute of film about 100. "
            "Less keeps the disk free."
        ),
        min_value=1,
        max_value=LARGEST_DOCUMENT,
        widget=TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-3"}),
        error_messages={
            "required": _("Say how large a document may be, such as 200."),
            "invalid": _("Put a number in digits, such as 24."),
            "min_value": _("Put %(limit_value)s or more."),
            "max_value": _("Put %(limit_value)s or less."),
        },
    )
