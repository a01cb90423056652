"""Groups that want to join the alliance of the demonstration, and memberships to confirm.

Every group here is invented; the members that are asked are those of the demonstration.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from alongside.alliance.actions import applications, members, membership, references
from alongside.alliance.enums.membership import Stance
from alongside.alliance.given import MemberGiven
from alongside.alliance.membership_papers import Answered, Applied
from alongside.alliance.queries import (
    applications as reading,
    members as directory,
    references as asked_of,
)

if TYPE_CHECKING:
    from datetime import datetime

    from alongside.core.access import Actor

DAY = timedelta(days=1)
CIRCLE = Applied(
    name="Thursday Circle",
    country="NP",
    about="Eleven women who came back from abroad and meet on Thursdays. We read contracts for "
    "those who are about to leave, and go with those who claim their wages.",
    references="Two of us were with a member's group before. Do not ask our landlord.",
    contact="By telephone after six: +977 000 000 000",
)
CHOIR = Applied(
    name="Voces del Taller",
    country="CO",
    about="A workshop and a choir of domestic workers. We are registered as a cooperative.",
    is_registered=True,
    wants_to_be_seen=True,
    contact="voces@example.org",
    language="es",
)
AGENCY = Applied(
    name="Bright Future Placements",
    country="AE",
    about="We find good places for workers abroad and would like to show the alliance's sign.",
    is_registered=True,
    wants_to_be_seen=True,
    contact="office@example.org",
)
# Members without an account, and how long ago they joined: one is new, one has to confirm, one
# was forgotten for so long that the public site no longer names it.
HIDDEN = (("Harbour Kitchen", "PH", 100), ("Sisters of the Road", "MX", 390), ("Loom", "LK", 900))


def join(asking: Actor, asked: list[Actor], now: datetime) -> None:
    """Let three groups apply, ask members about them, and let time pass for some members.

    :param asked: coordinators of members
    """
    circle = applications.enter(said=CIRCLE, actor=asking, now=now - 12 * DAY)
    agency = applications.enter(said=AGENCY, actor=asking, now=now - 40 * DAY)
    choir = applications.enter(said=CHOIR, actor=asking, now=now - 3 * DAY)
    offered = reading.to_ask(application_id=circle, actor=asking)
    near = {one.country: one for one in offered if one.country in {"BD", "NP"}}
    for member in near.values():
        applications.ask(
            application_id=circle,
            member_id=member.pk,
            words="You work where they do. Did you meet them, and would you work with them?",
            actor=asking,
            now=now - 10 * DAY,
        )
    neighbour = next(one for one in asked if one.organisation_id == near["NP"].organisation_id)
    references.answer(
        reference_id=asked_of.asked(actor=neighbour)[0].pk,
        said=Answered(
            stance=Stance.SUPPORTS, words="Yes. They sat with us through a whole winter of claims."
        ),
        actor=neighbour,
        now=now - 8 * DAY,
    )
    applications.note_reference(
        application_id=choir,
        said=Answered(
            stance=Stance.SUPPORTS, words="They sang at our assembly.", who="A union in Cali"
        ),
        actor=asking,
        now=now - DAY,
    )
    applications.agree(application_id=choir, actor=asking, now=now - DAY)
    applications.decline(
        application_id=agency,
        reason="Workers pay it a fee for a place, and it keeps passports until it is paid.",
        actor=asking,
        now=now - 30 * DAY,
    )
    _without_account(asking, now)
    _confirmed(asked[1:], now)


def _confirmed(coordinators: list[Actor], now: datetime) -> None:
    """Let members confirm that they stay; the first of them still has to."""
    for actor in coordinators:
        own = directory.own(actor=actor)
        if own is not None:
            membership.confirm(member_id=own.pk, actor=actor, now=now - 5 * DAY)


def _without_account(asking: Actor, now: datetime) -> None:
    for name, country, days in HIDDEN:
        joined = now - days * DAY
        given = MemberGiven(name=name, country=country, is_self_organised=True)
        member = members.add_without_account(given=given, actor=asking, now=joined)
        if days == HIDDEN[-1][-1]:
            membership.confirm(
                member_id=member.pk,
                words="Amara said so on the telephone, and thanked for asking.",
                actor=asking,
                now=joined + 330 * DAY,
            )
