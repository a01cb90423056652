"""What colleagues leave each other, for the scene: a note for a shift and a volunteer's slot."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from alongside.casework import actions
from alongside.organisations.enums import Role
from tests.organisations.factories import NOW, make_person

if TYPE_CHECKING:
    from uuid import UUID

    from tests.organisations.factories import World


def together(world: World, about: dict[str, Any]) -> dict[str, UUID]:
    """Leave a note for the next shift, and give a volunteer a slot that has begun."""
    volunteer = make_person(world.founded, role=Role.VOLUNTEER, team_kinds=[], name="Ioana")
    slot = actions.give_slot(
        volunteer_id=volunteer.user.pk,
        purpose="court",
        begins_at=NOW,
        ends_at=NOW + timedelta(hours=9),
        fields=["called"],
        **about,
    )
    note = actions.write_shift_note(
        team_id=world.team.id, text="the door", actor=about["actor"], now=NOW
    )
    return {"volunteer": volunteer.user.pk, "slot": slot, "shift_note": note}
