"""Writing down a member, and saying who the secretariat is."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from alongside.alliance import versions
from alongside.alliance.errors import ChangedMeanwhile
from alongside.alliance.given import MemberGiven, columns
from alongside.alliance.models import Alliance, Member
from alongside.alliance.queries import members as queries
from alongside.audit import journal

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from alongside.core.access import Actor, SystemActor

LONGEST_SLUG = 60


@transaction.atomic
def add_own(*, given: MemberGiven, actor: Actor, now: datetime) -> Member:
    """Write down her own organisation; raise ChangedMeanwhile where a colleague just did."""
    if queries.own(actor=actor) is not None:
        raise ChangedMeanwhile
    return _add(given, actor.organisation_id, actor, now)


@transaction.atomic
def add_without_account(*, given: MemberGiven, actor: Actor, now: datetime) -> Member:
    """Write down a member that has no account on this node."""
    queries.require_secretariat(actor=actor)
    return _add(given, None, actor, now)


@transaction.atomic
def change(
    *, member_id: UUID, given: MemberGiven, version: int, actor: Actor, now: datetime
) -> None:
    """Save what a member says of itself.

    :param version: what was open when she began
    :raises ChangedMeanwhile: somebody saved another version since
    """
    member = queries.to_change(member_id=member_id, actor=actor)
    versions.save(member, version=version, **columns(given, member), changed_at=now)
    journal.record(action="alliance.member.changed", objects=[member.pk], actor=actor, now=now)


@transaction.atomic
def name_secretariat(*, organisation_id: UUID, actor: SystemActor, now: datetime) -> None:
    """Say which organisation of this node is the secretariat; only who runs the machine may.

    Organisations of one node are independent of each other: none of their coordinators can make
    her own the one that opens everybody's letters.
    """
    Alliance.objects.update_or_create(is_the_one=True, defaults={"secretariat_id": organisation_id})
    journal.record(
        action="alliance.secretariat.named", objects=[organisation_id], actor=actor, now=now
    )


def _add(given: MemberGiven, organisation_id: UUID | None, actor: Actor, now: datetime) -> Member:
    member_id = uuid4()
    member = Member.objects.create(
        id=member_id,
        organisation_id=organisation_id,
        slug=_free_slug(given.name, member_id),
        joined_on=timezone.localdate(now),
        changed_at=now,
        **columns(given, None),
    )
    journal.record(action="alliance.member.added", objects=[member.pk], actor=actor, now=now)
    return member


def _free_slug(name: str, member_id: UUID) -> str:
    """Return what stands in the address of its page; a name in another script gets a number."""
    mark = member_id.hex[:8]
    slug = slugify(name)[:LONGEST_SLUG].strip("-") or f"member-{mark}"
    return f"{slug}-{mark}" if Member.objects.filter(slug=slug).exists() else slug
