"""Members of the alliance, and who may write for which of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q
from django.http import Http404
from django.utils import timezone

from alongside.alliance import policy
from alongside.alliance.enums.membership import MembershipState
from alongside.alliance.membership import in_state
from alongside.alliance.models import Alliance, Member, Service
from alongside.alliance.paging import Listed, listed

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from alongside.core.access import Actor


@dataclass(frozen=True)
class Standing:
    """Where somebody stands in the alliance: her organisation's page, and whether she acts for all.

    `may_write` says whether she writes in the directory at all.
    """

    member_id: UUID | None
    is_secretariat: bool
    may_write: bool


@dataclass(frozen=True)
class Shown:
    """A member with its services, and whether the reader may write here.

    `may_see_membership`: when it was confirmed and what it gave is its own and the secretariat's
    matter.
    """

    member: Member
    services: list[Service]
    may_change: bool
    may_see_membership: bool


def standing(*, actor: Actor) -> Standing:
    """Return where somebody stands in the alliance."""
    policy.can_read_directory(actor).or_raise()
    own = Member.objects.filter(organisation_id=actor.organisation_id)
    return Standing(
        member_id=own.values_list("id", flat=True).first(),
        is_secretariat=bool(policy.can_act_for_all(actor, Alliance.secretariat_of_all())),
        may_write=bool(policy.can_write(actor)),
    )


def require_secretariat(*, actor: Actor) -> None:
    """Refuse who does not speak for the alliance; raises PermissionDenied."""
    policy.can_act_for_all(actor, Alliance.secretariat_of_all()).or_raise()


def members(
    *,
    actor: Actor,
    now: datetime,
    country: str = "",
    theme: str = "",
    state: str = "",
    page: int = 1,
) -> Listed[Member]:
    """Return members by name, each with `services_count`; hidden ones too, as members know them.

    :param state: a value of `MembershipState`, as the membership stands now
    """
    policy.can_read_directory(actor).or_raise()
    found = Member.objects.order_by("name", "id")
    if country:
        found = found.filter(country=country)
    if theme:
        # Lists lie in JSON, which SQLite does not search inside; a code stands in quotes there.
        found = found.filter(themes__icontains=f'"{theme}"')
    if state:
        found = in_state(found, MembershipState(state), timezone.localdate(now))
    counted = found.annotate(
        services_count=Count("services", filter=Q(services__withdrawn_on=None))
    )
    return listed(counted, page)


def countries(*, actor: Actor) -> list[str]:
    """Return the countries where there are members."""
    policy.can_read_directory(actor).or_raise()
    return list(Member.objects.order_by("country").values_list("country", flat=True).distinct())


def member(*, member_id: UUID, actor: Actor) -> Shown:
    """Return a member with its services; withdrawn ones only to who may change them."""
    policy.can_read_directory(actor).or_raise()
    found = Member.objects.filter(pk=member_id).first()
    if found is None:
        raise Http404
    may_change = bool(policy.can_write(actor)) and is_hers(member=found, actor=actor)
    services = Service.objects.filter(member=found).order_by("withdrawn_on", "confirmed_on", "id")
    if not may_change:
        services = services.filter(withdrawn_on=None)
    is_secretariat = policy.can_act_for_all(actor, Alliance.secretariat_of_all())
    return Shown(found, list(services), may_change, may_change or bool(is_secretariat))


def is_hers(*, member: Member, actor: Actor) -> bool:
    """Return whether somebody writes for this member: her own, or one without an account here."""
    if member.organisation_id is not None:
        return bool(member.organisation_id == actor.organisation_id)
    return bool(policy.can_act_for_all(actor, Alliance.secretariat_of_all()))


def to_change(*, member_id: UUID, actor: Actor) -> Member:
    """Return a member she may write for; what is another's is answered as what is not there."""
    policy.can_write(actor).or_raise()
    found = Member.objects.filter(pk=member_id).first()
    if found is None or not is_hers(member=found, actor=actor):
        raise Http404
    return found


def own(*, actor: Actor) -> Member | None:
    """Return her organisation's page; None where it has none yet."""
    policy.can_write(actor).or_raise()
    return Member.objects.filter(organisation_id=actor.organisation_id).first()
