"""Putting offers on the board, checking who is behind them, and deciding about concerns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Exists, F, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from alongside.alliance import slips, versions
from alongside.alliance.enums.board import ConcernState
from alongside.alliance.errors import CannotDo
from alongside.alliance.given import NoticeGiven, columns
from alongside.alliance.models import Alliance, Notice, NoticeConcern
from alongside.alliance.queries import board as queries, members
from alongside.audit import journal
from alongside.consent.gate import keyring_of
from alongside.organisations import queries as organisations
from alongside.vault.trust import Untrusted

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from alongside.core.access import Actor, AnyActor
    from alongside.organisations.models import Team

# Whoever changes one of these offers something else than what was looked at.
CHECKED = ("kind", "employer", "country", "place")


@transaction.atomic
def post(*, given: NoticeGiven, actor: Actor, now: datetime) -> Notice:
    """Write down an offer of her own organisation; nobody else sees it before it is checked.

    :raises CannotDo: her organisation is not written down, or it would stand too long
    """
    member = members.own(actor=actor)
    if member is None:
        raise CannotDo(_("Write your organisation's page first: people apply through it."))
    _require_days(given.expires_on, now)
    row = Notice.objects.create(
        member=member, posted_by_id=actor.user_id, posted_at=now, **columns(given, None)
    )
    journal.record(action="alliance.offer.posted", objects=[row.pk], actor=actor, now=now)
    return row


@transaction.atomic
def change(
    *, notice_id: UUID, given: NoticeGiven, version: int, actor: Actor, now: datetime
) -> bool:
    """Save what is said of an offer; return whether the check before counts no more.

    :raises ChangedMeanwhile: somebody saved another version since `version`
    :raises CannotDo: it would stand too long
    """
    row = queries.to_change(notice_id=notice_id, actor=actor, now=now)
    _require_days(given.expires_on, now)
    said = columns(given, row)
    is_other = row.checked_on is not None and any(
        said[name] != getattr(row, name) for name in CHECKED
    )
    if is_other:
        said |= {"checked_on": None, "checked_by": None, "checked_how": ""}
    versions.save(row, version=version, **said)
    journal.record(action="alliance.offer.changed", objects=[row.pk], actor=actor, now=now)
    return is_other


@transaction.atomic
def check(
    *, notice_id: UUID, how: str, by: UUID, on: date, version: int, actor: Actor, now: datetime
) -> None:
    """Note how the employer was checked, by which colleague and on which day.

    :param version: what was open when she began: what was changed since was not looked at
    :raises ChangedMeanwhile: somebody saved another version since
    :raises CannotDo: the day is still to come
    """
    row = queries.to_change(notice_id=notice_id, actor=actor, now=now)
    if on > timezone.localdate(now):
        raise CannotDo(_("This day is still to come."))
    colleague = organisations.member(user_id=by, actor=actor)
    if not how:
        raise CannotDo(_("Say how the employer was checked."))
    noted = {"checked_how": how, "checked_by": colleague, "checked_on": on}
    versions.save(row, version=version, **noted)
    journal.record(action="alliance.offer.checked", objects=[row.pk], actor=actor, now=now)


@transaction.atomic
def withdraw(*, notice_id: UUID, actor: Actor, now: datetime) -> None:
    """Take an offer off the board."""
    row = queries.to_change(notice_id=notice_id, actor=actor, now=now)
    _withdraw(row, now)
    journal.record(action="alliance.offer.withdrawn", objects=[row.pk], actor=actor, now=now)


@transaction.atomic
def raise_concern(
    *, notice_id: UUID, text: str, says_who: bool, actor: Actor, now: datetime
) -> None:
    """Hide an offer until the secretariat decides, and tell its member and the secretariat why.

    :param says_who: whether they learn who raised it
    :raises CannotDo: nobody has keys to read it
    """
    row = queries.found(notice_id=notice_id, actor=actor, now=now)
    teams = _readers(row)
    concern = NoticeConcern.objects.create(notice=row, raised_at=now)
    said = queries.Raised(text=text, who=_who(actor) if says_who else "")
    _seal(said, concern.pk, slips.CONCERN, teams, actor, now)
    journal.record(
        action="alliance.offer.concern", objects=[row.pk, concern.pk], actor=actor, now=now
    )


@transaction.atomic
def decide(*, notice_id: UUID, keep: bool, reason: str, actor: Actor, now: datetime) -> None:
    """Decide about every open concern of an offer: it stays, or it is withdrawn, and why.

    :raises Http404: no concern waits
    """
    row = queries.to_decide(notice_id=notice_id, actor=actor, now=now).seen.notice
    state = ConcernState.KEPT if keep else ConcernState.WITHDRAWN
    teams = _readers(row)
    concerns = row.concerns.select_for_update().filter(state=ConcernState.OPEN).order_by("id")
    for one in concerns:
        one.state, one.decided_at = state, now
        one.save()
        _seal(slips.Remark(text=reason), one.pk, slips.REASON, teams, actor, now)
    if not keep and row.withdrawn_on is None:
        _withdraw(row, now)
    journal.record(action=f"alliance.offer.concern.{state}", objects=[row.pk], actor=actor, now=now)


@transaction.atomic
def delete_over(*, actor: AnyActor, now: datetime) -> int:
    """Delete the offers that are long over, with what was said of them; return how many."""
    day = timezone.localdate(now - queries.FOUND_AFTER)
    doubted = NoticeConcern.objects.filter(notice=OuterRef("pk"), state=ConcernState.OPEN)
    # While a concern waits for its answer, what it is about stays.
    rows = Notice.objects.filter(~Exists(doubted), expires_on__lt=day).order_by("id")
    gone = list(rows.values_list("pk", flat=True))
    if not gone:
        return 0
    concerns = NoticeConcern.objects.filter(notice__in=gone)
    slips.forget(concerns.values_list("pk", flat=True))
    Notice.objects.filter(pk__in=gone).delete()
    journal.record(action="alliance.offer.deleted", objects=gone, actor=actor, now=now)
    return len(gone)


def _require_days(expires_on: date, now: datetime) -> None:
    today = timezone.localdate(now)
    if not today <= expires_on <= today + queries.LONGEST:
        raise CannotDo(_("An offer stands until a day within the next 90 days."))


def _withdraw(row: Notice, now: datetime) -> None:
    Notice.objects.filter(pk=row.pk).update(
        withdrawn_on=timezone.localdate(now), version=F("version") + 1
    )


def _readers(row: Notice) -> list[Team]:
    organisations_ids = (row.member.organisation_id, Alliance.secretariat_of_all())
    found = {team.pk: team for one in organisations_ids if (team := slips.public_team(one))}
    if not found:
        raise CannotDo(_("Nobody here can read a concern yet. Tell your coordinator."))
    return list(found.values())


def _who(actor: Actor) -> str:
    names = organisations.display_names(user_ids=[actor.user_id], actor=actor)
    return names.get(actor.user_id, "")


def _seal(
    paper: queries.Raised | slips.Remark,
    about: UUID,
    part: str,
    teams: list[Team],
    actor: Actor,
    now: datetime,
) -> None:
    try:
        keyring = keyring_of(actor)
        slips.keep(paper, about=about, part=part, teams=teams, keyring=keyring, now=now)
    except Untrusted as fault:
        raise CannotDo(
            _("The keys of those who would read this are not right. Tell your coordinator.")
        ) from fault
