"""The board of jobs and offers: what everybody who works here sees, and what waits for somebody."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q
from django.http import Http404
from django.utils import timezone
from pydantic import TypeAdapter

from alongside.alliance import policy, slips
from alongside.alliance.ageing import months_before
from alongside.alliance.enums.board import ConcernState
from alongside.alliance.models import Alliance, Notice, NoticeConcern
from alongside.alliance.paging import Listed, listed
from alongside.alliance.papers import Paper
from alongside.alliance.queries.members import is_hers
from alongside.audit import journal
from alongside.consent.gate import keyring_of
from alongside.organisations import queries as organisations
from alongside.organisations.enums import UserState

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from django.db.models import QuerySet

    from alongside.core.access import Actor

# How long an offer may stand, and its member still finds it after it is over.
LONGEST, FOUND_AFTER = timedelta(days=90), timedelta(days=30)
# A check that is older is said loudly.
CHECK_MONTHS = 6
MOST_WAITING = 50


class Raised(Paper):
    """What somebody is worried about; `who` only where she wants it to be known."""

    text: str
    who: str = ""


RAISED = TypeAdapter(Raised)


@dataclass(frozen=True, slots=True)
class Seen:
    """An offer, what stands in the way of its being seen, and what the reader may do with it.

    `checked_by` is empty for readers of other organisations.
    """

    notice: Notice
    has_concern: bool
    is_over: bool
    is_old_check: bool
    is_hers: bool
    may_decide: bool
    checked_by: str = ""

    @property
    def is_seen(self) -> bool:
        """Return whether everybody who works here sees it."""
        closed = self.is_over or self.has_concern or self.notice.withdrawn_on is not None
        return self.notice.checked_on is not None and not closed


@dataclass(frozen=True, slots=True)
class Board:
    """One page of what everybody sees, and what only the reader does, because she deals with it."""

    seen: Listed[Seen]
    waiting: list[Seen]


@dataclass(frozen=True, slots=True, repr=False)
class Concern:
    """A concern that was opened; `said` is None where it does not open."""

    row: NoticeConcern
    said: Raised | None
    reason: str

    @property
    def state(self) -> ConcernState:
        """Return what was decided."""
        return ConcernState(self.row.state)


@dataclass(frozen=True, slots=True, repr=False)
class Page:
    """An offer with the concerns about it, for those they are sealed to."""

    seen: Seen
    concerns: list[Concern] = field(default_factory=list)


def board(
    *,
    actor: Actor,
    now: datetime,
    kind: str = "",
    country: str = "",
    language: str = "",
    page: int = 1,
) -> Board:
    """Return what is offered, newest first; only what is checked, not over and not doubted."""
    policy.can_read_directory(actor).or_raise()
    found = _rows().filter(_for_all(timezone.localdate(now)))
    for name, code in (("kind", kind), ("country", country)):
        if code:
            found = found.filter(**{name: code})
    if language:
        # Lists lie in JSON, which SQLite does not search inside; a code stands in quotes there.
        found = found.filter(languages__icontains=f'"{language}"')
    rows = listed(found.order_by("-posted_at", "id"), page)
    waiting = _waiting(actor, now) if page == 1 and policy.can_write(actor) else []
    everyone = _seen([*rows.rows, *waiting], actor, now)
    split = len(rows.rows)
    return Board(Listed(everyone[:split], rows.more), everyone[split:])


def notice(*, notice_id: UUID, actor: Actor, now: datetime) -> Page:
    """Return an offer; raises Http404 where she does not see it.

    Concerns are opened, and that is journalled, for the teams they are sealed to.
    """
    row = found(notice_id=notice_id, actor=actor, now=now)
    [seen] = _seen([row], actor, now)
    if not (seen.is_hers or seen.may_decide):
        return Page(seen)
    return Page(seen, _concerns(row, actor, now))


def found(*, notice_id: UUID, actor: Actor, now: datetime) -> Notice:
    """Return an offer she may look at; raises Http404."""
    policy.can_read_directory(actor).or_raise()
    wanted = _for_all(timezone.localdate(now))
    if policy.can_write(actor):
        wanted |= _of_hers(actor)
    row = _rows().filter(wanted, pk=notice_id).first()
    if row is None:
        raise Http404
    return row


def to_change(*, notice_id: UUID, actor: Actor, now: datetime) -> Notice:
    """Return an offer of a member she writes for that nobody withdrew; raises Http404."""
    policy.can_write(actor).or_raise()
    row = found(notice_id=notice_id, actor=actor, now=now)
    if not is_hers(member=row.member, actor=actor) or row.withdrawn_on is not None:
        raise Http404
    return row


def to_decide(*, notice_id: UUID, actor: Actor, now: datetime) -> Page:
    """Return an offer with a concern that is not decided, to the secretariat; raises Http404."""
    policy.can_act_for_all(actor, Alliance.secretariat_of_all()).or_raise()
    page = notice(notice_id=notice_id, actor=actor, now=now)
    if not page.seen.has_concern:
        raise Http404
    return page


def colleagues(*, actor: Actor) -> list[tuple[str, str]]:
    """Return the colleagues who may have checked an employer: id and name."""
    policy.can_write(actor).or_raise()
    members = organisations.members_of(organisation_id=actor.organisation_id, actor=actor)
    return [(str(one.id), one.display_name) for one in members if one.state == UserState.ACTIVE]


def _rows() -> QuerySet[Notice]:
    open_ones = NoticeConcern.objects.filter(notice=OuterRef("pk"), state=ConcernState.OPEN)
    rows = Notice.objects.select_related("member", "checked_by")
    return rows.annotate(has_concern=Exists(open_ones))


def _for_all(today: date) -> Q:
    return Q(checked_on__isnull=False, withdrawn_on=None, expires_on__gte=today, has_concern=False)


def _of_hers(actor: Actor) -> Q:
    """Return which offers somebody deals with: her member's, and as secretariat those doubted."""
    hers = Q(member__organisation_id=actor.organisation_id)
    if policy.can_act_for_all(actor, Alliance.secretariat_of_all()):
        hers |= Q(has_concern=True) | Q(member__organisation=None)
    return hers


def _waiting(actor: Actor, now: datetime) -> list[Notice]:
    hers = _rows().filter(_of_hers(actor)).exclude(_for_all(timezone.localdate(now)))
    return list(hers.order_by("-posted_at", "id")[:MOST_WAITING])


def _seen(rows: list[Notice], actor: Actor, now: datetime) -> list[Seen]:
    today = timezone.localdate(now)
    oldest = months_before(today, CHECK_MONTHS)
    decides = bool(policy.can_act_for_all(actor, Alliance.secretariat_of_all()))
    writes = bool(policy.can_write(actor))
    return [
        Seen(
            notice=one,
            has_concern=bool(getattr(one, "has_concern", False)),
            is_over=one.expires_on < today,
            is_old_check=one.checked_on is not None and one.checked_on < oldest,
            is_hers=writes and _is_hers(one, actor, decides=decides),
            may_decide=decides,
            checked_by=_checker(one, actor),
        )
        for one in rows
    ]


def _is_hers(one: Notice, actor: Actor, *, decides: bool) -> bool:
    """Return what `is_hers` does, without asking again for each row."""
    owner = one.member.organisation_id
    return decides if owner is None else owner == actor.organisation_id


def _checker(one: Notice, actor: Actor) -> str:
    if one.checked_by is None or one.checked_by.organisation_id != actor.organisation_id:
        return ""
    return one.checked_by.display_name


def _concerns(row: Notice, actor: Actor, now: datetime) -> list[Concern]:
    rows = list(row.concerns.order_by("-raised_at", "id"))
    if not rows:
        return []
    ids = [one.pk for one in rows]
    journal.record_reading(
        action="alliance.offer.concerns.read", objects=[row.pk, *ids], actor=actor, now=now
    )
    teams, keyring = actor.team_ids, keyring_of(actor)
    said = slips.opened(RAISED, part=slips.CONCERN, abouts=ids, team_ids=teams, keyring=keyring)
    reasons = slips.opened(
        slips.REMARKS, part=slips.REASON, abouts=ids, team_ids=teams, keyring=keyring
    )
    return [
        Concern(one, said.get(one.pk), reasons[one.pk].text if one.pk in reasons else "")
        for one in rows
    ]
