"""An event with somebody who registered, for the scene."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alongside.alliance.actions import events as planning, events_registering as registering
from alongside.alliance.queries import events as queries
from alongside.organisations.enums import TeamKind
from tests.alliance.events import make_event, registration
from tests.casework.factories import fresh
from tests.organisations.factories import NOW

if TYPE_CHECKING:
    from uuid import UUID

    from tests.organisations.factories import World


def an_event(world: World) -> dict[str, UUID]:
    """Prepare an event by invitation that somebody registered for and something came of."""
    event = make_event(world)
    about = {"actor": fresh(world.coordinator), "now": NOW}
    team = world.teams[TeamKind.PUBLIC].pk
    registering.take_registration(letter=registration(event), team_id=team, **about)
    planning.write_note(event_id=event.pk, theme="Wages", text="They are late.", **about)
    planning.recommend(
        event_id=event.pk, words={"en": "Count"}, who="Asha", due_on=None, is_public=True, **about
    )
    page = queries.open_event(event_id=event.pk, **about)
    return {
        "event": event.pk,
        "registration": page.registrations[0].row.pk,
        "recommendation": page.recommendations[0].row.pk,
    }
