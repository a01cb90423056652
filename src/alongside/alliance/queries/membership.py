"""How memberships stand, who has to confirm, and what was given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404
from django.utils import timezone

from alongside.alliance import membership, papers, policy
from alongside.alliance.membership_papers import SaidSo
from alongside.alliance.models import Alliance, Confirmation, Contribution, Member
from alongside.alliance.queries import members
from alongside.audit import journal
from alongside.consent.gate import keyring_of
from alongside.organisations.models import Organisation
from alongside.vault import ring

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from alongside.alliance.membership import Standing
    from alongside.core.access import Actor

SHOWN = 20


@dataclass(frozen=True, slots=True)
class Due:
    """A member that has to say whether it still wants to be one."""

    member: Member
    standing: Standing


@dataclass(frozen=True, slots=True, repr=False)
class Said:
    """One confirmation; `words` how it was said, for the secretariat alone."""

    confirmation: Confirmation
    words: str


@dataclass(frozen=True, slots=True, repr=False)
class Membership:
    """How a member stands, and what somebody may do about it."""

    member: Member
    standing: Standing
    confirmations: list[Said]
    contributions: list[Contribution]
    may_confirm: bool
    on_behalf: bool
    is_secretariat: bool
    may_link: bool


def membership_of(*, member_id: UUID, actor: Actor, now: datetime) -> Membership:
    """Return how a member stands, to itself and to the secretariat.

    To anybody else it is answered as what is not there: what was given is nobody else's matter.
    """
    member = to_see(member_id=member_id, actor=actor)
    today = timezone.localdate(now)
    stands = membership.standing_of(member, today)
    is_secretariat = bool(policy.can_act_for_all(actor, Alliance.secretariat_of_all()))
    is_hers = members.is_hers(member=member, actor=actor)
    given = Contribution.objects.filter(member=member).order_by("-year")
    journal.record_reading(
        action="alliance.membership.read", objects=[member.pk], actor=actor, now=now
    )
    return Membership(
        member=member,
        standing=stands,
        confirmations=_said(member, actor, opens=is_secretariat),
        contributions=list(given),
        may_confirm=is_hers and today >= stands.asked_from,
        on_behalf=is_hers and member.organisation_id is None,
        is_secretariat=is_secretariat,
        may_link=is_secretariat and member.organisation_id is None,
    )


def to_see(*, member_id: UUID, actor: Actor) -> Member:
    """Return a member whose membership is her matter: her own, or any to the secretariat."""
    policy.can_write(actor).or_raise()
    found = Member.objects.filter(pk=member_id).first()
    if found is None:
        raise Http404
    is_secretariat = policy.can_act_for_all(actor, Alliance.secretariat_of_all())
    if found.organisation_id != actor.organisation_id and not is_secretariat:
        raise Http404
    return found


def to_note(*, member_id: UUID, actor: Actor) -> Member:
    """Return a member the secretariat writes something down about."""
    members.require_secretariat(actor=actor)
    found = Member.objects.filter(pk=member_id).first()
    if found is None:
        raise Http404
    return found


def due(*, actor: Actor, now: datetime) -> list[Due]:
    """Return the members she can confirm and should: her own, and those without an account.

    The one that lapses first stands first; members that lapsed stay, as they can come back.
    """
    today = timezone.localdate(now)
    if not policy.can_write(actor):
        return []
    mine = Member.objects.filter(organisation_id=actor.organisation_id)
    if policy.can_act_for_all(actor, Alliance.secretariat_of_all()):
        mine |= Member.objects.filter(organisation=None)
    found = [Due(one, membership.standing_of(one, today)) for one in mine.order_by("name", "id")]
    asked = [one for one in found if today >= one.standing.asked_from]
    return sorted(asked, key=lambda one: (one.standing.lapses_on, one.member.name))[:SHOWN]


def without_page(*, actor: Actor) -> list[Organisation]:
    """Return the organisations of this node that no member is yet."""
    members.require_secretariat(actor=actor)
    return list(Organisation.objects.filter(alliance_member=None).order_by("name", "id"))


def _said(member: Member, actor: Actor, *, opens: bool) -> list[Said]:
    rows = list(Confirmation.objects.filter(member=member).order_by("-confirmed_on")[:SHOWN])
    if not opens:
        return [Said(one, "") for one in rows]
    sealed = [one.pk for one in rows if one.box]
    keys = ring.open_many(subjects=sealed, label=papers.LABEL, keyring=keyring_of(actor))
    said = []
    for one in rows:
        key = keys.get(one.pk)
        paper = papers.opened(SaidSo, one.box, row_id=one.pk, key=key) if key else None
        said.append(Said(one, paper.words if paper else ""))
    return said
