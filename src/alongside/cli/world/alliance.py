"""The alliance of the demonstration: its secretariat, its members, what is published."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from alongside.alliance.actions import members, publishing, services
from alongside.alliance.queries import publishing as looked_at
from alongside.cli.world import alarms, board, followed, offers, post
from alongside.cli.world.members import WITH_ACCOUNT, WITHOUT_ACCOUNT
from alongside.cli.world.organisations import Member, Place
from alongside.core.access import SystemActor

if TYPE_CHECKING:
    from datetime import datetime

    from alongside.core.access import Actor

SECRETARIAT = Place(
    "alliance",
    "Global Alliance Against Traffic in Women",
    "en",
    "TH",
    "Bangkok",
    0,
    (),
    (),
    (Member("Bandana", "coordinator", ("coordination",)), Member("Apinya", "editor", ("public",))),
)
# When those with an account joined: it is time to say that they stay.
JOINED = timedelta(days=330)
# When the members wrote their pages, and when the last service was called right that nobody
# confirmed since.
WRITTEN, FORGOTTEN = timedelta(days=20), timedelta(days=600)


def join(coordinators: dict[str, Actor], now: datetime) -> None:
    """Write down every member with its services, and publish what is public.

    :param coordinators: by the mark of their place, the secretariat's among them
    """
    secretary, written = coordinators[SECRETARIAT.mark], now - WRITTEN
    members.name_secretariat(
        organisation_id=secretary.organisation_id,
        actor=SystemActor(reason="demonstration"),
        now=written,
    )
    for mark, actor in coordinators.items():
        member = members.add_own(given=WITH_ACCOUNT[mark], actor=actor, now=now - JOINED)
        for given in offers.OF_ACCOUNTS.get(mark, ()):
            services.add(member_id=member.pk, given=given, actor=actor, now=written)
    for said in WITHOUT_ACCOUNT:
        member = members.add_without_account(given=said, actor=secretary, now=written)
        if said.name in offers.OF_OTHERS:
            offer = offers.OF_OTHERS[said.name]
            services.add(member_id=member.pk, given=offer, actor=secretary, now=written)
        if said.name == offers.LONG_AGO:
            services.add(
                member_id=member.pk, given=offers.OLD, actor=secretary, now=now - FORGOTTEN
            )
    board.offer(coordinators, now)
    post.arrive(secretary, now)
    followed.follow(secretary, now)
    alarms.tell(coordinators, now)
    proposal = looked_at.proposal(actor=secretary, now=now)
    publishing.publish(mark=proposal.mark, actor=secretary, now=now)
