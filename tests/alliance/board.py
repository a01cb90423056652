"""Offers of the board, posted and checked as the pages do it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from alongside.alliance.actions import board as actions
from alongside.alliance.given import NoticeGiven
from alongside.alliance.models import Member, Notice
from alongside.alliance.queries import board as queries
from tests.alliance.factories import make_own
from tests.casework.factories import fresh
from tests.organisations.factories import NOW

if TYPE_CHECKING:
    from uuid import UUID

    from tests.organisations.factories import World

TODAY = NOW.date()


def given(**changes: Any) -> NoticeGiven:
    said = {
        "kind": "job",
        "country": "RO",
        "place": "Iași",
        "employer": "Brutăria Casa",
        "papers": "not_needed",
        "languages": ("ro", "en"),
        "expires_on": TODAY + timedelta(days=60),
        "texts": {
            "title": {"en": "Baker"},
            "details": {"en": "Mornings."},
            "pay": {"en": "3000 lei a month."},
            "apply": {"en": "Write to Casa Noua."},
        },
    }
    return NoticeGiven(**(said | changes))


def make_notice(world: World, *, checked: bool = True, **changes: Any) -> Notice:
    """Post an offer as the coordinator, and note that she checked the employer."""
    actor = fresh(world.coordinator)
    if not Member.objects.filter(organisation_id=world.organisation.pk).exists():
        make_own(actor)
    row = actions.post(given=given(**changes), actor=actor, now=NOW)
    if checked:
        check(world, row)
    return Notice.objects.get(pk=row.pk)


def check(world: World, row: Notice, on=TODAY) -> None:
    version = Notice.objects.get(pk=row.pk).version
    actions.check(
        notice_id=row.pk,
        how="We saw the contract.",
        by=world.coordinator.user.pk,
        on=on,
        version=version,
        actor=fresh(world.coordinator),
        now=NOW,
    )


def worry(world: World, row: Notice, text: str = "Nobody was paid.", *, says_who: bool = False):
    """Raise a concern as a caseworker; return it."""
    actor = fresh(world.caseworker)
    actions.raise_concern(notice_id=row.pk, text=text, says_who=says_who, actor=actor, now=NOW)
    return row.concerns.order_by("-raised_at", "id").first()


def on_the_board(world: World) -> dict[str, UUID]:
    """Post a checked offer for the scene."""
    return {"notice": make_notice(world).pk}


def words(response) -> str:
    return " ".join(response.content.decode().split())


def titles(person, now=NOW, **asked) -> list[str]:
    found = queries.board(actor=fresh(person), now=now, **asked)
    return [one.notice.title["en"] for one in found.seen.rows]


def waiting(person, now=NOW) -> list[str]:
    found = queries.board(actor=fresh(person), now=now)
    return [one.notice.title["en"] for one in found.waiting]
