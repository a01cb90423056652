"""Lists of referrals: a page at a time, by key, with one query for rows and one for keys."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from django.db.models import Q

from alongside.audit import journal
from alongside.referrals import keys, policy
from alongside.referrals.enums import Side, State
from alongside.referrals.models import Referral
from alongside.referrals.states import OPEN_WITH_THEM

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from django.db.models import QuerySet

    from alongside.core.access import Actor, AnyActor
    from alongside.vault.ring import RingKey

ROWS = 25
# A file with more referrals than this is looked through in the list.
OF_FILE = 20


@dataclass(frozen=True)
class Row:
    """One referral in a list; what is sealed is empty until somebody opened it."""

    id: UUID
    side: str
    other: str
    state: State
    urgency: str
    created_at: datetime
    waiting: bool
    locked: bool
    acknowledged: bool
    called: str
    asked: str
    sealed: bool


@dataclass(frozen=True)
class Page:
    """Rows, and the key of the next page, "" on the last one."""

    rows: list[Row]
    next: str


def inbox(*, actor: Actor, side: Side, now: datetime, after: str = "") -> Page:
    """Return a page of what was received or sent, newest first; sealed until opened."""
    policy.can_refer(actor).or_raise()
    found = _after(hers(actor, side), after).order_by("-created_at", "-id")
    shown = list(found.select_related("other")[: ROWS + 1])
    rows = rows_of(shown[:ROWS], actor=actor, now=now, action=f"referral.list.{side}")
    last = shown[ROWS - 1] if len(shown) > ROWS else None
    return Page(rows, f"{last.created_at.timestamp():.6f}_{last.id.hex}" if last else "")


def of_file(*, actor: Actor, case_id: UUID, now: datetime) -> list[Row]:
    """Return the referrals of one file, newest first."""
    policy.can_refer(actor).or_raise()
    found = hers(actor, Side.SENT).filter(case_id=case_id).order_by("-created_at", "-id")
    shown = list(found.select_related("other")[:OF_FILE])
    return rows_of(shown, actor=actor, now=now, action="referral.list.file")


def hers(actor: Actor, side: Side) -> QuerySet[Referral]:
    """Return what this actor deals with on one side."""
    mine = Q(team_id__in=actor.team_ids)
    if side == Side.RECEIVED:
        mine |= Q(team_id=None)
    return Referral.objects.filter(mine, organisation_id=actor.organisation_id, side=side)


def rows_of(
    referrals: Sequence[Referral], *, actor: Actor, now: datetime, action: str
) -> list[Row]:
    """Open the lines of some referrals, journalled once."""
    if not referrals:
        return []
    journal.record_reading(
        action=action, objects=[one.id for one in referrals], actor=actor, now=now
    )
    opened = keys.find_many(referrals, actor=actor)
    return [_row(one, opened.get(one.id)) for one in referrals]


def _row(referral: Referral, key: RingKey | None) -> Row:
    head = keys.head_of(referral, key)
    return Row(
        id=referral.id,
        side=referral.side,
        other=referral.other.name,
        state=State(referral.state),
        urgency=referral.urgency,
        created_at=referral.created_at,
        waiting=referral.waiting,
        locked=referral.locked_on is not None,
        acknowledged=referral.acknowledged_on is not None,
        called=head.called if head else "",
        asked=head.asked if head else "",
        sealed=head is None,
    )


def _after(rows: QuerySet[Referral], word: str) -> QuerySet[Referral]:
    """Go on behind a row; a word that is none begins at the beginning."""
    moment, _line, last = word.partition("_")
    try:
        at, last_id = datetime.fromtimestamp(float(moment), UTC), UUID(last)
    except (ValueError, OverflowError, OSError):
        return rows
    return rows.filter(Q(created_at__lt=at) | Q(created_at=at, id__lt=last_id))


def receivers_of(*, actor: Actor, case_id: UUID) -> list[str]:
    """Return the names of the organisations that ever received something of a file, by name."""
    sent = Referral.objects.filter(
        side=Side.SENT, case_id=case_id, organisation_id=actor.organisation_id
    )
    got = sent.exclude(state=State.DRAFT).order_by("other__name", "other_id")
    return list(dict.fromkeys(got.values_list("other__name", flat=True)))


class Told(NamedTuple):
    """An organisation that was asked to erase what it received, and when it confirmed that."""

    who: str
    asked_on: date | None
    acknowledged_on: date | None


def told_to_erase(*, actor: Actor, case_id: UUID) -> list[Told]:
    """Return who was asked to erase what it received of a file that is no more, by name."""
    asked = Referral.objects.filter(
        side=Side.SENT, case_id=case_id, organisation_id=actor.organisation_id
    ).exclude(erase_asked_on=None)
    rows = asked.order_by("other__name", "created_at", "id")
    return [
        Told(*row) for row in rows.values_list("other__name", "erase_asked_on", "acknowledged_on")
    ]


def with_open_referrals(*, case_ids: Iterable[UUID], actor: AnyActor) -> set[UUID]:
    """Return which of these files somebody else is still asked to help with; ids only."""
    del actor  # nothing of a referral is opened
    waiting = Referral.objects.filter(case_id__in=list(case_ids), state__in=OPEN_WITH_THEM)
    return {one for one in waiting.values_list("case_id", flat=True) if one is not None}
