"""What the alliance follows, as members read it and as the public site is told of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404

from alongside.alliance import policy
from alongside.alliance.models import Advocacy
from alongside.alliance.paging import Listed, listed
from alongside.alliance.queries.members import require_secretariat

if TYPE_CHECKING:
    from uuid import UUID

    from alongside.core.access import Actor


def entries(*, actor: Actor, kind: str = "", state: str = "", page: int = 1) -> Listed[Advocacy]:
    """Return what is followed, what was changed last first."""
    policy.can_read_directory(actor).or_raise()
    found = Advocacy.objects.order_by("-changed_at", "id")
    if kind:
        found = found.filter(kind=kind)
    if state:
        found = found.filter(state=state)
    return listed(found, page)


def entry(*, entry_id: UUID, actor: Actor) -> Advocacy:
    """Return one entry."""
    policy.can_read_directory(actor).or_raise()
    return _found(entry_id)


def to_change(*, entry_id: UUID, actor: Actor) -> Advocacy:
    """Return an entry to whoever may change it: the secretariat."""
    require_secretariat(actor=actor)
    return _found(entry_id)


def _found(entry_id: UUID) -> Advocacy:
    found = Advocacy.objects.filter(pk=entry_id).first()
    if found is None:
        raise Http404
    return found
