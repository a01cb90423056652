"""What would be published now, and what of it is different from the last time."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from alongside.alliance import outward, policy, published
from alongside.alliance.ageing import oldest_trusted
from alongside.alliance.comparing import as_json
from alongside.alliance.enums import ServiceKind
from alongside.alliance.models import Alliance, Member, Publication, Service
from alongside.vault import hashing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from pydantic import BaseModel

    from alongside.core.access import Actor


@dataclass(frozen=True)
class Proposal:
    """What would be published, what is kept back and why, and what was published last.

    `parts` by the field of `published.Published` they fill. `mark` stands for exactly this, so that
    nothing is published that nobody looked at.
    """

    parts: dict[str, tuple[BaseModel, ...]]
    before: dict[str, list[dict[str, Any]]]
    mark: str
    last_at: datetime | None
    stale: list[Service] = field(default_factory=list)
    # Public services of members that do not wish to be seen.
    hidden: list[Service] = field(default_factory=list)
    # Members that wish to be seen and did not confirm for too long; their services with them.
    lapsed: list[Member] = field(default_factory=list)


def proposal(*, actor: Actor, now: datetime) -> Proposal:
    """Return what would be published now; only to the secretariat."""
    policy.can_act_for_all(actor, Alliance.secretariat_of_all()).or_raise()
    offered = Service.objects.filter(is_public=True, withdrawn_on=None)
    offered = offered.select_related("member").order_by("member__name", "id")
    today = timezone.localdate(now)
    oldest, lapsed = oldest_trusted(today), outward.lapsed(today)
    seen = [one for one in offered if one.member.is_public and one.member_id not in lapsed]
    public = list(Member.objects.filter(is_public=True).order_by("name", "id"))
    parts = {"members": _members(one for one in public if one.pk not in lapsed)}
    parts |= {name: read() for name, read in PARTS.items()}
    parts["services"] = tuple(_service(one) for one in seen if oldest <= one.confirmed_on <= today)
    last = Publication.objects.order_by("-made_at").first()
    return Proposal(
        parts=parts,
        before=last.content if last else {},
        mark=hashing.opaque(json.dumps(as_json(parts), sort_keys=True), "alliance export"),
        last_at=last.made_at if last else None,
        stale=[one for one in seen if one.confirmed_on < oldest],
        hidden=[one for one in offered if not one.member.is_public],
        lapsed=[one for one in public if one.pk in lapsed],
    )


def _members(shown: Iterable[Member]) -> tuple[BaseModel, ...]:
    return tuple(
        published.Member(
            id=one.pk,
            slug=one.slug,
            name=one.name,
            country=one.country,
            town=one.town,
            founded=one.founded,
            languages=tuple(one.languages),
            themes=tuple(one.themes),
            is_self_organised=one.is_self_organised,
            mission=one.mission,
            does=one.does,
            website=one.website,
            takes_letters=one.takes_letters,
        )
        for one in shown
    )


def _service(one: Service) -> published.Service:
    # Said a third time, after the form and the database: a shelter is nowhere.
    quiet = one.is_shelter or ServiceKind.SHELTER in one.kinds
    return published.Service(
        id=one.pk,
        member=one.member_id,
        name=one.name,
        description=one.description,
        kinds=tuple(one.kinds),
        situations=tuple(one.situations),
        languages=tuple(one.languages),
        country=one.country,
        place="" if quiet else one.place,
        area=() if quiet else tuple(one.area.splitlines()),
        is_shelter=quiet,
        hours=one.hours,
        eligibility=one.eligibility,
        papers_not_needed=one.papers_not_needed,
        phone="" if quiet else one.phone,
        whatsapp="" if quiet else one.whatsapp,
        website=one.website,
        is_free=one.is_free,
        confirmed_on=one.confirmed_on,
    )


# What else goes out, by the field of the export it fills; members and services are read with what
# is kept back.
PARTS: dict[str, Callable[[], tuple[BaseModel, ...]]] = {
    "events": outward.events,
    "sign_ons": outward.sign_ons,
    "advocacy": outward.followed,
}
