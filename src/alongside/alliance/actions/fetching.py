"""Taking in what visitors wrote on the site: each kind of letter by whoever knows what it is.

Each kind is taken in by the function that knows it, in a transaction of its own; only when
that is committed the letter is deleted. If the machine stops between the two the letter comes
again, so whoever takes letters in must bear to have one twice.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum, auto
from typing import TYPE_CHECKING, Protocol

from django.db import DataError, transaction
from django.utils.translation import gettext as _

from alongside.alliance import exchange
from alongside.alliance.actions import applications, events_registering, newsletter, post
from alongside.alliance.errors import CannotDo, NotAboutUs
from alongside.alliance.letters import KEPT_AT_MOST
from alongside.alliance.queries.letterbox import addressed_team
from alongside.audit import journal
from alongside.consent.gate import keyring_of
from alongside.vault.compartments import Compartment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from uuid import UUID

    from alongside.alliance.exchange import Fetched
    from alongside.alliance.letters import Letter
    from alongside.core.access import Actor, AnyActor
    from alongside.organisations.models import Team

logger = logging.getLogger(__name__)


class Taken(Enum):
    """What becomes of one letter: taken in, kept for a part that takes it in, of no use."""

    IN = auto()
    KEPT = auto()
    USELESS = auto()


@dataclass(frozen=True, slots=True)
class Post:
    """How many letters were taken in, how many stay, and how many are of no use."""

    taken: int = 0
    kept: int = 0
    useless: int = 0


class Handler(Protocol):
    """Takes in one kind of letter; raises NotAboutUs for one about nothing that is here."""

    def __call__(self, *, letter: Letter, team_id: UUID, actor: Actor, now: datetime) -> None:
        """Take a letter in, in the caller's transaction."""


HANDLERS: dict[str, Handler] = {
    "registration": events_registering.take_registration,
    "application": applications.take_application,
    "subscription": newsletter.take_subscription,
    "unsubscription": newsletter.take_unsubscription,
    "issue": newsletter.take_issue,
    "message": post.take,
    "sign_on": post.take,
    "concern": post.take,
}
# How many letters are taken in before whoever fetches them hears of it.
AT_ONCE = 200
# What does not open stands behind what does.
LAST = datetime.max.replace(tzinfo=UTC)


def fetch(*, actor: Actor, now: datetime) -> Post:
    """Take in letters that wait, in the order they were written; journals that it was done.

    What nobody takes in, or is of no use, stays where it lies and is passed over: however much
    there is of it, it keeps no other letter from being taken in.

    :raises CannotDo: the site seals letters to somebody else
    """
    team = _team(actor)
    counted = dict.fromkeys(Taken, 0)
    for found in _waiting(team, actor):
        counted[_take(found, team, actor, now)] += 1
        if counted[Taken.IN] == AT_ONCE:
            break
    journal.record(
        action="alliance.letters.fetched",
        objects=[team.pk],
        actor=actor,
        now=now,
        compartment=Compartment.LIST,
    )
    return Post(counted[Taken.IN], counted[Taken.KEPT], counted[Taken.USELESS])


def discard(*, actor: Actor, now: datetime) -> int:
    """Throw away the letters that do not open or are about nothing here; return how many.

    :raises CannotDo: the site seals letters to somebody else
    """
    team = _team(actor)
    thrown = taken = 0
    for found in _waiting(team, actor):
        match _take(found, team, actor, now):
            case Taken.USELESS:
                found.done()
                thrown += 1
            case Taken.IN:
                taken += 1
        if taken == AT_ONCE:
            break
    journal.record(
        action="alliance.letters.discarded", objects=[team.pk, str(thrown)], actor=actor, now=now
    )
    return thrown


def delete_due(*, actor: AnyActor, now: datetime) -> int:
    """Delete the letters nobody fetched for as long as any is kept; return how many."""
    gone = exchange.delete_before(now - KEPT_AT_MOST)
    if gone:
        journal.record(action="alliance.letters.deleted", objects=[str(gone)], actor=actor, now=now)
    return gone


def _team(actor: Actor) -> Team:
    team = addressed_team(actor=actor)
    if team is None:
        raise CannotDo(
            _("The public site does not write to your team. The secretariat fetches its letters.")
        )
    return team


def _waiting(team: Team, actor: Actor) -> Iterator[Fetched]:
    """Yield the letters that wait, the earliest first: places are given in this order.

    Each is opened twice, so that however many wait only one at a time is held in memory.
    """
    keyring = keyring_of(actor)
    order = sorted(
        (one.letter.written_at if one.letter else LAST, one.path)
        for one in exchange.letters(team_id=team.pk, keyring=keyring)
    )
    for _written_at, path in order:
        yield exchange.letter(path, team_id=team.pk, keyring=keyring)


def _take(found: Fetched, team: Team, actor: Actor, now: datetime) -> Taken:
    if found.letter is None:
        return Taken.USELESS
    handler = HANDLERS.get(found.letter.kind)
    if handler is None:
        return Taken.KEPT
    try:
        with transaction.atomic():
            handler(letter=found.letter, team_id=team.pk, actor=actor, now=now)
    except NotAboutUs:
        return Taken.USELESS
    except (TypeError, ValueError, OverflowError, DataError) as fault:
        # Whoever holds the site writes what no form of it would: one letter must not keep the rest.
        # It may as well be our fault, so nobody throws it away. What it says stays out of the log.
        logger.warning("A letter could not be taken in: %s", type(fault).__name__)
        return Taken.KEPT
    found.done()
    return Taken.IN
