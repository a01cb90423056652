"""What narrows the list of people. It travels in the address, so it holds codes and no names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, cast
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from alongside.casework import vocabulary
from alongside.casework.enums import FileKind
from alongside.casework.forms.fields import offer
from alongside.casework.queries import Filters
from alongside.ui import forms as ui, names

if TYPE_CHECKING:
    from collections.abc import Sequence

    Scope = Literal["mine", "team", "all"]

MINE, TEAM, ALL = "mine", "team", "all"
WHOSE = [(MINE, _("With me")), (TEAM, _("My team")), (ALL, _("All I may see"))]


class FilterForm(ui.PlainForm):
    """Whose people are shown, and which of them."""

    whose = ui.ChoiceField(label=_("Show"), choices=WHOSE, required=False)
    team = ui.SelectField(label=_("Team"), required=False)
    kind = ui.SelectField(
        label=_("Which files"),
        choices=[(FileKind.DEFENDER.value, _("Defenders at risk"))],
        empty=_("People"),
        required=False,
    )
    phase = ui.SelectField(label=_("How far we are"), required=False)
    language = ui.SelectField(label=_("Her language"), required=False)
    due = ui.TickField(label=_("Something is due"))
    late = ui.TickField(label=_("Something is late"))
    closed = ui.TickField(label=_("Closed files"))

    def __init__(self, asked: dict[str, str], *, teams: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__({**asked, "whose": asked.get("whose") or MINE}, auto_id="show-%s")
        offer(self.fields["phase"], vocabulary.phases())
        offer(self.fields["language"], names.languages())
        offer(self.fields["team"], list(teams))
        if len(teams) < 2:  # noqa: PLR2004  with one team there is nothing to choose
            del self.fields["team"]
        # An address somebody bent is read as if the word were not there.
        self.is_valid()

    def filters(self) -> Filters:
        """Return what to look for."""
        asked = self.cleaned_data
        return Filters(
            scope=cast("Scope", asked.get("whose") or MINE),
            team_id=UUID(asked["team"]) if asked.get("team") else None,
            kind=FileKind(asked.get("kind") or FileKind.PERSON),
            phase=asked.get("phase", ""),
            language=asked.get("language", ""),
            due=asked.get("due", False),
            late=asked.get("late", False),
            closed=asked.get("closed", False),
        )

    def is_narrowed(self) -> bool:
        """Return whether more than "whose" was chosen."""
        return any(value for name, value in self.cleaned_data.items() if name != "whose")
