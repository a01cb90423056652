"""Services of all members, for colleagues."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404

from alongside.alliance import policy
from alongside.alliance.models import Service
from alongside.alliance.paging import Listed, listed
from alongside.alliance.queries.members import is_hers

if TYPE_CHECKING:
    from uuid import UUID

    from alongside.core.access import Actor


def services(
    *,
    actor: Actor,
    situation: str = "",
    kind: str = "",
    language: str = "",
    country: str = "",
    page: int = 1,
) -> Listed[Service]:
    """Return what is offered now, also for members only; each with its member."""
    policy.can_read_directory(actor).or_raise()
    found = Service.objects.filter(withdrawn_on=None).select_related("member")
    for name, code in (("situations", situation), ("kinds", kind), ("languages", language)):
        if code:
            found = found.filter(**{f"{name}__icontains": f'"{code}"'})
    if country:
        found = found.filter(country=country)
    return listed(found.order_by("country", "member__name", "id"), page)


def to_change(*, service_id: UUID, actor: Actor) -> Service:
    """Return a service she may change; what is another's is answered as what is not there."""
    policy.can_write(actor).or_raise()
    found = Service.objects.select_related("member").filter(pk=service_id).first()
    if found is None or not is_hers(member=found.member, actor=actor):
        raise Http404
    return found
