"""Urgent alerts to and from a third organisation, and what the alliance follows, for the scene."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alongside.alliance.actions.advocacy import follow
from alongside.alliance.given import AdvocacyGiven
from tests.alliance.alerts import as_member, receipt_of, send
from tests.casework.factories import fresh
from tests.organisations.factories import NOW, make_world

if TYPE_CHECKING:
    from uuid import UUID

    from tests.attacks.scene import Things
    from tests.organisations.factories import World


def tell_each_other(us: World, ours: Things, them: World, theirs: Things) -> None:
    """Let each side tell a third organisation something, and be told something by it."""
    third = make_world()
    as_member(third, "The third")
    for world, things in ((us, ours), (them, theirs)):
        alert = send(world, third)
        things.alert, things.receipt = alert.pk, receipt_of(alert, third).pk
        things.told_alert = send(third, world).pk
    # What the alliance follows is the same to all; ours is its secretariat.
    ours.entry = theirs.entry = an_entry(us)


def an_entry(secretariat: World) -> UUID:
    """Let the secretariat follow something."""
    given = AdvocacyGiven(
        kind="process",
        state="open",
        where="CEDAW Committee",
        is_public=True,
        texts={
            "title": {"en": "The review of Nepal"},
            "words": {"en": "A report of our own."},
            "demands": {"en": "Wages are paid.\nPapers stay hers."},
            "dates": {"en": "2026-02-10 List of issues\n2026-05-20 The committee asks"},
            "happened": {"en": "It asked what we asked."},
        },
    )
    return follow(given=given, actor=fresh(secretariat.coordinator), now=NOW)
