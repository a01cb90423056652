"""An application on each side, and a question each was asked, for the scene."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alongside.alliance.models import Member
from tests.alliance.factories import make_secretariat
from tests.alliance.membership import asked, make_application, noted
from tests.casework.factories import fresh

if TYPE_CHECKING:
    from tests.attacks.scene import Things
    from tests.organisations.factories import World


def apply_to_both(us: World, ours: Things, them: World, theirs: Things) -> None:
    """Let groups apply to them while they are the secretariat, and then to us.

    `reference` is what an organisation was asked by the other.
    """
    for world, things, others in ((them, theirs, ours), (us, ours, theirs)):
        make_secretariat(world)
        actor = fresh(world.coordinator)
        things.application = make_application(actor)
        things.heard = noted(actor, things.application).pk
        member = Member.objects.get(pk=others.member)
        others.reference = asked(actor, things.application, member, "At the market?").pk
