"""The newsletter in numbers. Nobody's address is ever shown: no page here needs one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q

from alongside.alliance import exchange
from alongside.alliance.enums.newsletter import DeliveryState, SendingState, SubscriberState
from alongside.alliance.errors import NotThere
from alongside.alliance.models import Delivery, Issue, Sending, Subscriber, Suppressed
from alongside.alliance.newsletter import mails
from alongside.alliance.paging import listed
from alongside.organisations import policy

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from uuid import UUID

    from alongside.alliance import letters
    from alongside.core.access import Actor


@dataclass(frozen=True)
class Counts:
    """How many there are, and how many are no longer."""

    active: int
    left: int
    bounced: int
    suppressed: int


@dataclass(frozen=True)
class SendingRow:
    """One sending in numbers: no opening and no click is known."""

    id: UUID
    state: SendingState
    due_at: datetime
    ended_at: datetime | None
    waiting: int
    sent: int
    perhaps: int
    failed: int
    dropped: int
    # Of those it was sent to.
    unsubscribed: int

    @property
    def is_open(self) -> bool:
        """Return whether some of it has not left yet."""
        return self.ended_at is None


@dataclass(frozen=True)
class IssueRow:
    """One issue in the list."""

    id: UUID
    number: int
    title: str
    languages: tuple[str, ...]
    received_at: datetime
    sendings: tuple[SendingRow, ...]


@dataclass(frozen=True)
class Overview:
    """What the first page of the newsletter shows."""

    counts: Counts
    waiting_letters: int
    issues: list[IssueRow]
    more: bool


@dataclass(frozen=True)
class IssuePage:
    """One issue as it would be sent, in all its languages."""

    row: IssueRow
    versions: list[letters.Issue]
    active: int


def may_work(*, actor: Actor) -> None:
    """Refuse a page of the newsletter before anything is typed into it."""
    policy.can_do_public_work(actor).or_raise()


def overview(*, actor: Actor, page: int = 1) -> Overview:
    """Return the issues of the actor's organisation, newest first, and how many subscribe."""
    policy.can_do_public_work(actor).or_raise()
    found = Issue.objects.filter(mailing_list__organisation_id=actor.organisation_id)
    issues = listed(found.order_by("-number", "-received_at", "id"), page)
    return Overview(
        counts=_counts(actor),
        waiting_letters=exchange.waiting(),
        issues=_rows(issues.rows),
        more=issues.more,
    )


def issue(*, issue_id: UUID, actor: Actor) -> IssuePage:
    """Return one issue; raises NotThere."""
    policy.can_do_public_work(actor).or_raise()
    found = Issue.objects.filter(
        pk=issue_id, mailing_list__organisation_id=actor.organisation_id
    ).order_by("id")
    rows = _rows(found)
    if not rows:
        raise NotThere
    return IssuePage(
        row=rows[0], versions=mails.versions(found[0].words), active=_counts(actor).active
    )


def _counts(actor: Actor) -> Counts:
    mine = {"mailing_list__organisation_id": actor.organisation_id}
    states = Subscriber.objects.filter(**mine).values("state").order_by("state")
    by_state = dict(states.annotate(n=Count("id")).values_list("state", "n"))
    gone = (SubscriberState.BOUNCED, SubscriberState.COMPLAINED)
    return Counts(
        active=by_state.get(SubscriberState.ACTIVE, 0),
        left=by_state.get(SubscriberState.LEFT, 0),
        bounced=sum(by_state.get(state, 0) for state in gone),
        suppressed=Suppressed.objects.filter(**mine).count(),
    )


def _rows(issues: Iterable[Issue]) -> list[IssueRow]:
    listed = list(issues)
    sendings: dict[UUID, list[SendingRow]] = {one.id: [] for one in listed}
    for issue_id, row in _sendings([one.id for one in listed]):
        sendings[issue_id].append(row)
    return [
        IssueRow(
            id=one.id,
            number=one.number,
            title=mails.version_for(one.words, "en").title,
            languages=tuple(sorted(one.words)),
            received_at=one.received_at,
            sendings=tuple(sendings[one.id]),
        )
        for one in listed
    ]


def _sendings(issue_ids: list[UUID]) -> Iterable[tuple[UUID, SendingRow]]:
    found = Sending.objects.filter(issue_id__in=issue_ids).order_by("-made_at", "id")
    listed = list(found)
    states = Delivery.objects.filter(sending__in=[one.id for one in listed])
    counted = (
        states.values("sending_id")
        .order_by("sending_id")
        .annotate(
            **{str(state): Count("id", filter=Q(state=state)) for state in DeliveryState},
            since=Count(
                "id", filter=Q(state=DeliveryState.SENT, subscriber__state=SubscriberState.LEFT)
            ),
        )
    )
    numbers: dict[UUID, dict[str, Any]] = {one["sending_id"]: dict(one) for one in counted}
    for one in listed:
        n = numbers.get(one.id, {})
        yield (
            one.issue_id,
            SendingRow(
                id=one.id,
                state=SendingState(one.state),
                due_at=one.due_at,
                ended_at=one.ended_at,
                waiting=n.get(DeliveryState.WAITING, 0),
                sent=n.get(DeliveryState.SENT, 0),
                perhaps=n.get(DeliveryState.TAKEN, 0),
                failed=n.get(DeliveryState.FAILED, 0),
                dropped=n.get(DeliveryState.DROPPED, 0),
                unsubscribed=n.get("since", 0),
            ),
        )
