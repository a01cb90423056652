"""Urgent alerts as those who wrote them and those who are told see them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from django.db.models import Count, Q
from django.utils import timezone

from alongside.alliance import alerts_papers as papers, labels, slips
from alongside.alliance.errors import NotThere
from alongside.alliance.letters import KEPT_AFTER
from alongside.alliance.models import Alert, AlertReceipt
from alongside.alliance.paging import listed
from alongside.alliance.queries.letterbox import public_teams
from alongside.audit import journal
from alongside.consent.gate import keyring_of
from alongside.core.access import Actor
from alongside.organisations.enums import TeamKind
from alongside.organisations.models import Team
from alongside.organisations.policy import can_do_public_work

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date, datetime
    from uuid import UUID

    from django.db.models import QuerySet
    from pydantic import TypeAdapter

    from alongside.alliance.models import AlertUpdate
    from alongside.core.access import AnyActor

P = TypeVar("P")
# Still to be acknowledged by the team that was told.
WAITS = Q(acknowledged_at=None, taken_back_at=None)


@dataclass(frozen=True)
class Tellable:
    """A member with an account here: the team that is told, of which organisation."""

    member_id: UUID
    name: str
    team: Team

    @property
    def organisation_id(self) -> UUID:
        """Return whose account it is."""
        return self.team.organisation_id


@dataclass(frozen=True, repr=False)
class ReceivedHead:
    """An alert we were told; `told` is None where it does not open.

    Of one that was taken back nothing is said, not even by whom.
    """

    alert_id: UUID
    sender: str
    sent_at: datetime
    told: papers.Told | None
    waits: bool
    is_over: bool
    is_taken_back: bool


@dataclass(frozen=True, repr=False)
class SentHead:
    """An alert we wrote, how many are told and how many of them acknowledged it."""

    alert_id: UUID
    written_at: datetime
    told: papers.Told | None
    is_over: bool
    receivers: int
    acknowledged: int


@dataclass(frozen=True, repr=False)
class Listing:
    """What we were told and what we told; `more` says that there is an earlier page."""

    received: list[ReceivedHead]
    sent: list[SentHead]
    more: bool
    may_write: bool


@dataclass(frozen=True, repr=False)
class Receiver:
    """Somebody who is told, as the sender alone sees it."""

    receipt: AlertReceipt
    name: str
    words: str


@dataclass(frozen=True, repr=False)
class Update:
    """What happened since; None where it does not open."""

    written_at: datetime
    said: papers.Since | None


@dataclass(frozen=True, repr=False)
class AlertPage:
    """One alert; who is told only where it is ours.

    `answer` is what our organisation answered to one that was told us. Where it was taken back,
    everything is empty but `is_taken_back`.
    """

    alert_id: UUID
    is_ours: bool = False
    is_taken_back: bool = False
    sender: str = ""
    written_at: datetime | None = None
    told: papers.Told | None = None
    is_over: bool = False
    ended_at: datetime | None = None
    updates: list[Update] = field(default_factory=list)
    receivers: list[Receiver] = field(default_factory=list)
    acknowledged_at: datetime | None = None
    answer: str = ""

    @property
    def is_ended(self) -> bool:
        """Return whether it was said that it is no longer urgent."""
        return self.ended_at is not None

    @property
    def deleted_on(self) -> date | None:
        """Return the day it is deleted on; None while nobody said that it is over."""
        return timezone.localdate(self.ended_at + KEPT_AFTER) if self.ended_at else None


@dataclass(frozen=True, repr=False)
class Held:
    """An alert as one side holds it; without a receipt it is the side that wrote."""

    alert: Alert
    receipt: AlertReceipt | None


def waiting(*, actor: AnyActor) -> int:
    """Return how many urgent alerts wait to be acknowledged by the actor's teams."""
    if not isinstance(actor, Actor) or not can_do_public_work(actor):
        return 0
    # What is over calls for nobody's attention: one that does would be missed among them.
    mine = AlertReceipt.objects.filter(
        WAITS,
        alert__ended_at=None,
        team_id__in=actor.team_ids,
        team__organisation_id=actor.organisation_id,
    )
    return mine.count()


def tellable(*, actor: Actor) -> list[Tellable]:
    """Return the members that can be told, by name: those with a team for public work here."""
    can_do_public_work(actor).or_raise()
    teams = Team.objects.filter(kind=TeamKind.PUBLIC, organisation__alliance_member__isnull=False)
    teams = teams.exclude(organisation_id=actor.organisation_id)
    found: dict[UUID, Tellable] = {}
    for team in teams.select_related("organisation__alliance_member").order_by("name", "id"):
        member = team.organisation.alliance_member
        found.setdefault(member.pk, Tellable(member.pk, member.name, team))
    return sorted(found.values(), key=lambda one: (one.name.casefold(), one.member_id))


def listing(*, actor: Actor, now: datetime, page: int = 1) -> Listing:
    """Return what the actor's teams were told and what they told, newest first."""
    teams = public_teams(actor=actor)
    receipts = AlertReceipt.objects.filter(team__in=teams).order_by("-sent_at", "id")
    received = listed(receipts.select_related("alert__team__organisation"), page)
    sent = listed(_counted(Alert.objects.filter(team__in=teams)), page)
    alerts = [one.alert for one in received.rows if one.taken_back_at is None]
    said = told_in(alerts=[*alerts, *sent.rows], actor=actor)
    if said:
        journal.record_reading(action="alerts.listed", objects=sorted(said), actor=actor, now=now)
    today = timezone.localdate(now)
    return Listing(
        received=[_received(one, said.get(one.alert_id), today) for one in received.rows],
        sent=[_sent(one, said.get(one.pk), today) for one in sent.rows],
        more=received.more or sent.more,
        may_write=bool(teams),
    )


def open_alert(*, actor: Actor, alert_id: UUID, now: datetime) -> AlertPage:
    """Open an alert, ours or one that we were told; raises NotThere."""
    held = find(actor=actor, alert_id=alert_id)
    if held.receipt is not None and held.receipt.taken_back_at is not None:
        return AlertPage(alert_id, is_taken_back=True)
    journal.record_reading(action="alert.read", objects=[alert_id], actor=actor, now=now)
    alert, updates = held.alert, list(held.alert.updates.order_by("-written_at", "id"))
    told = told_in(alerts=[alert], actor=actor).get(alert_id)
    since = _since(alert, updates, actor)
    answers = answers_of(receipts=[held.receipt], actor=actor) if held.receipt else {}
    return AlertPage(
        alert_id=alert_id,
        is_ours=held.receipt is None,
        sender=alert.team.organisation.name,
        written_at=alert.written_at,
        told=told,
        is_over=_is_over(alert, told, timezone.localdate(now)),
        ended_at=alert.ended_at,
        updates=[Update(one.written_at, since.get(one.pk)) for one in updates],
        receivers=_receivers(alert, actor) if held.receipt is None else [],
        acknowledged_at=held.receipt.acknowledged_at if held.receipt else None,
        answer=answers.get(held.receipt.pk, "") if held.receipt else "",
    )


def find(*, actor: Actor, alert_id: UUID, held: bool = False) -> Held:
    """Return an alert that the actor's teams wrote or were told; raises NotThere.

    :param held: whether what would be changed is held until the transaction ends
    """
    teams = public_teams(actor=actor)
    alerts: QuerySet[Alert] = Alert.objects.select_related("team__organisation")
    receipts: QuerySet[AlertReceipt] = AlertReceipt.objects.select_related(
        "alert__team__organisation", "team"
    )
    if held:
        alerts = alerts.select_for_update(of=("self",))
        receipts = receipts.select_for_update(of=("self",))
    ours = alerts.filter(pk=alert_id, team__in=teams).first()
    if ours is not None:
        return Held(ours, None)
    told = receipts.filter(alert_id=alert_id, team__in=teams).order_by("id").first()
    if told is None:
        raise NotThere
    return Held(told.alert, told)


def told_in(*, alerts: Iterable[Alert], actor: Actor) -> dict[UUID, papers.Told]:
    """Return what alerts say that the actor's teams hold, where it is the sender's own word."""
    by = {one.pk: one.team.organisation_id for one in alerts}
    return _opened(papers.TOLD, slips.ALERT, by, actor)


def answers_of(*, receipts: Collection[AlertReceipt], actor: Actor) -> dict[UUID, str]:
    """Return what receivers answered, in the words of each; nothing where it does not open."""
    by = {one.pk: one.team.organisation_id for one in receipts}
    said = _opened(papers.ANSWER, slips.ANSWER, by, actor)
    return {
        one.pk: said[one.pk].words
        for one in receipts
        if one.pk in said and said[one.pk].alert == one.alert_id
    }


def told_by_us(*, alert: Alert, actor: Actor) -> list[Team] | None:
    """Return which teams are told of an alert of ours; None where that does not open."""
    by = {alert.pk: actor.organisation_id}
    noted = _opened(papers.READERS, slips.READERS, by, actor).get(alert.pk)
    if noted is None:
        return None
    return list(Team.objects.filter(pk__in=noted.teams).order_by("id"))


def _opened(kind: TypeAdapter[P], part: str, by: dict[UUID, UUID], actor: Actor) -> dict[UUID, P]:
    return slips.opened(
        kind, part=part, abouts=by, team_ids=actor.team_ids, keyring=keyring_of(actor)
    )


def _counted(rows: QuerySet[Alert]) -> QuerySet[Alert]:
    still = Q(receipts__taken_back_at=None)
    counted = rows.annotate(
        receivers=Count("receipts", still),
        acknowledged=Count("receipts", still & Q(receipts__acknowledged_at__isnull=False)),
    )
    return counted.select_related("team").order_by("-written_at", "id")


def _received(one: AlertReceipt, told: papers.Told | None, today: date) -> ReceivedHead:
    is_taken_back = one.taken_back_at is not None
    return ReceivedHead(
        alert_id=one.alert_id,
        sender="" if is_taken_back else one.alert.team.organisation.name,
        sent_at=one.sent_at,
        told=told,
        waits=one.acknowledged_at is None and not is_taken_back,
        is_over=is_taken_back or _is_over(one.alert, told, today),
        is_taken_back=is_taken_back,
    )


def _sent(one: Alert, told: papers.Told | None, today: date) -> SentHead:
    return SentHead(
        alert_id=one.pk,
        written_at=one.written_at,
        told=told,
        is_over=_is_over(one, told, today),
        receivers=one.receivers,  # type: ignore[attr-defined]  # annotated
        acknowledged=one.acknowledged,  # type: ignore[attr-defined]  # annotated
    )


def _is_over(alert: Alert, told: papers.Told | None, today: date) -> bool:
    if alert.ended_at is not None:
        return True
    return told is not None and told.urgent_until is not None and told.urgent_until < today


def _since(alert: Alert, updates: Iterable[AlertUpdate], actor: Actor) -> dict[UUID, papers.Since]:
    by = {one.pk: alert.team.organisation_id for one in updates}
    said = _opened(papers.SINCE, slips.SINCE, by, actor)
    return {one: since for one, since in said.items() if since.alert == alert.pk}


def _receivers(alert: Alert, actor: Actor) -> list[Receiver]:
    receipts = alert.receipts.select_related("team__organisation__alliance_member")
    rows = list(receipts.order_by("id"))
    answers = answers_of(receipts=rows, actor=actor)
    found = [Receiver(one, labels.member(one.team), answers.get(one.pk, "")) for one in rows]
    return sorted(found, key=lambda one: one.name.casefold())
