"""What is sealed of the newsletter: under the list's own key, and under that of one sending.

The list's key is a ring key held by the team for public work, so that a change of the team's keys
carries it along. The token in each mail's link is made from it: only a
subscriber's own mail holds hers, and there is nothing to keep.
"""

from __future__ import annotations

import base64
import binascii
from typing import TYPE_CHECKING
from uuid import UUID

from alongside.alliance import papers
from alongside.alliance.errors import NotInPublicTeam
from alongside.alliance.papers import Paper
from alongside.consent.gate import keyring_of
from alongside.organisations.enums import TeamKind
from alongside.organisations.models import Team
from alongside.vault.primitives import CannotOpen, context, digest, equal
from alongside.vault.small import open_small, seal_small

if TYPE_CHECKING:
    from alongside.alliance.models import Delivery, MailingList, Subscriber
    from alongside.core.access import Actor

TAG = 16


class Person(Paper):
    """Where a subscriber is written to, and what she asked for."""

    address: str
    language: str = "en"
    themes: tuple[str, ...] = ()


class Target(Paper):
    """What the background worker needs to write to her once."""

    address: str
    language: str
    token: str


def team_of(actor: Actor) -> UUID:
    """Return the actor's team for public work; raise NotInPublicTeam."""
    teams = Team.objects.filter(
        organisation_id=actor.organisation_id, kind=TeamKind.PUBLIC, pk__in=actor.team_ids
    )
    found = teams.order_by("id").values_list("pk", flat=True).first()
    if found is None:
        raise NotInPublicTeam
    return found


def open_key(mailing_list: MailingList, *, actor: Actor) -> bytes:
    """Return the list's key; raise NotInPublicTeam where she does not hold it."""
    try:
        return papers.key_of(mailing_list.id, keyring_of(actor)).secret
    except CannotOpen as fault:
        raise NotInPublicTeam from fault


def address_hash(key: bytes, address: str) -> str:
    """Return 32 hex digits that stand for an address however its letters are written."""
    return digest(address.strip().casefold().encode(), "newsletter mark", key=key, size=16).hex()


def seal_person(key: bytes, person: Person, subscriber_id: UUID) -> bytes:
    """Seal a subscriber to her row."""
    return seal_small(key, person.model_dump_json().encode(), "subscriber", subscriber_id)


def person_of(key: bytes, subscriber: Subscriber) -> Person:
    """Open a subscriber's row; raise CannotOpen."""
    opened = open_small(key, bytes(subscriber.box), "subscriber", subscriber.id)
    return Person.model_validate_json(opened)


def token_of(key: bytes, subscriber_id: UUID) -> str:
    """Return what stands in the link by which she, and nobody else, unsubscribes."""
    raw = subscriber_id.bytes + _tag(key, subscriber_id)
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def who_has(key: bytes, token: str) -> UUID | None:
    """Return whose token it is; None for any other text."""
    try:
        raw = base64.b64decode(token.encode("ascii") + b"=", altchars=b"-_", validate=True)
    except (binascii.Error, UnicodeEncodeError):
        return None
    if len(raw) != len(UUID(int=0).bytes) + TAG:
        return None
    subscriber_id = UUID(bytes=raw[:-TAG])
    return subscriber_id if equal(raw[-TAG:], _tag(key, subscriber_id)) else None


def seal_target(key: bytes, target: Target, delivery_id: UUID) -> bytes:
    """Seal one recipient for the background worker."""
    return seal_small(key, target.model_dump_json().encode(), "delivery", delivery_id)


def target_of(key: bytes, delivery: Delivery) -> Target:
    """Open one recipient; raise CannotOpen."""
    opened = open_small(key, bytes(delivery.box), "delivery", delivery.id)
    return Target.model_validate_json(opened)


def _tag(key: bytes, subscriber_id: UUID) -> bytes:
    return digest(context("unsubscribe", subscriber_id), "newsletter token", key=key, size=TAG)
